import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSecrets, openConfig } from '../../lib/cli/compose/local-secrets';
import type { LocalFacts } from '../../lib/writers/compose/local-json';
import { secretsScript } from '../../lib/writers/compose/secrets-script';
import { folderOf } from '../support/local-folder';

const FACTS: LocalFacts = {
  project: 'bookshop',
  edges: [],
  secrets: [
    { path: 'db-login/password', variable: 'SECRET_DB_LOGIN_PASSWORD', anyValue: true },
    { path: 'mq-login/erlang-cookie', anyValue: true },
  ],
};

/** The two that do the same: the command, and the script for whoever has no Node. */
const MAKERS: Readonly<Record<string, (folder: string) => void>> = {
  'cdk8s-shop up': (folder) => {
    makeSecrets(folder, FACTS);
    openConfig(folder);
  },
  'secrets.sh': (folder) => void execFileSync('sh', [join(folder, 'secrets.sh')], { cwd: '/' }),
};

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe.each(Object.keys(MAKERS))('%s', (name) => {
  const make = (folder: string) => MAKERS[name]?.(folder);
  let folder: string;
  const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
  beforeEach(() => {
    folder = folderOf(
      new Map([
        ['secrets.sh', secretsScript(FACTS.project, FACTS.secrets)],
        ['config/a/b.conf', 'x'],
      ]),
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('makes each secret once, in characters that nothing has to quote, and tells Compose of those that it reads', () => {
    make(folder);
    expect(text('secrets/db-login/password')).toMatch(/^[0-9a-f]{48}$/);
    expect(text('secrets/mq-login/erlang-cookie')).toMatch(/^[0-9a-f]{48}$/);
    expect(text('secrets/db-login/password')).not.toBe(text('secrets/mq-login/erlang-cookie'));
    const env = text('.env');
    expect(env).toBe(`COMPOSE_PROJECT_NAME=bookshop\nSECRET_DB_LOGIN_PASSWORD='${text('secrets/db-login/password')}'\n`);
    const before = readdirSync(folder, { recursive: true }).sort();
    make(folder);
    expect(text('.env')).toBe(env);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
  });

  test('lets containers read the files, and nobody else on the machine', () => {
    make(folder);
    expect([mode(join(folder, 'secrets')), mode(join(folder, 'secrets/db-login'))]).toEqual(['700', '700']);
    expect([mode(join(folder, 'secrets/db-login/password')), mode(join(folder, '.env'))]).toEqual(['444', '600']);
  });

  test('lets containers read the configuration, whatever the umask was', () => {
    chmodSync(join(folder, 'config/a/b.conf'), 0o600);
    chmodSync(join(folder, 'config/a'), 0o700);
    make(folder);
    expect([mode(join(folder, 'config/a')), mode(join(folder, 'config/a/b.conf'))]).toEqual(['755', '644']);
  });

  test('keeps what somebody brought and what else stands in .env', () => {
    mkdirSync(join(folder, 'secrets/db-login'), { recursive: true });
    writeFileSync(join(folder, 'secrets/db-login/password'), 'my own\n');
    writeFileSync(join(folder, '.env'), "EDGE_PORT=9000\nCOMPOSE_PROJECT_NAME=mine\nSECRET_OLD='x'\n");
    make(folder);
    expect(text('secrets/db-login/password')).toBe('my own\n');
    expect(mode(join(folder, 'secrets/db-login/password'))).toBe('444');
    expect(text('.env')).toBe("EDGE_PORT=9000\nCOMPOSE_PROJECT_NAME=mine\nSECRET_DB_LOGIN_PASSWORD='my own'\n");
  });

  test('does without configuration', () => {
    rmSync(join(folder, 'config'), { recursive: true });
    make(folder);
    expect(existsSync(join(folder, '.env'))).toBe(true);
  });
});

test('a list that leads out of the folder is refused', () => {
  for (const path of ['../x', 'a/../../b', '/etc/passwd', '..a/b', 'a']) {
    expect(() => makeSecrets('/nowhere', { ...FACTS, secrets: [{ path, anyValue: true }] })).toThrow('which is no name and key');
  }
});
