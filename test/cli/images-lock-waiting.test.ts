import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terminal } from '../../lib/cli/terminal';
import { runIn } from '../support/command-run';
import { LoopbackRegistry, refuse } from '../support/loopback-registry';

let folder: string;
let registry: LoopbackRegistry;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-waiting-'));
  registry = await LoopbackRegistry.start();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await registry.stop();
});

const file = () => join(folder, 'images.lock.json');

/** Locks one image, in a terminal. */
function lockIn(terminal: Partial<Terminal>) {
  registry.push('orders', '1');
  return runIn(folder, ['images', 'lock', '--lock', file(), '--image', `${registry.host}/orders:1`], terminal);
}

/** What a registry does that a user does not want to wait for. */
const UNBEARABLE = {
  'does not answer': () => true,
  'wants a pause': (_: unknown, response: Parameters<typeof refuse>[0]) => {
    refuse(response, 429, 'TOOMANYREQUESTS', 'too many', { 'retry-after': '30' });
    return true;
  },
} as const;

test.each(Object.entries(UNBEARABLE))('a user who stops is not kept by a registry that %s', async (_, manners) => {
  const stop = new AbortController();
  registry.manners = (...asked) => {
    setTimeout(() => stop.abort(), 100);
    return manners(asked[0], asked[1]);
  };
  const began = Date.now();
  const { exit, out, error } = await lockIn({ stop: stop.signal });
  expect({ exit, out, error: error.replace(/^the status 429 .*\n/, '') }).toEqual({ exit: 130, out: '', error: '' });
  expect(Date.now() - began).toBeLessThan(5000);
  expect(existsSync(file())).toBe(false);
});

test('how far it has come is told to who looks on, and a registry’s pauses on lines of their own', async () => {
  registry.manners = (_, response, count) => {
    if (count > 1) return false;
    setTimeout(() => refuse(response, 503, 'UNAVAILABLE', 'later'), 1200);
    return true;
  };
  const { exit, error } = await lockIn({ watched: true });
  expect(exit).toBe(0);
  expect(error.replaceAll(registry.host, 'HOST').replaceAll('\r\u001b[K', '<')).toMatch(
    /^<asking registries: 0 of 1 images… 1 s<the status 503 from HOST; trying again in 0.5 s \(2 of 4\)\n<asking registries: 0 of 1 images… 1 s.*<$/,
  );
});
