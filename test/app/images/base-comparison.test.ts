import { ImageKind, ShopImage } from '../../../lib';
import { BASE_IMAGES } from '../../../lib/model/base-image-catalogue';
import { faultsOf, messageOf } from '../../support/synthesis';

const rows = (text: string) => text.split('\n\n')[0]?.split('\n').slice(1) ?? [];

test('the bases of a kind, with what twenty new nodes wait for each', () => {
  expect(ShopImage.compare({ kind: ImageKind.STATIC_SITE, nodes: 20, registryMegabits: 5000 })).toBe(
    `base image                  MB    pull   libc   shell  packages  uid  runtime until  system until  built       has
nginx:1.30-alpine3.24-slim  8.2   0.3 s  musl   ash    apk       101                 2028-06-01    2026-09-02  nginx without the modules that are loaded
nginx:1.30-trixie           66.1  2.1 s  glibc  bash   apt       101                 2028-08-09    2026-09-02  nginx with njs, acme, geoip, image filter, xslt; curl

pull: transfer of the base alone to 20 new nodes at once, 750 Mbit/s each, 5000 Mbit/s for all together; unpacking comes on top.
MB: compressed, linux/amd64. Ends of life as of 2026-08-22, from https://endoflife.date; empty where none is set.
Sources of sizes and contents:
- https://github.com/docker-library/repo-info/tree/master/repos/nginx
`,
  );
});

test('all of them, each once; a size that no source tells is no number', () => {
  const lines = rows(ShopImage.compare());
  expect(lines).toHaveLength(BASE_IMAGES.length);
  const unsourced = BASE_IMAGES.filter(({ bytes }) => bytes === undefined).map(({ reference }) => reference);
  expect(lines.filter((line) => line.includes('not sourced')).map((line) => line.split(' ')[0])).toEqual(unsourced);
  expect(unsourced.length).toBeGreaterThan(5);
});

test('a size has the day on which the image was built, but for nothing, and what its page says about', () => {
  const undated = BASE_IMAGES.filter(({ bytes, built }) => bytes !== undefined && built === undefined).map(({ reference }) => reference);
  expect([...new Set(undated)].sort()).toEqual(['gcr.io/distroless/static-debian13:nonroot', 'scratch']);
});

test.each(BASE_IMAGES.map((base) => [`${base.kind} ${base.reference}`, base] as const))(
  '%s: is alone in its place, and has a source',
  (_, base) => {
    const same = BASE_IMAGES.filter((b) => b.kind === base.kind && b.version === base.version && b.flavour === base.flavour);
    expect(same).toEqual([base]);
    expect(base.source).toMatch(/^https:\/\//);
    expect(base.reference === 'scratch' || base.reference.includes(':')).toBe(true);
    expect([base.libc === 'musl', base.packageManager === 'apk', base.shell === 'ash']).toEqual(Array(3).fill(base.flavour === 'alpine'));
  },
);

test('numbers that are none are refused together', () => {
  expect(messageOf(() => ShopImage.compare({ nodes: 0, nodeMegabits: -1, registryMegabits: Number.NaN }))).toBe(
    [
      'SHOP-B014 at ShopImage.compare: got nodeMegabits -1; wanted numbers above 0. Fix: correct the number.',
      'SHOP-B014 at ShopImage.compare: got nodes 0; wanted numbers above 0. Fix: correct the number.',
      'SHOP-B014 at ShopImage.compare: got registryMegabits NaN; wanted numbers above 0. Fix: correct the number.',
    ].join('\n'),
  );
  expect(faultsOf(() => ShopImage.compare({ nodes: Number.POSITIVE_INFINITY }))).toHaveLength(1);
});
