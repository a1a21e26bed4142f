import { type Shop, ShopJob, ShopProfile, ShopWebTier, type ShopWebTierProps, ShopWorker } from '../../lib';
import { Seen } from '../support/prop-cases';
import { faultsOf, messageOf, testShop } from '../support/synthesis';

const BASE = { image: 'registry.example/web:1', port: 8080 };
const DIGEST = `sha256:${'a'.repeat(64)}`;

const NAME =
  'wanted 1 to 40 characters: a lower-case letter first, then lower-case letters, digits and hyphens, no hyphen last. Fix: rename the component.';
const LABEL =
  'wanted a key of an optional DNS prefix and a name, and a value of at most 63 letters, digits, "-", "_", ".", beginning and ending with a letter or digit. ' +
  'Fix: change the label, or make it an annotation.';

test.each([
  ['Web', 3],
  ['1st', 3],
  ['web-', 4],
  ['w_b', 3],
  ['w'.repeat(41), 41],
])('the name %s is refused of every kind of workload', (id, length) => {
  const message = `SHOP-N001 at shop/${id}: got the name "${id}" (${length} characters); ${NAME}`;
  expect(messageOf(() => new ShopWebTier(testShop(), id, BASE))).toBe(message);
  expect(messageOf(() => new ShopWorker(testShop(), id, BASE))).toBe(message);
  expect(messageOf(() => new ShopJob(testShop(), id, BASE))).toBe(message);
});

test('a label that Kubernetes refuses is refused, and one that is ours', () => {
  const labels = { 'a b': 'x', team: 'tea m', [`${'x'.repeat(64)}`]: 'x', 'app.kubernetes.io/name': 'mine' };
  const refused = [
    `SHOP-N002 at shop/it: got the label "a b: x"; ${LABEL}`,
    `SHOP-N002 at shop/it: got the label "team: tea m"; ${LABEL}`,
    `SHOP-N002 at shop/it: got the label "${'x'.repeat(64)}: x"; ${LABEL}`,
    'SHOP-N003 at shop/it: got the label "app.kubernetes.io/name"; wanted labels outside of app.kubernetes.io/, which the library sets and selectors depend on. Fix: use a key of your own.',
  ].join('\n');
  expect(messageOf(() => new ShopWebTier(testShop(), 'it', { ...BASE, labels }))).toBe(refused);
  expect(messageOf(() => new ShopWorker(testShop(), 'it', { ...BASE, labels }))).toBe(refused);
  expect(messageOf(() => new ShopJob(testShop(), 'it', { ...BASE, labels }))).toBe(refused);
});

const FORM = 'wanted a reference of the form [registry/]repository[:tag][@sha256:<64 hex digits>]. Fix: correct the reference.';
const TAG = 'wanted a tag other than latest, or a digest, in this profile. Fix: name the version that was tested.';
const PINNED =
  "wanted a digest, in this profile. Fix: run `cdk8s-shop images lock --image IMAGE` and give the shop's imageDigests what ImageLock.fromFile reads, or append @sha256:….";

type Row = readonly [what: string, profile: ShopProfile, props: Partial<ShopWebTierProps>, messages: readonly string[]];
const side = (image: string) => [{ name: 'side', image }];

const ROWS: readonly Row[] = [
  ['a text that is no reference', ShopProfile.development(), { image: 'Web:1' }, [`SHOP-I001 at shop/it: got the image "Web:1"; ${FORM}`]],
  ['an image of a sidecar', ShopProfile.development(), { sidecars: side('a b') }, [`SHOP-I001 at shop/it: got the image "a b"; ${FORM}`]],
  ['no tag, in production', ShopProfile.production(), { image: 'web' }, [`SHOP-I002 at shop/it: got the image "web"; ${TAG}`]],
  [
    'latest of an init container, in production',
    ShopProfile.production(),
    { initContainers: side('side:latest') },
    [`SHOP-I002 at shop/it: got the image "side:latest"; ${TAG}`],
  ],
  [
    'a tag without a digest, in an audited shop',
    ShopProfile.audited(),
    { sidecars: side('side:2') },
    [`SHOP-I003 at shop/it: got the image "registry.example/web:1"; ${PINNED}`, `SHOP-I003 at shop/it: got the image "side:2"; ${PINNED}`],
  ],
];

test.each(ROWS)('%s is refused', (_, profile, props, messages) => {
  const shop = testShop({ profile });
  expect(messageOf(() => new ShopWebTier(shop, 'it', { ...BASE, ...props }))).toBe(messages.join('\n'));
  expect(faultsOf(() => new ShopWorker(shop, 'a', { ...BASE, ...props }))).toHaveLength(messages.length);
  expect(faultsOf(() => new ShopJob(shop, 'b', { ...BASE, ...props }))).toHaveLength(messages.length);
});

test('a development shop takes any tag, and a digest is a tag enough for production', () => {
  expect(() => new ShopWebTier(testShop(), 'it', { ...BASE, image: 'web' })).not.toThrow();
  expect(() => new ShopWebTier(testShop({ profile: ShopProfile.production() }), 'it', { ...BASE, image: `web@${DIGEST}` })).not.toThrow();
});

test('the shop’s table gives digests to the images of all containers, and leaves those that have one', () => {
  const shop = testShop({
    profile: ShopProfile.audited(),
    imageDigests: { 'registry.example/web:1': DIGEST, 'side:2': DIGEST },
  });
  const own = `other:3@sha256:${'b'.repeat(64)}`;
  new ShopWebTier(shop, 'it', { ...BASE, sidecars: side('side:2'), initContainers: [{ name: 'init', image: own }] });
  const seen = new Seen(shop);
  expect(seen.main.image).toBe(`registry.example/web:1@${DIGEST}`);
  expect(seen.container('side').image).toBe(`side:2@${DIGEST}`);
  expect(seen.container('init').image).toBe(own);
});

test('a table with a digest that is none is refused', () => {
  expect(messageOf(() => testShop({ imageDigests: { 'web:1': 'sha256:1' } }))).toBe(
    'SHOP-I004 at shop: got the digest "sha256:1" of web:1; wanted sha256: and 64 hex digits. Fix: take the digest from the registry, with `cdk8s-shop images lock`.',
  );
});

test('a workload outside of a shop is refused', () => {
  const { root } = testShop().node;
  expect(messageOf(() => new ShopWorker(root as Shop, 'it', BASE))).toBe(
    'SHOP-G003 at it: got a component outside of a Shop; wanted a Shop among the scopes of the component. Fix: create it with the shop, or a construct inside it, as its scope.',
  );
});
