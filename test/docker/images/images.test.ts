import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IMAGES } from '../../../examples/images/images';
import { type ShopImage, ShopWebTier } from '../../../lib';
import { manifest, testShop } from '../../support/synthesis';
import { asked, begun, docker, inspected } from './docker';

const CONTEXT = join(__dirname, '../../../examples/images');

/** What each answers at its root, and whether it has a path that takes its time. */
const CASES: ReadonlyArray<readonly [keyof typeof IMAGES, string, { readonly slow: boolean }]> = [
  ['site', '<h1>Shop</h1>', { slow: false }],
  ['prices', 'prices', { slow: true }],
  ['recommendations', 'recommendations', { slow: true }],
  ['stock', 'stock', { slow: true }],
];

let folder: string;
const containers: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-images-'));
});
afterAll(async () => {
  if (containers.length > 0) await docker('rm', '--force', ...containers);
  rmSync(folder, { recursive: true, force: true });
});

/** Builds an image by its own Dockerfile; a second one of the same name has what a test adds. */
async function built(image: ShopImage, tag = image.reference): Promise<string> {
  const file = join(folder, `${image.name}.Dockerfile`);
  writeFileSync(file, image.dockerfile);
  writeFileSync(`${file}.dockerignore`, image.dockerignore);
  await docker('build', '--file', file, '--tag', tag, '--build-arg', 'REVISION=0123abc', CONTEXT);
  return tag;
}

/** Runs an image as its own head says that the cluster does, in the background. */
async function started(image: ShopImage): Promise<string> {
  const [, flags = ''] = /docker run --rm (.*) --publish/.exec(image.dockerfile) ?? [];
  const id = await docker('run', '--detach', ...flags.split(' '), '--network', 'none', image.reference);
  containers.push(id);
  return id;
}

/** Seconds that the manifests give a pod of the image to end in. */
function graceOf(image: ShopImage): number {
  const shop = testShop();
  new ShopWebTier(shop, 'app', image.webTier());
  return manifest(shop, 'Deployment', 'app').spec.template.spec.terminationGracePeriodSeconds;
}

/** How a container ends, and after how long; one that outlives its grace would be killed, and is a failure. */
async function exitOf(container: string, graceSeconds: number): Promise<{ readonly code: number; readonly seconds: number }> {
  const began = Date.now();
  for (;;) {
    const { State } = await inspected(container);
    const seconds = (Date.now() - began) / 1000;
    if (!State.Running) return { code: State.ExitCode, seconds };
    if (seconds > graceSeconds) throw new Error(`still running after its grace of ${graceSeconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe.each(CASES)('%s', (name, text, { slow }) => {
  const image = IMAGES[name];

  test('is built by BuildKit from its Dockerfile, and says what it is', async () => {
    await built(image);
    const { Config } = await inspected(image.reference);
    expect(Config.User).toBe('10001:10001');
    expect(Object.keys(Config.ExposedPorts)).toEqual(['8080/tcp']);
    expect(Config.StopSignal).toBe(name === 'site' ? 'SIGQUIT' : 'SIGTERM');
    expect(Config.Labels).toMatchObject({
      'org.opencontainers.image.title': name,
      'org.opencontainers.image.version': '1.0.0',
      'org.opencontainers.image.revision': '0123abc',
    });
  });

  test('serves as a user that is not root, with a read-only root and no capability', async () => {
    const id = await started(image);
    expect(await asked(id, '/')).toContain(text);
    expect(await asked(id, '/livez')).toMatch(/(^| )200$/);
    expect(await asked(id, '/readyz')).toMatch(/(^| )200$/);
    const { HostConfig } = await inspected(id);
    expect([HostConfig.ReadonlyRootfs, HostConfig.CapDrop]).toEqual([true, ['ALL']]);
    const users = (await docker('top', id, '-eo', 'uid,pid'))
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/)[0]);
    expect([...new Set(users)]).toEqual(['10001']);
  });

  test('ends well in its grace when it is told to by its own signal, and finishes what it has begun', async () => {
    const id = await started(image);
    await asked(id, '/readyz');
    const answer = slow ? await begun(id, '/slow') : undefined;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const graceSeconds = graceOf(image);
    const stopped = docker('stop', '--time', `${graceSeconds}`, id);
    const { code, seconds } = await exitOf(id, graceSeconds);
    await stopped;
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(graceSeconds);
    if (answer) expect(await answer()).toMatch(/ 200$/);
  });

  test('ends in its grace on SIGTERM too, whoever sends it', async () => {
    const id = await started(image);
    await asked(id, '/readyz');
    await docker('kill', '--signal', 'SIGTERM', id);
    const { code } = await exitOf(id, graceOf(image));
    expect(code).toBe(0);
  });
});

test('Docker finds healthy what has something to ask with, and asks nothing of what has not', async () => {
  const ids = await Promise.all(CASES.map(([name]) => started(IMAGES[name])));
  const health = async (id: string): Promise<string> => (await inspected(id)).State.Health?.Status ?? 'not asked';
  for (let second = 0; second < 60; second++) {
    const all = await Promise.all(ids.map(health));
    if (!all.includes('starting')) break;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  expect(await Promise.all(ids.map(health))).toEqual(['healthy', 'healthy', 'healthy', 'not asked']);
});

test('a program that cannot write where it wants to says so: the root is read-only indeed', async () => {
  const shell = [
    'run',
    '--rm',
    '--read-only',
    '--tmpfs',
    '/tmp',
    '--user',
    '10001:10001',
    '--entrypoint',
    'sh',
    IMAGES.site.reference,
    '-c',
  ];
  await expect(docker(...shell, 'echo x > /etc/nginx/x')).rejects.toThrow(/Read-only file system|Permission denied/);
  await expect(docker(...shell, 'echo x > /tmp/x && cat /tmp/x')).resolves.toBe('x');
});
