import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManifestSet } from '../../manifests/manifest-set';
import { wholeManifests } from '../../reading/whole-manifests';
import { type Diff, jsonDiff } from '../../review/diff/diff-report';
import { textDiff } from '../../review/diff/diff-text';
import { APP_OPTIONS, appProject } from '../app/app-project';
import { COLOR_OPTIONS, type Paint, paintFor } from '../color';
import { filesFrom } from '../options/files-from';
import { type DiffEnd, diffWithCauses, plainDiff } from '../profiles/profile-diff';
import { ProfileRuns } from '../profiles/profile-run';
import { withProgress } from '../progress';
import { EXIT, type ExitCode, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { Verb, Words } from '../verb';

const FORMATS: Readonly<Record<string, (diff: Diff, paint: Paint) => string>> = { text: textDiff, json: jsonDiff };
const FORMAT_LIST = Object.keys(FORMATS);

/** `cdk8s-shop diff`: what differs between two profiles of an app, and why; or between any two sets of manifests. */
export const DIFF: Verb = {
  name: 'diff',
  operands: 'BEFORE AFTER',
  about: `Show what differs between two profiles of the app, and which settings cause it.
BEFORE and AFTER are names of profiles; with a / in it, one is a file or folder of manifests, and - is the standard input.`,
  examples: [
    { line: 'cdk8s-shop diff staging production', about: 'two stages of one shop' },
    { line: 'cdk8s-shop diff dist/ production', about: 'what is committed, and what production would be' },
    { line: 'helm template shop chart/ | cdk8s-shop diff dist/ -', about: 'any two sets of manifests' },
  ],
  choices: ['development', 'staging', 'production', 'audited'],
  options: [
    ...APP_OPTIONS,
    { name: 'variable', value: 'NAME', help: 'environment variable by which the app chooses its profile; SHOP_PROFILE unless it is said' },
    { name: 'no-why', help: 'leave the causes out, each of which takes two more syntheses' },
    { name: 'format', value: 'FORMAT', choices: FORMAT_LIST, help: `one of ${FORMAT_LIST.join(', ')}; text unless it is said` },
    ...COLOR_OPTIONS,
  ],
  notes: `
The app is synthesized into temporary folders; dist/ is not touched. A cause is said where an experiment has shown it: this setting changed alone, at either end, changes that field.
Exit code: 0 when nothing differs, 1 when something does, 2 when the command or the app cannot be used.
`,
  run: diff,
};

async function diff(words: Words, terminal: Terminal): Promise<ExitCode> {
  const [before, after, ...more] = words.operands;
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError(`two ends are wanted, and ${words.operands.length} are there\nSee: cdk8s-shop diff --help`);
  const format = words.one('format') ?? 'text';
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!write) throw new UsageError(`no format "${format}": one of ${FORMAT_LIST.join(', ')} is wanted`);
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-shop-diff-'));
  try {
    const found = await withProgress(terminal, (say) => compare(words, [before, after], scratch, terminal, say));
    terminal.out(write(found, paintFor(terminal, words)));
    return found.groups.some(({ changes }) => changes.length > 0) ? EXIT.findings : EXIT.done;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function compare(
  words: Words,
  names: readonly [string, string],
  scratch: string,
  terminal: Terminal,
  say: (text: string) => void,
): Promise<Diff> {
  const needsApp = names.some((name) => !isPath(name));
  const runs = needsApp
    ? new ProfileRuns(appProject(words, terminal), words.one('variable') ?? 'SHOP_PROFILE', scratch, terminal)
    : undefined;
  const [before, after] = [await endOf(names[0], terminal, runs, say), await endOf(names[1], terminal, runs, say)];
  const ends = [before, after] as const;
  return words.has('no-why') || !runs ? plainDiff(ends) : diffWithCauses(ends, runs, say);
}

function isPath(name: string): boolean {
  return name === '-' || name === '.' || name.includes('/');
}

async function endOf(name: string, terminal: Terminal, runs: ProfileRuns | undefined, say: (text: string) => void): Promise<DiffEnd> {
  if (isPath(name) || !runs) return { name, manifests: manifestsAt(name, terminal) };
  say(`synthesizing ${name}`);
  const run = await runs.run(name);
  return { name, manifests: run.manifests, profile: { ...run, profile: name } };
}

function manifestsAt(name: string, terminal: Terminal): ManifestSet {
  return wholeManifests(filesFrom(terminal.folder ?? '.', [name]));
}
