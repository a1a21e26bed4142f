import { ShopError } from '../core/shop-error';
import { CHECK } from './check-verb';
import { downVerb } from './down-verb';
import { IMAGES_LOCK } from './images-lock-verb';
import { runProgram } from './program';
import { EXIT, type ExitCode, type Terminal } from './terminal';
import { upVerb } from './up-verb';
import { UsageError } from './usage-error';
import { helpOf, type Verb, wordsOf } from './verb';

const VERBS: readonly Verb[] = [CHECK, IMAGES_LOCK, upVerb(runProgram), downVerb(runProgram)];

/** Carries out `cdk8s-shop` with these arguments. */
export async function runCommand(args: readonly string[], version: string, terminal: Terminal): Promise<ExitCode> {
  const [first] = args;
  if (first === '--version') return say(terminal, `${version}\n`);
  if (first === '--help' || first === 'help') return say(terminal, HELP);
  const verb = VERBS.find(({ name }) => name.split(' ').every((word, i) => args[i] === word));
  try {
    if (!verb) throw new UsageError(`${first === undefined ? 'no verb' : `no verb "${first}"`}\nSee: cdk8s-shop --help`);
    const words = wordsOf(verb, args.slice(verb.name.split(' ').length));
    return words.has('help') ? say(terminal, helpOf(verb)) : await verb.run(words, terminal);
  } catch (error) {
    if (!isForUser(error)) throw error;
    terminal.error(`cdk8s-shop: ${error.message}\n`);
    return EXIT.unusable;
  }
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

const HELP = `Usage: cdk8s-shop VERB [OPTIONS]

Verbs:
${VERBS.map(({ name, about }) => `  ${name.padEnd(14)}${about.split('\n')[0]}`).join('\n')}

cdk8s-shop VERB --help tells about one of them; cdk8s-shop --version prints the version.
`;
