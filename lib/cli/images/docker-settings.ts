import { isThere, readFile } from '../../reading/input-files';
import type { Credential } from '../../registry/credential';
import { helperIn } from '../../registry/credential-helper';
import { credentialFor, type DockerConfig } from '../../registry/docker-config';
import { RegistryFailure } from '../../registry/registry-failure';
import type { Environment, Terminal } from '../terminal';

/** The user's credentials for registries, where Docker has them. They are looked up when a registry asks for them first. */
export function dockerCredentials({ environment: env = {} }: Terminal): (registry: string) => Promise<Credential | undefined> {
  const ask = helperIn(env);
  return async (registry) => credentialFor(registry, configIn(env), ask);
}

function configIn(env: Environment): DockerConfig {
  const home = env.HOME ?? env.USERPROFILE;
  const folder = env.DOCKER_CONFIG ?? (home === undefined ? undefined : `${home}/.docker`);
  const file = `${folder}/config.json`;
  if (folder === undefined || !isThere(file)) return {};
  const config = parsed(new TextDecoder().decode(readFile(file)));
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return config;
  throw new RegistryFailure(`a Docker configuration that is no object of JSON (${file})`, 'correct it, or log in again');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
