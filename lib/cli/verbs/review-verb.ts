import { atLeast } from '../../checks/finding';
import { BUILT_IN_PACKS, rulesOf } from '../../checks/registry';
import { KubernetesVersion } from '../../model/kubernetes-version';
import type { Verdict } from '../../review/acceptance';
import { EFFECT_IDS } from '../../review/effect-texts';
import { type Review, type ReviewEnd, review } from '../../review/review';
import { verdictOf, WAIVABLE_EFFECTS } from '../../review/verdict';
import { COLOR_OPTIONS, isColored } from '../color';
import { failOnOf, failOnOption } from '../options/fail-on';
import { KUBERNETES_OPTION } from '../options/kubernetes-option';
import { writeReports } from '../options/report-files';
import { TODAY_OPTION, waiversIn } from '../options/waivers-file';
import type { RunProgram } from '../program';
import { type Progress, withProgress } from '../progress';
import { Kubectl } from '../review/kubectl';
import { type LiveEnds, liveEnds } from '../review/live-ends';
import { endAt, endsOfGit, isPath, manifestsAt, type ReviewEnds } from '../review/review-ends';
import { REVIEW_FORMATS, type ReviewReport, writerFor, writerOf } from '../review/review-formats';
import { EXIT, type ExitCode, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { Verb, Words } from '../verb';

const CHECK_IDS: ReadonlySet<string> = new Set(rulesOf(BUILT_IN_PACKS).map(({ id }) => id));

/** `cdk8s-shop review`: what a change does to the running shop. */
export function reviewVerb(run: RunProgram): Verb {
  return {
    name: 'review',
    operands: 'BEFORE AFTER|REF..REF|REF|--live DIR',
    about: `Tell what a change of manifests does to what runs, and how to make it safely.
BEFORE and AFTER are folders or files with a / in them, or - for the standard input. Refs of git are compared in --path; one alone, with what lies there now.`,
    examples: [
      { line: 'cdk8s-shop review main...HEAD', about: 'a branch, since it left main' },
      { line: 'cdk8s-shop review main', about: 'what lies in dist/ now, and is not committed yet' },
      { line: 'cdk8s-shop review old/ new/ --report review.md --report review.html', about: 'two folders, for a comment and to look at' },
      { line: 'cdk8s-shop review --live dist/', about: 'a cluster, which is only read' },
    ],
    options: [
      { name: 'path', value: 'DIR', many: true, help: 'where the manifests are in the repository; dist unless it is said' },
      { name: 'live', value: 'DIR', help: 'compare what runs in the cluster of KUBECONFIG with a folder or file' },
      { name: 'context', value: 'NAME', help: 'context of KUBECONFIG, for --live' },
      { name: 'namespace', value: 'NAME', help: 'namespace of objects that state none, for --live' },
      KUBERNETES_OPTION,
      {
        name: 'crds',
        value: 'PATH',
        many: true,
        help: 'CustomResourceDefinitions that neither side has, for the defaults of custom resources',
      },
      { name: 'format', value: 'FORMAT', choices: REVIEW_FORMATS, help: `one of ${REVIEW_FORMATS.join(', ')}; text unless it is said` },
      { name: 'output', value: 'FILE', help: 'write the report to a file' },
      {
        name: 'report',
        value: 'FILE',
        many: true,
        help: 'write one more report, in the format of its name: .md, .html, .json, .sarif, .txt',
      },
      { name: 'before', value: 'NAME', mayBeEmpty: true, help: 'what reports call the first side' },
      { name: 'after', value: 'NAME', mayBeEmpty: true, help: 'what reports call the second side' },
      { name: 'name', value: 'NAME', mayBeEmpty: true, help: 'what tells the Markdown comments of a pull request apart that gets several' },
      failOnOption('error'),
      { name: 'waivers', value: 'FILE', help: 'effects that are accepted for a time: YAML or JSON' },
      TODAY_OPTION,
      { name: 'no-rule', value: 'ID', many: true, choices: [...EFFECT_IDS], help: 'leave out the effects of these rules' },
      ...COLOR_OPTIONS,
    ],
    notes: `
What is not in AFTER any more is taken to be deleted, as Argo CD, Flux and kubectl apply --prune do. Values of Secrets are never shown.
Exit code: 0 when nothing has an effect that counts, 1 when something has, 2 when the command or its input cannot be used; nothing is written then.
`,
    run: (words, terminal) => carryOut(run, words, terminal),
  };
}

async function carryOut(run: RunProgram, words: Words, terminal: Terminal): Promise<ExitCode> {
  const failOn = failOnOf(words, 'error');
  const write = writerOf(words.one('format') ?? 'text');
  const files = (words.all('report') ?? []).map((file) => ({ file, write: writerFor(file) }));
  const version = words.one('kubernetes');
  const crds = words.all('crds');
  const said = version === undefined ? undefined : KubernetesVersion.of(version);
  const found = await withProgress(terminal, async (say, tell) => {
    const { before, after, kubernetes } = await endsOf(run, words, terminal, { say, tell });
    // What a cluster is, it knows itself.
    const target = said ?? kubernetes;
    return review(named(before, words.one('before')), named(after, words.one('after')), {
      ...(target && { kubernetes: target }),
      ...(crds && { definitions: manifestsAt(crds, terminal) }),
    });
  });
  const verdict = judgedBy(words, terminal, found);
  const output = words.one('output');
  // A file is read by no terminal.
  const plain: ReviewReport = {
    review: found,
    verdict,
    color: isColored({ interactive: false }, words),
    width: terminal.width ?? 100,
    name: words.one('name') ?? '',
  };
  const reports = files.map(({ file, write: writeFile }): [string, string] => [file, writeFile(plain)]);
  const main = write(output === undefined ? { ...plain, color: isColored(terminal, words) } : plain);
  writeReports(new Map([...reports, ...(output === undefined ? [] : [[output, main] as const])]));
  if (output === undefined) terminal.out(main);
  return verdict.open.some(({ severity }) => atLeast(failOn).includes(severity)) ? EXIT.findings : EXIT.done;
}

/** A variable that nobody has set gives an empty name, which is none. */
function named(end: ReviewEnd, name: string | undefined): ReviewEnd {
  return name ? { ...end, name } : end;
}

function judgedBy(words: Words, terminal: Terminal, found: Review): Verdict {
  const file = words.one('waivers');
  return verdictOf(found, {
    waivers: file === undefined ? [] : waiversIn(file, WAIVABLE_EFFECTS, CHECK_IDS),
    today: words.one('today') ?? terminal.today,
    disabled: words.all('no-rule') ?? [],
  });
}

type Ends = ReviewEnds & Pick<LiveEnds, 'kubernetes'>;

async function endsOf(run: RunProgram, words: Words, terminal: Terminal, progress: Progress): Promise<Ends> {
  const live = words.one('live');
  refuseIdle(words, live === undefined ? ['context', 'namespace'] : ['path'], live === undefined ? 'for --live' : 'for refs of git');
  if (live !== undefined) return endsOfCluster(live, run, words, terminal, progress);
  const [first, second, ...more] = words.operands;
  if (first === undefined || more.length > 0) throw unclear(words);
  if (second === undefined) {
    progress.say(`reading ${first} from git`);
    return endsOfGit(first, words, terminal, run);
  }
  if (!isPath(first) || !isPath(second)) throw unclear(words);
  refuseIdle(words, ['path'], 'for refs of git');
  return { before: endAt(first, terminal), after: endAt(second, terminal) };
}

/** An option that changes nothing was meant to change something. */
function refuseIdle(words: Words, options: readonly string[], about: string): void {
  const idle = options.find((option) => words.one(option) !== undefined);
  if (idle !== undefined) throw new UsageError(`--${idle} is ${about} alone\nSee: cdk8s-shop review --help`);
}

async function endsOfCluster(path: string, run: RunProgram, words: Words, terminal: Terminal, { say, tell }: Progress): Promise<Ends> {
  if (words.operands.length > 0) throw unclear(words);
  const context = words.one('context');
  const { environment } = terminal;
  const wanted = endAt(path, terminal);
  say('reading the cluster');
  const kubectl = new Kubectl(run, { ...(context !== undefined && { context }), ...(environment && { environment }) });
  const ends = await liveEnds(kubectl, context ?? 'the cluster', wanted, words.one('namespace'));
  for (const note of ends.notes) tell(note);
  return ends;
}

function unclear({ operands }: Words): UsageError {
  const [first, second] = operands;
  const got = operands.length === 0 ? 'nothing to review' : `"${operands.join(' ')}" cannot be reviewed`;
  const refs = operands.length === 2 ? `; for refs of git: ${first}..${second}` : '';
  return new UsageError(
    `${got}: two folders or files with a / in them, one ref or range of git, or --live DIR is wanted${refs}\nSee: cdk8s-shop review --help`,
  );
}
