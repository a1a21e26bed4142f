import { DOCKER_HUB } from '../core/image-reference';
import { type Credential, credential } from './credential';
import { RegistryFailure } from './registry-failure';

/**
 * What the Docker configuration says of credentials.
 * @see https://docs.docker.com/reference/cli/docker/login/#credential-stores
 */
export interface DockerConfig {
  readonly auths?: Readonly<Record<string, DockerAuth>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

interface DockerAuth {
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

/** Asks a helper, by the name behind `docker-credential-`, for the credentials of a server. */
export type AskHelper = (helper: string, server: string) => Promise<Credential | undefined>;

/** The name that Docker keeps the credentials of its own registry under. */
const HUB_SERVER = 'https://index.docker.io/v1/';
const HUB_HOSTS: readonly string[] = [DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io'];

/** The credentials for a registry, where there are any: of its own helper, of the store of all, or in the file. */
export async function credentialFor(registry: string, config: DockerConfig, ask: AskHelper): Promise<Credential | undefined> {
  const helper = entryOf(config.credHelpers, registry);
  const server = registry === DOCKER_HUB ? HUB_SERVER : registry;
  if (typeof helper === 'string' && helper !== '') return ask(helper, server);
  const stored = config.credsStore ? await ask(config.credsStore, server) : undefined;
  const auth = entryOf(config.auths, registry);
  return stored ?? (auth && written(auth, registry));
}

function entryOf<T>(entries: Readonly<Record<string, T>> | undefined, registry: string): T | undefined {
  const names = registry === DOCKER_HUB ? HUB_HOSTS : [registry];
  return Object.entries(entries ?? {}).find(([key]) => names.includes(hostOf(key)))?.[1];
}

/** Keys are hosts, or addresses of an older protocol: `https://registry.example/v1/`. */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function written({ auth, username, password, identitytoken }: DockerAuth, registry: string): Credential | undefined {
  if (identitytoken) return credential('<token>', identitytoken);
  if (username !== undefined) return credential(username, password ?? '');
  if (auth === undefined || auth === '') return undefined;
  const text = Buffer.from(String(auth), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon > 0) return credential(text.slice(0, colon), text.slice(colon + 1).replace(/\0+$/, ''));
  throw new RegistryFailure(
    `an entry of the Docker configuration for ${registry} whose auth is not the base64 of user:password`,
    `log in again with \`docker login ${registry}\``,
  );
}
