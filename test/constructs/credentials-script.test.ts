import { CacheUse, ShopCache, ShopQueue } from '../../lib';
import { ShellSandbox } from '../support/shell-sandbox';
import { manifest, testShop } from '../support/synthesis';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

let sandbox: ShellSandbox;
beforeEach(() => {
  sandbox = new ShellSandbox();
  sandbox.write(`${ACCOUNT}/token`, 'a-token');
  sandbox.write(`${ACCOUNT}/ca.crt`, 'a certificate');
});
afterEach(() => sandbox.remove());

/** A curl that keeps what it was told and answers with a status. */
function answer(status: number, text = '{"kind":"Status","message":"no"}'): void {
  sandbox.stub('curl', 'printf "%s\\n" "$@" > /tmp/arguments', `printf '%s' '${text}' > /tmp/answer`, `printf ${status}`);
}

function run() {
  const shop = testShop();
  new ShopQueue(shop, 'events');
  return sandbox.run(manifest(shop, 'Job', 'events-credentials').spec.template.spec.containers[0]);
}

test('the Secret is asked for once, with a random value for each key that the service needs', () => {
  answer(201);
  expect(run()).toEqual({ status: 0, stdout: 'created events-credentials\n', stderr: '' });
  const body = JSON.parse(sandbox.read('/tmp/body'));
  expect(body).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'events-credentials' },
    stringData: { password: expect.stringMatching(/^[0-9a-f]{48}$/), 'erlang-cookie': expect.stringMatching(/^[0-9a-f]{48}$/) },
  });
  expect(body.stringData.password).not.toBe(body.stringData['erlang-cookie']);
});

test('it is sent to the namespace of the shop, under the token of the account, checked against the certificate of the cluster', () => {
  answer(201);
  run();
  const given = sandbox.read('/tmp/arguments').split('\n');
  expect(given).toContain('https://kubernetes.default.svc/api/v1/namespaces/shop/secrets');
  expect(given[given.indexOf('--cacert') + 1]).toMatch(/serviceaccount\/ca\.crt$/);
  expect(given[given.indexOf('--data') + 1]).toMatch(/^@.*\/tmp\/body$/);
  expect(given).toContain('Content-Type: application/json');
  expect(given.join(' ')).not.toContain('a-token');
  expect(sandbox.read('/tmp/header')).toBe('Authorization: Bearer a-token');
});

test('neither the token nor the password can be read by another user of the pod', () => {
  answer(201);
  run();
  expect([sandbox.mode('/tmp/header'), sandbox.mode('/tmp/body')]).toEqual([0o600, 0o600]);
});

test('a Secret that is there stays as it is, and the Job has succeeded', () => {
  answer(409);
  expect(run()).toEqual({ status: 0, stdout: 'events-credentials is there and stays as it is\n', stderr: '' });
});

test('a refusal is printed, and the Job tries again', () => {
  answer(403, '{"message":"secrets is forbidden"}');
  expect(run()).toEqual({ status: 1, stdout: '{"message":"secrets is forbidden"}', stderr: '' });
});

test('an API server that cannot be reached is a failure', () => {
  sandbox.stub('curl', 'echo "curl: (28) timed out" >&2', 'exit 28');
  expect(run()).toEqual({ status: 28, stdout: '', stderr: 'curl: (28) timed out\n' });
});

test('without random bytes nothing is made: an empty password would stay for ever', () => {
  answer(201);
  sandbox.stub('od', 'exit 127');
  expect(run()).toMatchObject({ status: 1, stdout: '' });
  expect(sandbox.has('/tmp/arguments')).toBe(false);
});

test('a service with one key asks for that alone', () => {
  answer(201);
  const shop = testShop();
  new ShopCache(shop, 'carts', { use: CacheUse.CART });
  sandbox.run(manifest(shop, 'Job', 'carts-credentials').spec.template.spec.containers[0]);
  expect(Object.keys(JSON.parse(sandbox.read('/tmp/body')).stringData)).toEqual(['password']);
});
