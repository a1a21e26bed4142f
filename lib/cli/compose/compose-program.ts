import { resolve } from 'node:path';
import type { Program, RunProgram } from '../program';
import type { Environment } from '../terminal';
import { UsageError } from '../usage-error';

/**
 * What the older program is told: to leave builds to BuildKit, which Dockerfiles with caches and secrets need. The plugin
 * does so by itself.
 */
const BY_BUILDKIT = { DOCKER_BUILDKIT: '1', COMPOSE_DOCKER_CLI_BUILD: '1' };

/** How Compose is called on this machine: the plugin of docker, or the older program. */
export async function composeProgram(run: RunProgram, environment: Environment = {}): Promise<Omit<Program, 'folder'>> {
  const engine = await run({ command: 'docker', args: ['version', '--format', '{{.Server.Version}}'], quiet: true });
  if (engine && engine.code !== 0) throw new UsageError(unreachable(engine.error));
  const plugin = engine && (await run({ command: 'docker', args: ['compose', 'version'], quiet: true }));
  if (plugin?.code === 0) return { command: 'docker', args: ['compose'] };
  const standalone = await run({ command: 'docker-compose', args: ['version'], quiet: true });
  if (standalone?.code === 0) return { command: 'docker-compose', args: [], environment: { ...BY_BUILDKIT, ...environment } };
  throw new UsageError(
    engine
      ? 'docker has no Compose. Install its plugin: https://docs.docker.com/compose/install/'
      : 'there is no docker here. Install Docker with Compose: https://docs.docker.com/get-started/get-docker/',
  );
}

/** The first line says it; what follows repeats it. */
function unreachable(error: string): string {
  const [reason = ''] = error.trim().split('\n');
  return `the Docker engine does not answer: ${reason}\nStart it, or say where it is by DOCKER_HOST or docker context use.`;
}

/** The files that Compose reads: by itself the shop's own with the override; with further ones each has to be named. */
export function composeFileArgs(further: readonly string[], withOverride: boolean): string[] {
  if (withOverride && further.length === 0) return [];
  const own = ['compose.yaml', ...(withOverride ? ['compose.override.yaml'] : [])];
  return [...own, ...further.map((file) => resolve(file))].flatMap((file) => ['-f', file]);
}
