import { EXIT, EXIT_MEANING } from './terminal';
import { optionsOf, type Verb } from './verb';

/** The help of the command itself: what it can do, and where to begin. */
export function helpOfAll(verbs: readonly Verb[]): string {
  return `Usage: cdk8s-shop VERB [OPTIONS]

Verbs:
${columns(verbs.map(({ name, about }) => [name, about.split('\n')[0] ?? '']))}

To begin:
${columns([
  ['cdk8s-shop init shop', 'a working shop in a new folder, with tests and CI'],
  ['cdk8s-shop synth --watch', 'its manifests, anew at every change'],
  ['cdk8s-shop check dist/', 'what is wrong with any manifests'],
])}

Exit codes:
${columns(Object.entries(EXIT).map(([name, code]) => [`${code}`, EXIT_MEANING[name as keyof typeof EXIT]]))}

cdk8s-shop VERB --help tells about one of them; cdk8s-shop --version prints the version.
`;
}

/** The help of a verb. */
export function helpOf(verb: Verb): string {
  const { name, operands, about, examples = [], notes } = verb;
  const options = optionsOf(verb).map(
    (o) => [`${o.short ? `-${o.short}, ` : ''}--${o.name}${o.value ? ` ${o.value}` : ''}`, o.help] as const,
  );
  const sections = [
    `Usage: cdk8s-shop ${name} [OPTIONS] ${operands}`.trimEnd(),
    about,
    ...(examples.length > 0 ? [`Examples:\n${columns(examples.map((e) => [e.line, e.about]))}`] : []),
    `Options:\n${columns(options)}`,
    notes.trim(),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Two columns; the right one may have several lines. */
function columns(rows: ReadonlyArray<readonly [string, string]>): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right.replaceAll('\n', `\n${' '.repeat(width + 2)}`)}`).join('\n');
}
