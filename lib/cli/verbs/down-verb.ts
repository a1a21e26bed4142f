import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { COMPOSE_FOLDER, localFacts } from '../compose/compose-folder';
import { composeFileArgs, composeProgram } from '../compose/compose-program';
import { makeSecrets } from '../compose/local-secrets';
import type { RunProgram } from '../program';
import { EXIT, type ExitCode, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { Verb, Words } from '../verb';

/** `cdk8s-shop down`: stops the shop on this machine. */
export function downVerb(run: RunProgram): Verb {
  return {
    name: 'down',
    operands: '',
    about:
      'Stop the shop on this machine, and remove its containers and networks.\nData and secrets stay, so that the next start finds them.',
    examples: [
      { line: 'cdk8s-shop down', about: 'data and secrets stay' },
      { line: 'cdk8s-shop down --volumes', about: 'the next start begins with nothing' },
    ],
    options: [
      { name: 'folder', value: 'DIR', help: `folder with compose.yaml; ${COMPOSE_FOLDER} unless it is said` },
      { name: 'file', value: 'FILE', many: true, help: 'Compose files of your own, as up was given' },
      { name: 'volumes', help: 'remove the data too' },
    ],
    notes: `
Each service has its grace period to stop in.
Exit code: that of Compose; 2 when the command cannot be used, or Docker is not there.
`,
    run: (words, terminal) => down(run, words, terminal),
  };
}

async function down(run: RunProgram, words: Words, { environment }: Terminal): Promise<ExitCode> {
  const [operand] = words.operands;
  if (operand !== undefined) throw new UsageError(`down stops the whole shop, and takes no "${operand}"\nSee: cdk8s-shop down --help`);
  const folder = words.one('folder') ?? COMPOSE_FOLDER;
  const facts = localFacts(folder);
  const compose = await composeProgram(run, environment);
  // Compose reads no file in which a variable has no value.
  if (!existsSync(join(folder, '.env'))) makeSecrets(folder, facts);
  const flags = ['--remove-orphans', ...(words.has('volumes') ? ['--volumes'] : [])];
  const args = [...compose.args, ...composeFileArgs(words.all('file') ?? [], true), 'down', ...flags];
  const ended = await run({ ...compose, args, folder });
  return ended?.code ?? EXIT.unusable;
}
