import { join } from 'node:path';
import type { LocalFacts } from '../../writers/compose/local-json';
import { type LocalSecret, SECRETS_FOLDER } from '../../writers/compose/local-secrets';
import { COMPOSE_FOLDER, localFacts } from '../compose/compose-folder';
import { composeFileArgs, composeProgram } from '../compose/compose-program';
import { inEnvFile, makeSecrets, openConfig } from '../compose/local-secrets';
import type { RunProgram } from '../program';
import { EXIT, type ExitCode, type Terminal } from '../terminal';
import type { Verb, Words } from '../verb';

/** `cdk8s-shop up`: starts the shop on this machine. */
export function upVerb(run: RunProgram): Verb {
  return {
    name: 'up',
    operands: '[SERVICE...]',
    about:
      'Start the shop on this machine, by Docker Compose.\nMakes the secrets that are not there yet, and waits until what others need is ready. Of named services, those and what they need.',
    examples: [
      { line: 'cdk8s-shop up', about: 'the whole shop, in the background' },
      { line: 'cdk8s-shop up orders --attach', about: 'one service with what it needs, and the logs' },
      { line: 'cdk8s-shop up --no-override', about: 'without the ports and mounts of development' },
    ],
    options: [
      { name: 'folder', value: 'DIR', help: `folder with compose.yaml; ${COMPOSE_FOLDER} unless it is said` },
      { name: 'file', value: 'FILE', many: true, help: 'Compose files of your own, which come last' },
      { name: 'no-override', help: 'leave compose.override.yaml out: no ports but those of the edge' },
      { name: 'build', help: 'build images first, where compose.override.yaml says from what' },
      { name: 'attach', help: 'stay, and show the logs; Ctrl-C stops the shop' },
    ],
    notes: `
Needs Docker with Compose 2, or docker-compose 1.29. Secrets stay in DIR/${SECRETS_FOLDER}, which git ignores; replace the text of a file to bring your own.
Exit code: that of Compose; 2 when the command cannot be used, or Docker is not there.
`,
    run: (words, terminal) => up(run, words, terminal),
  };
}

async function up(run: RunProgram, words: Words, terminal: Terminal): Promise<ExitCode> {
  const folder = words.one('folder') ?? COMPOSE_FOLDER;
  const facts = localFacts(folder);
  const compose = await composeProgram(run, terminal.environment);
  const made = makeSecrets(folder, facts);
  openConfig(folder);
  tellSecrets(folder, made, terminal);
  const files = composeFileArgs(words.all('file') ?? [], !words.has('no-override'));
  const flags = [...(words.has('attach') ? [] : ['--detach']), ...(words.has('build') ? ['--build'] : []), '--remove-orphans'];
  const ended = await run({ ...compose, args: [...compose.args, ...files, 'up', ...flags, ...words.operands], folder });
  const code = ended?.code ?? EXIT.unusable;
  if (code === EXIT.done && !words.has('attach')) tellAddresses(folder, facts, words.operands, terminal);
  return code;
}

function tellSecrets(folder: string, made: readonly LocalSecret[], terminal: Terminal): void {
  if (made.length === 0) return;
  const place = join(folder, SECRETS_FOLDER);
  terminal.error(`made ${made.length === 1 ? 'a secret' : `${made.length} secrets`} in ${place}\n`);
  for (const { path } of made.filter(({ anyValue }) => !anyValue))
    terminal.error(`${join(place, path)} is for something outside of the shop: put its real value there\n`);
}

function tellAddresses(folder: string, { edges }: LocalFacts, services: readonly string[], terminal: Terminal): void {
  for (const { name, port, variable } of edges) {
    if (services.length > 0 && !services.includes(name)) continue;
    terminal.out(`${name}: http://localhost:${inEnvFile(folder, variable) ?? port}\n`);
  }
}
