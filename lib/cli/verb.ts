import { parseArgs } from 'node:util';
import type { ExitCode, Terminal } from './terminal';
import { UsageError } from './usage-error';

/** One option of a verb, as the parser and the help need it. */
export interface Option {
  readonly name: string;
  /** What its value is called in the help; none for a switch. */
  readonly value?: string;
  /** Whether it may be given several times. */
  readonly many?: boolean;
  readonly help: string;
}

/** A verb of the command: `check`, `images lock`. */
export interface Verb {
  readonly name: string;
  readonly operands: string;
  readonly about: string;
  readonly options: readonly Option[];
  /** What else the help says. */
  readonly notes: string;
  readonly run: (words: Words, terminal: Terminal) => ExitCode | Promise<ExitCode>;
}

/** What the user typed after the verb. */
export interface Words {
  readonly operands: readonly string[];
  readonly has: (option: string) => boolean;
  readonly one: (option: string) => string | undefined;
  /** Values of an option that may be given several times, also with commas between them; undefined where it was not given. */
  readonly all: (option: string) => readonly string[] | undefined;
}

const HELP: Option = { name: 'help', help: 'print this' };

export function wordsOf(verb: Verb, args: readonly string[]): Words {
  const options = Object.fromEntries(
    [...verb.options, HELP].map(({ name, value, many = false }) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), multiple: many },
    ]),
  );
  const { values, positionals } = parse(verb, args, options);
  return {
    operands: positionals,
    has: (option) => values[option] === true,
    one: (option) => values[option] as string | undefined,
    all: (option) => (values[option] as string[] | undefined)?.flatMap((v) => v.split(',')).filter((v) => v !== ''),
  };
}

type ParserOptions = Record<string, { readonly type: 'string' | 'boolean'; readonly multiple: boolean }>;

function parse(verb: Verb, args: readonly string[], options: ParserOptions) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS_')) throw error;
    throw new UsageError(`${message.split('. ')[0]}\nSee: cdk8s-shop ${verb.name} --help`);
  }
}

/** The help of a verb. */
export function helpOf({ name, operands, about, options, notes }: Verb): string {
  const rows = [...options, HELP].map((o) => [`--${o.name}${o.value ? ` ${o.value}` : ''}`, o.help] as const);
  const width = Math.max(...rows.map(([option]) => option.length)) + 2;
  const lines = rows.map(([option, help]) => `  ${option.padEnd(width)}${help.replaceAll('\n', `\n${' '.repeat(width + 2)}`)}`);
  return `Usage: cdk8s-shop ${name} [OPTIONS] ${operands}\n\n${about}\n\nOptions:\n${lines.join('\n')}\n\n${notes.trim()}\n`;
}
