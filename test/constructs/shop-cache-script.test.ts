import { createHash } from 'node:crypto';
import { CacheEngine, CacheUse, ShopCache } from '../../lib';
import { ShellSandbox } from '../support/shell-sandbox';
import { type AnyManifest, manifest, testShop } from '../support/synthesis';

const SECRET = '/run/secrets/it-credentials/password';

let sandbox: ShellSandbox;
beforeEach(() => {
  sandbox = new ShellSandbox();
  sandbox.makeDirectory('/run/cache');
});
afterEach(() => sandbox.remove());

function pod(engine = CacheEngine.valkey('8.1')): AnyManifest {
  const shop = testShop();
  new ShopCache(shop, 'it', { use: CacheUse.CART, engine });
  return manifest(shop, 'StatefulSet', 'it').spec.template.spec;
}

const login = () => sandbox.run(pod().initContainers[0]);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('the list of users has one user, with the hash of the password and not the password, and what empties or reconfigures is not for it', () => {
  sandbox.write(SECRET, "s3cret'#%s\\n");
  expect(login()).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(sandbox.read('/run/cache/users.acl')).toBe(`user default on #${sha256("s3cret'#%s\\n")} ~* &* +@all -@dangerous +info\n`);
  expect(sandbox.mode('/run/cache/users.acl')).toBe(0o600);
});

test('a newline at the end of the Secret is not part of the password', () => {
  sandbox.write(SECRET, 's3cret\n');
  login();
  expect(sandbox.read('/run/cache/users.acl')).toContain(`#${sha256('s3cret')} `);
});

test('without the Secret, or with an empty one, the server does not start with an open door', () => {
  expect(login().status).toBe(1);
  sandbox.write(SECRET, '\n');
  expect(login()).toEqual({ status: 1, stdout: '', stderr: 'the password is empty\n' });
  expect(sandbox.has('/run/cache/users.acl')).toBe(false);
});

describe('readiness', () => {
  const ask = (program: string, engine: CacheEngine) => {
    sandbox.write(SECRET, 's3cret\n');
    const { exec } = pod(engine).containers[0].readinessProbe;
    return { asked: () => sandbox.run(exec).status, stub: (...lines: string[]) => sandbox.stub(program, ...lines) };
  };

  test.each([
    ['valkey-cli', CacheEngine.valkey('8.1')],
    ['redis-cli', CacheEngine.redis('7.4')],
  ])('is asked by %s with the password of the Secret', (program, engine) => {
    const { asked, stub } = ask(program, engine);
    stub('[ "$REDISCLI_AUTH" = s3cret ] && [ "$*" = ping ] && echo PONG');
    expect(asked()).toBe(0);
  });

  test('is not there while the file is loaded, nor when nobody answers', () => {
    const { asked, stub } = ask('valkey-cli', CacheEngine.valkey('8.1'));
    stub('echo "LOADING Valkey is loading the dataset in memory"');
    expect(asked()).toBe(1);
    stub('echo "Could not connect" >&2; exit 1');
    expect(asked()).toBe(1);
  });

  test('stays when the Secret has changed since the start: clients with the old password keep their carts', () => {
    const { asked, stub } = ask('valkey-cli', CacheEngine.valkey('8.1'));
    stub('echo "AUTH failed: WRONGPASS" >&2; echo "NOAUTH Authentication required."');
    expect(asked()).toBe(0);
  });
});
