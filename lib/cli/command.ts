import { ShopError } from '../core/shop-error';
import { helpOf, helpOfAll } from './help';
import { ownFault } from './own-fault';
import { runProgram } from './program';
import { EXIT, type ExitCode, type Terminal } from './terminal';
import { UsageError } from './usage-error';
import { suggestion, type Verb, wordsOf } from './verb';
import { CHECK } from './verbs/check-verb';
import { completionVerb } from './verbs/completion-verb';
import { DIFF } from './verbs/diff-verb';
import { downVerb } from './verbs/down-verb';
import { IMAGES_LOCK } from './verbs/images-lock-verb';
import { INIT } from './verbs/init-verb';
import { reviewVerb } from './verbs/review-verb';
import { SYNTH } from './verbs/synth-verb';
import { upVerb } from './verbs/up-verb';

/** In the order of a project's life, which is that of the help. */
const VERBS: readonly Verb[] = [
  INIT,
  SYNTH,
  CHECK,
  DIFF,
  reviewVerb(runProgram),
  IMAGES_LOCK,
  upVerb(runProgram),
  downVerb(runProgram),
  completionVerb(() => VERBS),
];

/** Carries out `cdk8s-shop` with these arguments. */
export async function runCommand(
  args: readonly string[],
  version: string,
  terminal: Terminal,
  verbs: readonly Verb[] = VERBS,
): Promise<ExitCode> {
  try {
    return await carryOut(args, version, terminal, verbs);
  } catch (error) {
    if (terminal.stop?.aborted) return EXIT.stopped;
    const forUser = isForUser(error);
    terminal.error(forUser ? `cdk8s-shop: ${error.message}\n` : ownFault(error, args, version));
    return forUser ? EXIT.unusable : EXIT.broken;
  }
}

async function carryOut(args: readonly string[], version: string, terminal: Terminal, verbs: readonly Verb[]): Promise<ExitCode> {
  const [first] = args;
  const { width = 100 } = terminal;
  if (first === '--version') return say(terminal, `${version}\n`);
  if (first === '--help' || first === '-h' || (first === 'help' && args.length === 1)) return say(terminal, helpOfAll(verbs, width));
  const asked = first === 'help' ? [...args.slice(1), '--help'] : args;
  const verb = verbs.find(({ name }) => name.split(' ').every((word, i) => asked[i] === word));
  if (!verb) throw new UsageError(`${noVerb(asked, verbs)}\nSee: cdk8s-shop --help`);
  const words = wordsOf(verb, asked.slice(verb.name.split(' ').length));
  return words.has('help') ? say(terminal, helpOf(verb, width)) : verb.run(words, terminal);
}

/** `images` alone is half a verb: what may follow is told, and else what a misspelt one was probably meant to be. */
function noVerb(args: readonly string[], verbs: readonly Verb[]): string {
  const [first, second] = args;
  if (first === undefined || first.startsWith('-')) return first === undefined ? 'no verb' : `a verb is wanted before ${first}`;
  const longer = verbs.map(({ name }) => name).filter((name) => name.startsWith(`${first} `));
  if (longer.length > 0) return `no verb "${first}${second === undefined ? '' : ` ${second}`}": one of ${longer.join(', ')} is wanted`;
  return `no verb "${first}"${suggestion(
    first,
    verbs.map(({ name }) => name),
  )}`;
}

/** What went wrong outside of this program: its arguments, its files, and the disk. Anything else is a fault of its own. */
function isForUser(error: unknown): error is Error {
  if (error instanceof UsageError || error instanceof ShopError) return true;
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

function say(terminal: Terminal, text: string): ExitCode {
  terminal.out(text);
  return EXIT.done;
}
