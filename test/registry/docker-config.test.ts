import type { Credential } from '../../lib/registry/credential';
import { credentialFor, type DockerConfig } from '../../lib/registry/docker-config';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const ADA = { user: 'ada', secret: 'a:b', isToken: false };

/** Which helper was asked for what, and what it says. */
function found(registry: string, config: DockerConfig, says?: Credential): Promise<[Credential | undefined, string[]]> {
  const asked: string[] = [];
  const ask = async (helper: string, server: string): Promise<Credential | undefined> => {
    asked.push(`${helper} ${server}`);
    return says;
  };
  return credentialFor(registry, config, ask).then((credential) => [credential, asked]);
}

test.each<[string, string, DockerConfig]>([
  ['its host', 'registry.example', { auths: { 'registry.example': { auth: base64('ada:a:b') } } }],
  ['its host and port', 'registry.example:5000', { auths: { 'registry.example:5000': { auth: base64('ada:a:b') } } }],
  ['an address', 'registry.example', { auths: { 'https://registry.example/v1/': { auth: base64('ada:a:b') } } }],
  ['the address of Docker Hub', 'docker.io', { auths: { 'https://index.docker.io/v1/': { auth: base64('ada:a:b') } } }],
  ['a name of Docker Hub', 'docker.io', { auths: { 'docker.io': { username: 'ada', password: 'a:b' } } }],
])('the file has credentials by %s', async (_, registry, config) => {
  expect(await found(registry, config)).toEqual([ADA, []]);
});

test('what is for another registry, or empty, is none', async () => {
  const none = [undefined, []];
  expect(await found('registry.example', {})).toEqual(none);
  expect(await found('registry.example', { auths: { 'other.example': { auth: base64('ada:a') } } })).toEqual(none);
  expect(await found('registry.example', { auths: { 'registry.example:5000': { auth: base64('ada:a') } } })).toEqual(none);
  expect(await found('registry.example', { auths: { 'registry.example': {} } })).toEqual(none);
  expect(await found('registry.example', { auths: { 'registry.example': { auth: '' } } })).toEqual(none);
});

test('a token is told from a password', async () => {
  const auths = { 'registry.example': { auth: base64('ada:'), identitytoken: 't' } };
  expect(await found('registry.example', { auths })).toEqual([{ user: '<token>', secret: 't', isToken: true }, []]);
});

test('the helper of a registry comes before the store, and the store before the file', async () => {
  const auths = { 'registry.example': { auth: base64('ada:a:b') }, 'https://index.docker.io/v1/': {} };
  const all = { auths, credHelpers: { 'registry.example': 'own' }, credsStore: 'store' };
  expect(await found('registry.example', all)).toEqual([undefined, ['own registry.example']]);
  expect(await found('registry.example', { ...all, credHelpers: {} })).toEqual([ADA, ['store registry.example']]);
  expect(await found('docker.io', all, ADA)).toEqual([ADA, ['store https://index.docker.io/v1/']]);
});

test('an entry that is none is refused without telling it', async () => {
  await expect(found('registry.example', { auths: { 'registry.example': { auth: base64('secret') } } })).rejects.toThrow(
    'got an entry of the Docker configuration for registry.example whose auth is not the base64 of user:password; wanted its digest. Fix: log in again with `docker login registry.example`.',
  );
});
