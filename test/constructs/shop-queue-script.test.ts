import { ShopQueue } from '../../lib';
import { ShellSandbox } from '../support/shell-sandbox';
import { type AnyManifest, manifest, testShop } from '../support/synthesis';

const SECRET = '/run/secrets/it-credentials';
const LOGIN = '/etc/rabbitmq/conf.d/20-login.conf';
const COOKIE = '/var/lib/rabbitmq/.erlang.cookie';

let sandbox: ShellSandbox;
beforeEach(() => {
  sandbox = new ShellSandbox();
  sandbox.makeDirectory('/etc/rabbitmq/conf.d');
  sandbox.makeDirectory('/var/lib/rabbitmq');
  secret('s3cret');
});
afterEach(() => sandbox.remove());

function secret(password: string): void {
  sandbox.write(`${SECRET}/password`, password);
  sandbox.write(`${SECRET}/erlang-cookie`, 'cookie');
}

function pod(replicas = 1): AnyManifest {
  const shop = testShop();
  new ShopQueue(shop, 'it', { username: 'checkout', replicas });
  return manifest(shop, 'StatefulSet', 'it').spec.template.spec;
}

const login = () => sandbox.run(pod().initContainers[0]);

test('the login is where the broker reads its configuration, for its own eyes', () => {
  expect(login()).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(sandbox.read(LOGIN)).toBe('default_user = checkout\ndefault_pass = s3cret\n');
  expect(sandbox.mode(LOGIN)).toBe(0o600);
});

test('the cookie is a file of its own that only its owner reads, as Erlang demands', () => {
  login();
  expect(sandbox.read(COOKIE)).toBe('cookie');
  expect(sandbox.mode(COOKIE)).toBe(0o400);
});

test('a restart of the init container writes both again', () => {
  login();
  sandbox.write(`${SECRET}/erlang-cookie`, 'another');
  expect(login().status).toBe(0);
  expect(sandbox.read(COOKIE)).toBe('another');
});

test.each([
  ['a#b', "'a#b'"],
  ["a'b", "a'b"],
  ['a"b%s\\n', 'a"b%s\\n'],
  ['with newline\n', 'with newline'],
])('the password %j is written so that the broker reads it as it is', (password, written) => {
  secret(password);
  expect(login().status).toBe(0);
  expect(sandbox.read(LOGIN)).toBe(`default_user = checkout\ndefault_pass = ${written}\n`);
});

test.each(["a#b'c", "a'b#c"])('the password %j, which the format cannot hold, is refused and not cut', (password) => {
  secret(password);
  expect(login()).toEqual({ status: 1, stdout: '', stderr: "a password with both # and ' cannot be written to rabbitmq.conf\n" });
  expect(sandbox.has(LOGIN)).toBe(false);
});

test('without the Secret, or with an empty one, the broker does not start as a guest', () => {
  secret('\n');
  expect(login()).toEqual({ status: 1, stdout: '', stderr: 'the password is empty\n' });
  sandbox.remove();
  sandbox = new ShellSandbox();
  sandbox.makeDirectory('/etc/rabbitmq/conf.d');
  expect(login().status).not.toBe(0);
  expect(sandbox.has(LOGIN)).toBe(false);
});

test('a broker of several stops when the others can do without it, and moves its work away first', () => {
  sandbox.stub('rabbitmq-upgrade', 'echo "$*" >> /tmp/calls');
  expect(sandbox.run(pod(3).containers[0].lifecycle.preStop.exec).status).toBe(0);
  expect(sandbox.read('/tmp/calls')).toBe('await_online_quorum_plus_one --timeout 120\ndrain\n');
});

test('it drains although the others never come: a node that must go, goes', () => {
  sandbox.stub('rabbitmq-upgrade', 'echo "$*" >> /tmp/calls', '[ "$1" = drain ]');
  expect(sandbox.run(pod(3).containers[0].lifecycle.preStop.exec).status).toBe(0);
  expect(sandbox.read('/tmp/calls')).toContain('drain\n');
});
