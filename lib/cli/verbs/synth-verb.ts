import { dirname, join, resolve } from 'node:path';
import { counted } from '../../core/counted';
import { APP_OPTIONS, type AppProject, appProject } from '../app/app-project';
import { runApp } from '../app/app-run';
import { changesBetween, type FolderSnapshot, snapshotOf } from '../app/folder-snapshot';
import { refuseUnmakeable } from '../app/output-folder';
import { COLOR_OPTIONS, type Paint, paintFor } from '../color';
import { withProgress } from '../progress';
import { EXIT, type ExitCode, type Terminal } from '../terminal';
import { Stopped, UsageError } from '../usage-error';
import type { Verb, Words } from '../verb';

/** What watches files, which a synthesis alone does without. */
const watching = () => require('../app/watch') as typeof import('../app/watch');

/** `cdk8s-shop synth`: the app of cdk8s.yaml, and what became of its files. */
export const SYNTH: Verb = {
  name: 'synth',
  operands: '',
  about:
    'Synthesize the app of cdk8s.yaml, and tell what became of its files.\nWhat is wrong with the app is told, and its files stay as they are.',
  examples: [
    { line: 'cdk8s-shop synth', about: 'the app in this folder' },
    { line: 'cdk8s-shop synth --watch', about: 'again at every change, until Ctrl-C' },
    { line: 'cdk8s-shop synth --profile production --output dist/production', about: 'one of several stages' },
  ],
  options: [
    ...APP_OPTIONS,
    { name: 'output', value: 'DIR', help: 'folder of the manifests; that of cdk8s.yaml, or dist, unless it is said' },
    {
      name: 'profile',
      value: 'NAME',
      choices: ['development', 'staging', 'production', 'audited'],
      help: 'what the app reads from SHOP_PROFILE',
    },
    { name: 'watch', help: 'stay, and synthesize again when a file of the project changes' },
    ...COLOR_OPTIONS,
  ],
  notes: `
cdk8s synth runs the same command and gives the same bytes; it removes the folder first, so that an app which fails leaves none.
Next: cdk8s-shop check dist/ for what is wrong with the manifests, cdk8s-shop diff staging production for how two stages differ.
`,
  run: synth,
};

async function synth(words: Words, terminal: Terminal): Promise<ExitCode> {
  if (words.operands.length > 0)
    throw new UsageError(`nothing is wanted after synth, and "${words.operands[0]}" is there\nSee: cdk8s-shop synth --help`);
  const project = appProject(words, terminal);
  const profile = words.one('profile');
  const around: Terminal =
    profile === undefined ? terminal : { ...terminal, environment: { ...terminal.environment, SHOP_PROFILE: profile } };
  if (!words.has('watch')) {
    await synthesize(project, around, paintFor(terminal, words));
    return EXIT.done;
  }
  await watching().watch(project, terminal, async () => {
    try {
      await synthesize(project, around, paintFor(terminal, words));
    } catch (error) {
      // A watch that is stopped has done what it should; what is broken now is what the next change mends.
      if (error instanceof UsageError) terminal.error(`${error.message}\n`);
      else if (!(error instanceof Stopped)) throw error;
    }
  });
  return EXIT.done;
}

async function synthesize(project: AppProject, terminal: Terminal, paint: Paint): Promise<void> {
  const folders = [project.output, join(dirname(project.output), 'artifacts')];
  const at = (folder: string): string => resolve(project.folder, folder);
  refuseUnmakeable(at(project.output), project.output);
  const before = folders.map((folder) => snapshotOf(at(folder)));
  const { stdout, stderr } = await withProgress(terminal, (say) => {
    say(project.command);
    return runApp(project, at(project.output), terminal);
  });
  terminal.out(stdout);
  terminal.error(stderr);
  folders.forEach((folder, i) => {
    const text = reportOf(folder, before[i] ?? new Map(), snapshotOf(at(folder)), paint);
    // Only the folder of the manifests has to be there.
    if (text !== undefined && (i === 0 || !text.endsWith('as they were\n'))) terminal.out(text);
  });
}

function reportOf(folder: string, before: FolderSnapshot, after: FolderSnapshot, paint: Paint): string | undefined {
  const { added, changed, removed } = changesBetween(before, after);
  const counts = [
    ...(added.length > 0 ? [`${added.length} new`] : []),
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
    ...(removed.length > 0 ? [`${removed.length} gone`] : []),
  ];
  const lines = [
    ...added.map((path) => paint('added', `  + ${path}`)),
    ...changed.map((path) => paint('changed', `  ~ ${path}`)),
    ...removed.map((path) => paint('removed', `  - ${path}`)),
  ];
  const files = counted(after.size, 'file');
  return `${[`${folder}: ${files}, ${counts.length > 0 ? counts.join(', ') : 'as they were'}`, ...lines].join('\n')}\n`;
}
