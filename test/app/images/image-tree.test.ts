import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Shop, ShopApp, ShopImage, ShopProfile, ShopWebTier } from '../../../lib';
import { messageOf } from '../../support/synthesis';
import { digestsFor } from './image-cases';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-images-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const image = (name: string, baseDigests = {}) => ShopImage.go(name, { image: `registry.example/${name}:1.4.0`, baseDigests });

function synth(images: ShopImage[], profiles = [ShopProfile.development()], outdir?: string): void {
  const app = new ShopApp({ outdir: join(folder, 'dist'), artifacts: { images, outdir } });
  for (const [n, profile] of profiles.entries()) {
    const shop = new Shop(app, `shop-${n}`, { profile });
    for (const [at, one] of images.entries()) new ShopWebTier(shop, `${one.name}-${n}-${at}`, one.webTier());
  }
  app.synth();
}

const written = (path: string) => readFileSync(join(folder, 'artifacts', path), 'utf8');

test('each image has a folder with its two files, beside the manifests and once for all shops', () => {
  const images = [image('orders'), image('carts')];
  synth(images, [ShopProfile.development(), ShopProfile.staging()]);
  for (const one of images) {
    expect(written(`images/${one.name}/Dockerfile`)).toBe(one.dockerfile);
    expect(written(`images/${one.name}/Dockerfile.dockerignore`)).toBe(one.dockerignore);
  }
});

test('the command in the head names the folder that the files are in', () => {
  const before = process.cwd();
  process.chdir(folder);
  try {
    synth([image('orders')], undefined, 'build/docker');
    expect(readFileSync('build/docker/images/orders/Dockerfile', 'utf8')).toContain('--file build/docker/images/orders/Dockerfile ');
  } finally {
    process.chdir(before);
  }
});

test('a folder of the machine is named nowhere in the file', () => {
  synth([image('orders')], undefined, join(folder, 'elsewhere'));
  expect(readFileSync(join(folder, 'elsewhere/images/orders/Dockerfile'), 'utf8')).not.toContain(folder);
});

test.each(['production', 'audited'])('%s takes no base without a digest, and nothing is written', (name) => {
  expect(
    messageOf(() => synth([image('orders')], [ShopProfile.development(), ShopProfile.named(name).derive({ requireDigests: false })])),
  ).toBe(
    ['golang:1.26-trixie', 'gcr.io/distroless/static-debian13:nonroot']
      .map(
        (base) =>
          `SHOP-B003 at artifacts/images: got the base "${base}"; wanted a digest for every base, so that a build of tomorrow begins with what was tested. Fix: give baseDigests an entry for it, such as images.lock.json has.`,
      )
      .join('\n'),
  );
  expect(existsSync(join(folder, 'dist'))).toBe(false);
});

test('production takes bases with digests, and is asked for none where its profile says so', () => {
  const pinned = image('orders', digestsFor(image('orders').baseImages));
  synth([pinned], [ShopProfile.production()]);
  expect(written('images/orders/Dockerfile')).toContain('@sha256:');
  synth([image('orders')], [ShopProfile.production().derive({ requireBaseDigests: false })]);
  expect(written('images/orders/Dockerfile')).not.toContain('@sha256:');
});

test('two images of one name would have one folder', () => {
  expect(messageOf(() => synth([image('orders'), image('orders')]))).toContain(
    'SHOP-B013 at artifacts/images: got two images with the name "orders"; wanted names that are unique in the app.',
  );
});
