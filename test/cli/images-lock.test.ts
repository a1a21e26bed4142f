import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../../lib/cli/command';
import type { Terminal } from '../../lib/cli/terminal';
import { LoopbackRegistry, refuse } from '../support/loopback-registry';

let folder: string;
let registry: LoopbackRegistry;
let today: string;
const here = process.cwd();

beforeEach(async () => {
  today = '2027-03-31';
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-lock-'));
  process.chdir(folder);
  registry = await LoopbackRegistry.start();
});
afterEach(async () => {
  process.chdir(here);
  rmSync(folder, { recursive: true });
  await registry.stop();
});

function file(name: string, text: string): void {
  mkdirSync(join(folder, dirname(name)), { recursive: true });
  writeFileSync(join(folder, name), text.replaceAll('HOST', registry.host));
}

async function run(
  args: readonly string[],
  environment: Terminal['environment'] = {},
): Promise<{ exit: number; out: string; error: string }> {
  const [outs, errors]: [string[], string[]] = [[], []];
  const out = (text: string): void => void outs.push(text);
  const error = (text: string): void => void errors.push(text);
  const exit = await runCommand(args, '1.2.3', { out, error, interactive: false, today, environment });
  const textOf = (texts: readonly string[]): string => texts.join('').replaceAll(registry.host, 'HOST');
  return { exit, out: textOf(outs), error: textOf(errors) };
}

const lock = (...args: string[]) => run(['images', 'lock', ...args]);
const locked = (name = 'images.lock.json') => JSON.parse(readFileSync(join(folder, name), 'utf8').replaceAll(registry.host, 'HOST'));
const pod = (name: string, image: string): string =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [{ name: app, image: "${image}" }] }\n`;

const INDEX = 'application/vnd.oci.image.index.v1+json';
const ARM = ['linux/arm64'];

describe('cdk8s-shop images lock', () => {
  test('locks what manifests run and Dockerfiles build upon, and says what is new', async () => {
    const orders = registry.push('orders', '1', ARM);
    const node = registry.push('node', '22');
    file('dist/a.yaml', pod('a', 'HOST/orders:1') + pod('b', `HOST/orders:1@${orders}`) + pod('c', `HOST/fixed@${orders}`));
    file('artifacts/images/orders/Dockerfile', 'FROM HOST/node:22 AS build\nFROM HOST/orders:1\n');
    expect(await lock()).toEqual({
      exit: 0,
      out: `added    HOST/node:22 ${node} (linux/amd64, linux/arm64/v8)\nadded    HOST/orders:1 ${orders} (linux/arm64)\nimages.lock.json: 2 added\n`,
      error: '',
    });
    expect(locked()).toEqual({
      version: 1,
      images: {
        'HOST/node:22': { digest: node, mediaType: INDEX, platforms: ['linux/amd64', 'linux/arm64/v8'], use: ['build'] },
        'HOST/orders:1': { digest: orders, mediaType: INDEX, platforms: ARM, use: ['build', 'run'] },
      },
    });
    expect(readdirSync(folder).sort()).toEqual(['artifacts', 'dist', 'images.lock.json']);
  });

  test('tells what moved, keeps what nothing uses until it is pruned, and gives the same file again', async () => {
    const before = registry.push('orders', '1');
    registry.push('carts', '1', ARM);
    file('dist/a.yaml', pod('a', 'HOST/orders:1') + pod('b', 'HOST/carts:1'));
    await lock();
    const first = readFileSync('images.lock.json', 'utf8');
    expect((await lock()).out).toBe('images.lock.json: 2 as it was\n');
    expect(readFileSync('images.lock.json', 'utf8')).toBe(first);
    const after = registry.push('orders', '1', ['linux/amd64', 'linux/s390x']);
    file('dist/a.yaml', pod('a', 'HOST/orders:1'));
    expect((await lock()).out).toBe(
      `unused   HOST/carts:1; --prune removes it\nmoved    HOST/orders:1 from ${before} to ${after} (linux/amd64, linux/s390x), no longer for linux/arm64/v8\nimages.lock.json: 1 moved, 1 unused\n`,
    );
    expect(Object.keys(locked().images)).toEqual(['HOST/carts:1', 'HOST/orders:1']);
    expect((await lock('--prune')).out).toBe('removed  HOST/carts:1\nimages.lock.json: 1 removed, 1 as it was\n');
    expect(Object.keys(locked().images)).toEqual(['HOST/orders:1']);
  });

  test('keeps uses that this run did not look for, and prunes them where it is told to', async () => {
    registry.push('orders', '1');
    file('dist/a.yaml', pod('a', 'HOST/orders:1'));
    file('artifacts/images/o/Dockerfile', 'FROM HOST/orders:1\n');
    await lock();
    await lock('dist');
    expect(locked().images['HOST/orders:1'].use).toEqual(['build', 'run']);
    await lock('dist', '--prune');
    expect(locked().images['HOST/orders:1'].use).toEqual(['run']);
  });

  test('updates the images that are named alone', async () => {
    for (const name of ['orders', 'carts']) registry.push(name, '1', ARM);
    file('dist/a.yaml', pod('a', 'HOST/orders:1') + pod('b', 'HOST/carts:1'));
    await lock();
    for (const name of ['orders', 'carts']) registry.push(name, '1');
    registry.asked.splice(0);
    expect((await lock('--update', `${registry.host}/orders:1`)).out).toMatch(
      /^moved {4}HOST\/orders:1 [^\n]+\nimages.lock.json: 1 moved, 1 as it was\n$/,
    );
    expect(registry.lines.every((line) => line.includes('/orders/'))).toBe(true);
    expect(locked().images['HOST/carts:1'].platforms).toEqual(ARM);
    expect(await lock('--update', 'a:1', '--update', 'b:1')).toEqual({
      exit: 2,
      out: '',
      error: 'cdk8s-shop: nothing to update: a:1, b:1 are neither used nor locked\n',
    });
  });

  test('locks an image that no manifest has yet, into a file that is named', async () => {
    const digest = registry.push('orders', '2');
    expect((await lock('--image', `${registry.host}/orders:2`, '--lock', 'own.json')).exit).toBe(0);
    expect(locked('own.json').images).toEqual({
      'HOST/orders:2': { digest, mediaType: INDEX, platforms: ['linux/amd64', 'linux/arm64/v8'], use: ['run'] },
    });
  });

  test('reads folders that have the same objects, and files that are no manifests', async () => {
    for (const tag of ['1', '2']) registry.push('orders', tag, ARM);
    file('dist/staging/a.yaml', pod('a', 'HOST/orders:1'));
    file('dist/production/a.yaml', pod('a', 'HOST/orders:2'));
    file('dist/image.json', '{ "name": "orders" }');
    expect(await lock()).toMatchObject({ exit: 0, error: '' });
    expect(Object.keys(locked().images)).toEqual(['HOST/orders:1', 'HOST/orders:2']);
  });

  test('finds an image by its digest alone where the lock has it', async () => {
    const digest = registry.push('orders', 'latest');
    file('dist/a.yaml', pod('a', 'HOST/orders'));
    await lock();
    file('dist/a.yaml', pod('a', `HOST/orders@${digest}`));
    expect((await lock()).out).toBe('images.lock.json: 1 as it was\n');
  });
});

describe('cdk8s-shop images lock --check', () => {
  test('says what is missing, stale and unused, writes nothing, and ends with 1', async () => {
    const [old] = [registry.push('orders', '1', ARM), registry.push('carts', '1')];
    file('dist/a.yaml', pod('a', 'HOST/orders:1') + pod('b', 'HOST/carts:1'));
    await lock();
    expect(await lock('--check')).toEqual({ exit: 0, out: 'images.lock.json: 2 as it was\n', error: '' });
    const text = readFileSync('images.lock.json', 'utf8');
    const [moved, mailer] = [registry.push('orders', '1', ['linux/riscv64']), registry.push('mailer', '1', ARM)];
    file('dist/a.yaml', pod('a', 'HOST/orders:1') + pod('b', 'HOST/mailer:1'));
    expect(await lock('--check')).toEqual({
      exit: 1,
      out: `unused   HOST/carts:1; --prune removes it
missing  HOST/mailer:1 ${mailer} (linux/arm64)
stale    HOST/orders:1 from ${old} to ${moved} (linux/riscv64), no longer for linux/arm64
images.lock.json: 1 missing, 1 stale, 1 unused
`,
      error: '',
    });
    expect(readFileSync('images.lock.json', 'utf8')).toBe(text);
  });

  test('counts what is unused only with --prune, and wants a lock', async () => {
    registry.push('orders', '1');
    file('dist/a.yaml', pod('a', 'HOST/orders:1'));
    expect((await lock('--check')).error).toContain('SHOP-I005 at images.lock.json: got no file and no folder;');
    await lock();
    file('dist/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
    expect((await lock('--check')).exit).toBe(0);
    expect(await lock('--check', '--prune')).toMatchObject({ exit: 1, out: 'unused   HOST/orders:1\nimages.lock.json: 1 unused\n' });
  });
});

describe('nothing is written where', () => {
  afterEach(() => expect(existsSync('images.lock.json')).toBe(false));

  test('an image cannot be had: every failure is a line', async () => {
    registry.push('orders', '1');
    file('dist/a.yaml', pod('a', 'HOST/orders:1') + pod('b', 'HOST/none:1') + pod('c', 'Wrong:1'));
    expect(await lock('--tries', '1')).toEqual({
      exit: 2,
      out: '',
      error: `cdk8s-shop: 2 of 3 images cannot be locked, and nothing was written
HOST/none:1: got the status 404 from HOST (MANIFEST_UNKNOWN: manifest unknown); wanted its digest. Fix: correct the name or the tag, or push the image.
Wrong:1: got "Wrong:1", which is no image reference; wanted its digest. Fix: correct the reference.
`,
    });
  });

  test('a registry is silent: the time-out and every try are said', async () => {
    registry.manners = () => true;
    file('dist/a.yaml', pod('a', 'HOST/orders:1') + pod('b', 'HOST/orders:2'));
    const failed =
      'got no answer from HOST in 0.1 s, 2 times; wanted its digest. Fix: see that this machine reaches HOST, or give it longer with --timeout.';
    expect(await lock('--timeout', '0.1', '--tries', '2')).toEqual({
      exit: 2,
      out: '',
      error: `no answer from HOST in 0.1 s; trying again in 0.5 s (2 of 2)\ncdk8s-shop: 2 of 2 images cannot be locked, and nothing was written\nHOST/orders:1: ${failed}\nHOST/orders:2: ${failed}\n`,
    });
  });

  test('manifests cannot be read, or are not there', async () => {
    file('dist/a.yaml', `${pod('a', 'HOST/orders:1')}---\na: [\n`);
    expect((await lock()).error).toMatch(/^cdk8s-shop: images cannot be locked while manifests cannot be read\ndist\/a.yaml:8: got .+\n$/);
    expect((await lock('none')).error).toContain('SHOP-F002 at none: got no file and no folder;');
    mkdirSync('empty');
    expect((await lock('empty')).error).toContain('SHOP-F003 at empty: got a folder without a .yaml, .yml, .json or Dockerfile;');
  });

  test.each([
    ['--timeout', '0', 'a number up to 600'],
    ['--timeout', 'long', 'a number up to 600'],
    ['--tries', '11', 'a number up to 10'],
    ['--tries', '1.5', 'a number up to 10'],
  ])('%s is %s', async (option, value, wanted) => {
    file('dist/a.yaml', pod('a', 'HOST/orders:1'));
    expect(await lock(option, value)).toEqual({ exit: 2, out: '', error: `cdk8s-shop: "${value}" for ${option}: ${wanted} is wanted\n` });
  });
});

test('a lock that is none is refused and left alone, and so is a place that cannot be written to', async () => {
  registry.push('orders', '1');
  file('dist/a.yaml', pod('a', 'HOST/orders:1'));
  file('images.lock.json', '{');
  expect((await lock()).error).toContain('SHOP-I006 at images.lock.json: got no JSON;');
  expect(readFileSync('images.lock.json', 'utf8')).toBe('{');
  expect((await lock('--lock', 'none/own.json')).error).toBe('cdk8s-shop: none/own.json cannot be written: ENOENT\n');
});

describe('credentials', () => {
  const PASSWORD = `Basic ${Buffer.from('ada:right').toString('base64')}`;
  const config = (password: string) => `{ "auths": { "HOST": { "auth": "${Buffer.from(`ada:${password}`).toString('base64')}" } } }`;

  beforeEach(() => {
    registry.push('orders', '1');
    registry.manners = ({ authorization }, response) => {
      if (authorization === PASSWORD) return false;
      refuse(response, 401, 'UNAUTHORIZED', 'no', { 'www-authenticate': 'Basic realm="x"' });
      return true;
    };
    file('dist/a.yaml', pod('a', 'HOST/orders:1'));
  });

  test.each([
    ['DOCKER_CONFIG', ''],
    ['HOME', '.docker/'],
    ['USERPROFILE', '.docker/'],
  ])('come from where %s says', async (variable, below) => {
    file(`${below}config.json`, config('right'));
    expect((await run(['images', 'lock'], { [variable]: folder })).exit).toBe(0);
  });

  test('come from a helper', async () => {
    file('config.json', '{ "credHelpers": { "HOST": "test" } }');
    file('docker-credential-test', '#!/bin/sh\necho \'{"Username":"ada","Secret":"right"}\'\n');
    chmodSync('docker-credential-test', 0o755);
    expect((await run(['images', 'lock'], { DOCKER_CONFIG: folder, PATH: folder })).exit).toBe(0);
  });

  test('that are wrong, missing or no JSON are told of, and never shown', async () => {
    const told = async (): Promise<string | undefined> => (await run(['images', 'lock'], { DOCKER_CONFIG: folder })).error.split('\n')[1];
    const login = 'log in with `docker login HOST`.';
    expect(await told()).toBe(
      `HOST/orders:1: got a registry that wants credentials, and none for HOST in the Docker configuration; wanted its digest. Fix: correct the name of the image, or ${login}`,
    );
    file('config.json', config('wr0ng'));
    expect(await told()).toBe(
      'HOST/orders:1: got a refusal of the password of ada by HOST; wanted its digest. Fix: log in again with `docker login HOST`, as a user who may pull the image.',
    );
    file('config.json', '{ "auths": ');
    expect(await told()).toContain('got a Docker configuration that is no object of JSON (');
  });
});

test('a base whose upkeep has ended is a finding, one whose upkeep ends soon is not', async () => {
  const digest = registry.push('orders', '1');
  const entry = { digest, mediaType: INDEX, platforms: ['linux/amd64', 'linux/arm64/v8'], use: ['build'] };
  const checkOf = (base: string) => {
    file('images.lock.json', JSON.stringify({ version: 1, images: { [`${registry.host}/orders:1`]: entry, [base]: entry } }));
    return lock('--check', '--update', `${registry.host}/orders:1`, '--image', base);
  };
  const counted = 'images.lock.json: 2 as it was\n';
  today = '2027-04-30';
  expect((await checkOf('node:22-trixie-slim')).out).toBe(
    `ending   node:22-trixie-slim: its runtime gets security fixes until 2027-04-30\n${counted}`,
  );
  today = '2027-05-01';
  expect(await checkOf('node:22-trixie-slim')).toEqual({
    exit: 1,
    out: `ended    node:22-trixie-slim: its runtime has had no security fixes since 2027-04-30; ShopImage.compare() lists others\n${counted}`,
    error: '',
  });
  // The system of this one ends before its runtime, and 91 days ahead nothing is told.
  today = '2027-11-02';
  expect((await checkOf('eclipse-temurin:25-jre-alpine-3.23')).out).toContain('its system has had no security fixes since 2027-11-01;');
  today = '2027-08-02';
  expect(await checkOf('eclipse-temurin:25-jre-alpine-3.23')).toEqual({ exit: 0, out: counted, error: '' });
});

test('check --lock holds manifests against a lock', async () => {
  const digest = registry.push('orders', '1');
  file('dist/a.yaml', pod('a', `HOST/orders:1@${digest}`));
  await lock();
  const check = (name: string) => run(['check', 'dist', '--rule', 'image-lock', '--lock', name]);
  expect(await check('images.lock.json')).toEqual({ exit: 0, out: 'no findings\n', error: '' });
  file('dist/a.yaml', pod('a', 'HOST/orders:1'));
  expect((await check('images.lock.json')).out).toContain(`error image-lock at spec.containers[0].image`);
  expect((await check('none.json')).error).toContain('SHOP-I005 at none.json: got no file and no folder;');
});
