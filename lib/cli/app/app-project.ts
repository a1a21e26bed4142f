import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Json, textAt } from '../../manifests/json';
import { readFile } from '../../reading/input-files';
import { UnreadableYaml, YamlReader } from '../../reading/yaml-text';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { Option, Words } from '../verb';

/** The file in which cdk8s keeps how an app is run. */
const CONFIG = 'cdk8s.yaml';

/** An app as cdk8s.yaml describes it. */
export interface AppProject {
  /** Where its command is run. */
  readonly folder: string;
  /** The command, for a shell. */
  readonly command: string;
  /** Folder of the manifests, as it was written. */
  readonly output: string;
}

/** Options of every verb that runs an app. */
export const APP_OPTIONS: readonly Option[] = [
  { name: 'app', value: 'COMMAND', help: `the command that synthesizes; that of ${CONFIG} unless it is said` },
];

/**
 * The app of the folder that the command was given in: what its cdk8s.yaml says, as cdk8s-cli reads it, and what the
 * command says otherwise.
 */
export function appProject(words: Words, terminal: Pick<Terminal, 'folder'>): AppProject {
  const folder = resolve(terminal.folder ?? '.');
  const config = existsSync(join(folder, CONFIG)) ? configIn(join(folder, CONFIG)) : undefined;
  const command = words.one('app') ?? textAt(config, 'app');
  const output = words.one('output') ?? textAt(config, 'output') ?? 'dist';
  refuseAround(folder, output);
  if (command !== undefined) return { folder, command, output };
  const missing = config === undefined ? `no ${CONFIG} in ${folder}` : `no "app" in ${CONFIG}`;
  throw new UsageError(
    `${missing}: it says by which command an app is synthesized. Name one by --app, or make a project with cdk8s-shop init`,
  );
}

/** Manifests of earlier runs are removed from the folder, wherever below it they are: those of other stages too. */
function refuseAround(folder: string, output: string): void {
  const way = relative(resolve(folder, output), folder);
  if (isAbsolute(way) || way.split(sep)[0] === '..') return;
  throw new UsageError(`${output === '' ? '""' : output} holds the project itself. Name a folder for the manifests alone, such as dist`);
}

function configIn(file: string): Json {
  try {
    return new YamlReader().read(new TextDecoder().decode(readFile(file))).value as Json;
  } catch (error) {
    if (error instanceof UnreadableYaml) throw new UsageError(`${CONFIG}:${error.problem.line + 1}: ${error.problem.reason}`);
    throw error;
  }
}
