import { parseArgs } from 'node:util';
import { nearest } from '../checks/schemas/nearest';
import type { ExitCode, Terminal } from './terminal';
import { UsageError } from './usage-error';

/** One option of a verb, as the parser, the help and the completion need it. */
export interface Option {
  readonly name: string;
  /** Its letter, where it has one. */
  readonly short?: string;
  /** What its value is called in the help; none for a switch. */
  readonly value?: string;
  /** Whether an empty value says as much as none: a name that a script has, or has not. */
  readonly mayBeEmpty?: boolean;
  /** Whether it may be given several times. */
  readonly many?: boolean;
  /** Values that a shell may offer; files where there are none. */
  readonly choices?: readonly string[];
  readonly help: string;
}

/** A line that can be typed, and what it does. */
export interface Example {
  readonly line: string;
  readonly about: string;
}

/** A verb of the command: `check`, `images lock`. */
export interface Verb {
  readonly name: string;
  readonly operands: string;
  readonly about: string;
  readonly options: readonly Option[];
  /** Lines to begin with. */
  readonly examples?: readonly Example[];
  /** Operands that a shell may offer; files where there are none. */
  readonly choices?: readonly string[];
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

const HELP: Option = { name: 'help', short: 'h', help: 'print this' };

/** The options of a verb, with the one that every verb has. */
export function optionsOf(verb: Verb): readonly Option[] {
  return [...verb.options, HELP];
}

export function wordsOf(verb: Verb, args: readonly string[]): Words {
  const options = Object.fromEntries(
    optionsOf(verb).map(({ name, short, value, many = false }) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), multiple: many, ...(short && { short }) },
    ]),
  );
  const { values, positionals } = parse(verb, args, options);
  refuseEmpty(verb, values);
  return {
    operands: positionals,
    has: (option) => values[option] === true,
    one: (option) => values[option] as string | undefined,
    all: (option) => (values[option] as string[] | undefined)?.flatMap((v) => v.split(',')).filter((v) => v !== ''),
  };
}

/** A variable of a script that nobody has set: `--output "$DIR"` would mean this folder, and `--rule ""` every rule. */
function refuseEmpty(verb: Verb, values: Readonly<Record<string, unknown>>): void {
  const empty = optionsOf(verb).find(({ name, mayBeEmpty }) => !mayBeEmpty && [values[name]].flat().includes(''));
  if (empty) throw new UsageError(`Option '--${empty.name}' has an empty value\nSee: cdk8s-shop ${verb.name} --help`);
}

type ParserOptions = Record<string, { readonly type: 'string' | 'boolean'; readonly multiple: boolean; readonly short?: string }>;

function parse(verb: Verb, args: readonly string[], options: ParserOptions) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS_')) throw error;
    const [said = ''] = message.split('. ');
    const meant = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? suggestion(/'--?(.*)'/.exec(said)?.[1] ?? '', Object.keys(options), '--') : '';
    throw new UsageError(`${said}${meant}\nSee: cdk8s-shop ${verb.name} --help`);
  }
}

/** What a misspelt word was probably meant to be; nothing where no candidate is near. */
export function suggestion(word: string, candidates: readonly string[], before = ''): string {
  // Who types a part of a name means the name.
  const meant = nearest(word, candidates) ?? candidates.find((c) => word.length > 1 && c.startsWith(word));
  return meant === undefined ? '' : `; did you mean ${before}${meant}?`;
}
