import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageLock, Shop, ShopApp, ShopProfile, ShopWorker } from '../../lib';
import { check } from '../../lib/checks/check';
import type { CheckSettings } from '../../lib/checks/check-settings';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { lockText } from '../../lib/model/image-lock-data';
import { messageOf } from '../support/synthesis';

const [A, B] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];
const MALFORMED =
  'wanted version 1, and for each image its digest, mediaType, platforms and use. Fix: take the lock from version control, or remove it and run `cdk8s-shop images lock`.';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(text: string): string {
  const file = join(folder, 'images.lock.json');
  writeFileSync(file, text);
  return file;
}

const entry = (digest: string, more: object = {}) => ({ digest, mediaType: 'x', platforms: ['linux/amd64'], use: ['run'], ...more });
const lockOf = (images: object): string => JSON.stringify({ version: 1, images });
const refusal = (text: string): string => messageOf(() => ImageLock.fromFile(written(text))).replaceAll(folder, '');

test('gives the digests by the reference, also those of odd names', () => {
  const lock = ImageLock.fromFile(written(lockOf({ 'web:1': entry(A), constructor: entry(B, { use: ['build'] }) })));
  expect(lock.digests).toEqual({ 'web:1': A, constructor: B });
});

test('is the same text for the same images', () => {
  const one = lockText({
    version: 1,
    images: { 'b:1': { use: ['run'], digest: B, platforms: [], mediaType: 'x' }, 'a:1': entry(A) as never },
  });
  expect(one).toBe(`{
  "version": 1,
  "images": {
    "a:1": {
      "digest": "${A}",
      "mediaType": "x",
      "platforms": [
        "linux/amd64"
      ],
      "use": [
        "run"
      ]
    },
    "b:1": {
      "digest": "${B}",
      "mediaType": "x",
      "platforms": [],
      "use": [
        "run"
      ]
    }
  }
}
`);
  expect(lockText(JSON.parse(one))).toBe(one);
});

test('that is missing, or a folder, is refused', () => {
  const text = (got: string) =>
    `SHOP-I005 at /no.json: got ${got}; wanted the lock of the images, a file that may be read. Fix: run \`cdk8s-shop images lock\`, or correct the path.`;
  const refused = () => messageOf(() => ImageLock.fromFile(join(folder, 'no.json'))).replaceAll(folder, '');
  expect(refused()).toBe(text('no file and no folder'));
  mkdirSync(join(folder, 'no.json'));
  expect(refused()).toBe(text('a folder, where one file is wanted'));
});

test.each([
  ['', 'no JSON'],
  ['{}}', 'no JSON'],
  ['{\n<<<<<<< HEAD\n}', 'the marks of a merge that was not finished'],
  ['[]', '[] for a lock'],
  ['null', 'null for a lock'],
  ['{}', 'no version'],
  ['{"version":2,"images":{}}', 'the version 2'],
  ['{"version":1}', 'nothing for images'],
  ['{"version":1,"images":[]}', '[] for images'],
  ['{"version":1,"images":{},"more":1}', 'the unknown field "more"'],
  [lockOf({ 'a:1': null }), 'null for a:1'],
  [lockOf({ 'A:1': entry(A) }), 'an entry for "A:1", which is no reference without a digest'],
  [lockOf({ [`a:1@${A}`]: entry(A) }), `an entry for "a:1@${A}", which is no reference without a digest`],
  [lockOf({ 'a:1': entry('sha256:1') }), '"sha256:1" as digest of a:1'],
  [lockOf({ 'a:1': entry(A, { mediaType: 1 }) }), '1 as mediaType of a:1'],
  [lockOf({ 'a:1': entry(A, { platforms: [1] }) }), '[1] as platforms of a:1'],
  [lockOf({ 'a:1': entry(A, { use: ['walk'] }) }), '["walk"] as use of a:1'],
  [lockOf({ 'a:1': entry(A, { use: undefined }) }), 'nothing as use of a:1'],
  [lockOf({ 'a:1': entry(A, { tag: 1 }) }), 'the unknown field "tag" of a:1'],
  ['{"version":1,"images":{"__proto__":{}}}', 'an entry for "__proto__", which is no reference without a digest'],
])('that holds %s is refused', (text, got) => {
  expect(refusal(text).split('\n')[0]).toBe(`SHOP-I006 at /images.lock.json: got ${got}; ${MALFORMED}`);
});

test('that is wrong in several ways says so at once', () => {
  expect(refusal(lockOf({ 'a:1': entry('x'), 'b:1': entry('y') })).split('\n')).toHaveLength(2);
});

/** A shop of one worker, synthesized; the image that it runs. */
function imageOf(lock: ImageLock, imageDigests: Record<string, string> = lock.digests): string | undefined {
  const app = new ShopApp({ outdir: join(folder, 'dist'), checks: { settings: { imageLock: lock } } });
  const shop = new Shop(app, 'shop', { profile: ShopProfile.development(), imageDigests });
  new ShopWorker(shop, 'mailer', { image: 'registry.example/mailer:1' });
  app.synth();
  return /image: (.*)/.exec(readFileSync(join(folder, 'dist/30-mailer.k8s.yaml'), 'utf8'))?.[1];
}

const FIX = 'Fix: run `cdk8s-shop images lock`, review what it changes, and synthesize again.';

test('gives a shop its digests, and stops the synthesis of one that has others', () => {
  const lock = ImageLock.fromFile(written(lockOf({ 'registry.example/mailer:1': entry(A) })));
  expect(imageOf(lock)).toBe(`registry.example/mailer:1@${A}`);
  const refused = (got: string, wanted: string) =>
    `image-lock at shop/mailer/Default: got "registry.example/mailer:1${got}" in spec.template.spec.containers[0].image of apps/Deployment/shop/mailer; wanted ${wanted}. ${FIX}`;
  const locked = `registry.example/mailer:1@${A}, as the lock has it`;
  expect(messageOf(() => imageOf(lock, { 'registry.example/mailer:1': B }))).toBe(refused(`@${B}`, locked));
  expect(messageOf(() => imageOf(lock, {}))).toBe(refused('', locked));
  expect(messageOf(() => imageOf(ImageLock.fromFile(written(lockOf({})))))).toBe(refused('', 'an image that the lock has'));
});

test('may be data where settings come from YAML, as those of the plugin of cdk8s-cli do', () => {
  const data = JSON.parse(lockOf({ 'registry.example/mailer:1': entry(A) }));
  expect(imageOf(data, { 'registry.example/mailer:1': A })).toBe(`registry.example/mailer:1@${A}`);
  expect(messageOf(() => imageOf(data, {}))).toContain('image-lock at shop/mailer/Default:');
  expect(messageOf(() => imageOf('images.lock.json' as never, {}))).toContain('SHOP-I006 at checks: got "images.lock.json" for a lock;');
});

test('that a configuration gives as data is refused where it is none', () => {
  const settings = { imageLock: { version: 3 } } as unknown as CheckSettings;
  expect(messageOf(() => check(new ManifestSet([]), { settings }))).toBe(`SHOP-I006 at checks: got the version 3; ${MALFORMED}`);
});
