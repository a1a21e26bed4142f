import { wrapped } from '../core/wrapped';
import { EXIT, EXIT_MEANING } from './terminal';
import { optionsOf, type Verb } from './verb';

/** The help of the command itself: what it can do, and where to begin. */
export function helpOfAll(verbs: readonly Verb[], width: number): string {
  return `Usage: cdk8s-shop VERB [OPTIONS]

Verbs:
${columns(
  verbs.map(({ name, about }) => [name, about.split('\n')[0] ?? '']),
  width,
)}

To begin:
${columns(
  [
    ['cdk8s-shop init shop', 'a working shop in a new folder, with tests and CI'],
    ['cdk8s-shop synth --watch', 'its manifests, anew at every change'],
    ['cdk8s-shop check dist/', 'what is wrong with any manifests'],
  ],
  width,
)}

Exit codes:
${columns(
  Object.entries(EXIT).map(([name, code]) => [`${code}`, EXIT_MEANING[name as keyof typeof EXIT]]),
  width,
)}

${paragraphs('cdk8s-shop VERB --help tells about one of them; cdk8s-shop --version prints the version.', width)}
`;
}

/** The help of a verb. */
export function helpOf(verb: Verb, width: number): string {
  const { name, operands, about, examples = [], notes } = verb;
  const options = optionsOf(verb).map(
    (o) => [`${o.short ? `-${o.short}, ` : ''}--${o.name}${o.value ? ` ${o.value}` : ''}`, o.help] as const,
  );
  const sections = [
    `Usage: cdk8s-shop ${name} [OPTIONS] ${operands}`.trimEnd(),
    paragraphs(about, width),
    ...(examples.length > 0
      ? [
          `Examples:\n${columns(
            examples.map((e) => [e.line, e.about]),
            width,
          )}`,
        ]
      : []),
    `Options:\n${columns(options, width)}`,
    paragraphs(notes.trim(), width),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Narrowest right column that reads well; what has less room stands below its left one. */
const NARROWEST = 30;

/** Two columns, the right one in as many lines as it takes. */
function columns(rows: ReadonlyArray<readonly [string, string]>, width: number): string {
  const left = Math.max(...rows.map(([text]) => text.length)) + 4;
  const isBeside = width - left >= NARROWEST;
  const indent = isBeside ? left : 6;
  return rows
    .map(([text, right]) => {
      const lines = paragraphs(right, width - indent).replaceAll('\n', `\n${' '.repeat(indent)}`);
      return isBeside ? `  ${text}`.padEnd(left) + lines : `  ${text}\n${' '.repeat(indent)}${lines}`;
    })
    .join('\n');
}

/** Its lines, broken where they are too long. */
function paragraphs(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => wrapped(line, width))
    .join('\n');
}
