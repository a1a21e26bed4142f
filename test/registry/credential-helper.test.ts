import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helperIn } from '../../lib/registry/credential-helper';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-helper-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Asks a helper that is this script of the shell. */
function ask(script: string, name = 'test') {
  const path = join(folder, 'docker-credential-test');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return helperIn({ PATH: `${folder}:/usr/bin:/bin` })(name, 'registry.example');
}

test('is given the verb and the server, and gives user and secret', async () => {
  const script = 'printf \'{"Username":"%s","Secret":"%s"}\' "$1" "$(cat)"';
  expect(await ask(script)).toEqual({ user: 'get', secret: 'registry.example', isToken: false });
  expect(await ask('echo \'{"ServerURL":"x","Username":"<token>","Secret":"t"}\'')).toEqual({
    user: '<token>',
    secret: 't',
    isToken: true,
  });
});

test('may have nothing', async () => {
  expect(await ask('echo "credentials not found in native keychain"; exit 1')).toBeUndefined();
  expect(await ask('echo \'{"Username":"","Secret":""}\'')).toBeUndefined();
});

test.each([
  [
    'echo secret; echo "the keychain is locked" >&2; exit 3',
    'its end with 3: the keychain is locked',
    'see what `echo registry.example | docker-credential-test get` says',
  ],
  ['echo secret; exit 1', 'its end with 1', 'see what `echo registry.example | docker-credential-test get` says'],
  ['echo secret', 'an answer that is no JSON', 'install a docker-credential-test that fits'],
])('that ends with %s is told of, and its secret is not', async (script, got, fix) => {
  await expect(ask(script)).rejects.toThrow(
    `got from the credential helper docker-credential-test: ${got}; wanted its digest. Fix: ${fix}.`,
  );
});

test('that is not there, or can be no program, is told of', async () => {
  await expect(ask('', 'none')).rejects.toThrow('got from the credential helper docker-credential-none: which is not on the PATH;');
  await expect(ask('', '../test')).rejects.toThrow('got from the credential helper ../test: a name that no program can have;');
});
