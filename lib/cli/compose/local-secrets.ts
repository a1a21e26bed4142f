import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LocalFacts } from '../../writers/compose/local-json';
import { type LocalSecret, SECRETS_FOLDER } from '../../writers/compose/local-secrets';
import { replaceFile } from '../replaced-file';
import { UsageError } from '../usage-error';

/** 192 bits in characters that no URL and no configuration has to quote; the Job on the cluster makes the same. */
const BYTES = 24;

/** Two parts of which neither leads up. */
const PATH = /^(?!\.\.)[\w.-]+\/(?!\.\.)[\w.-]+$/;

/**
 * Makes what is missing of the secrets of this machine, and `.env`, which Compose reads; does the same as secrets.sh. What
 * is there stays. A file is readable by all, because each container has a user of its own; its folder is the owner's alone.
 *
 * @returns those that were made
 */
export function makeSecrets(folder: string, { project, secrets }: LocalFacts): LocalSecret[] {
  const astray = secrets.find(({ path }) => !PATH.test(path));
  if (astray) throw new UsageError(`${join(folder, 'local.json')} names the secret "${astray.path}", which is no name and key`);
  mkdirSync(join(folder, SECRETS_FOLDER), { recursive: true, mode: 0o700 });
  const made = secrets.filter(({ path }) => makeSecret(join(folder, SECRETS_FOLDER, path)));
  const values = secrets.flatMap(({ path, variable }) =>
    variable === undefined ? [] : [`${variable}='${readFileSync(join(folder, SECRETS_FOLDER, path), 'utf8').replace(/\n+$/, '')}'`],
  );
  replaceFile(join(folder, '.env'), [...othersIn(join(folder, '.env'), project), ...values].map((line) => `${line}\n`).join(''), 0o600);
  return made;
}

/** Lines of `.env` that are not ours, the name of the project first where nobody has set one. */
function othersIn(file: string, project: string): string[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const others = lines.filter((line) => line !== '' && !line.startsWith('SECRET_'));
  return others.some((line) => line.startsWith('COMPOSE_PROJECT_NAME=')) ? others : [...others, `COMPOSE_PROJECT_NAME=${project}`];
}

function makeSecret(file: string): boolean {
  const isThere = existsSync(file) && statSync(file).size > 0;
  if (isThere) chmodSync(file, 0o444);
  else {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    replaceFile(file, randomBytes(BYTES).toString('hex'), 0o444);
  }
  return !isThere;
}

/** Containers read the files of ConfigMaps with users of their own, whatever this user's umask is. */
export function openConfig(folder: string): void {
  const config = join(folder, 'config');
  if (!existsSync(config)) return;
  chmodSync(config, 0o755);
  for (const entry of readdirSync(config, { recursive: true, encoding: 'utf8' })) {
    const path = join(config, entry);
    chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
  }
}

/** What `.env` says of a variable. */
export function inEnvFile(folder: string, variable: string): string | undefined {
  const lines = readFileSync(join(folder, '.env'), 'utf8').split('\n');
  return lines.find((line) => line.startsWith(`${variable}=`))?.slice(variable.length + 1);
}
