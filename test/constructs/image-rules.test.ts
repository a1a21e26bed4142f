import { IMAGE_RULES, pinned } from '../../lib/constructs/image-rules';
import { refuse } from '../../lib/core/shop-error';
import { PROFILES } from '../../lib/model/profile-data';
import { messageOf } from '../support/synthesis';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const { development, production, audited } = PROFILES;

const refusal = (images: readonly string[], profile: typeof development | typeof production | typeof audited = development) =>
  messageOf(() => refuse('shop/web', { images, profile }, IMAGE_RULES));
const accepts = (images: readonly string[], profile: typeof development | typeof production | typeof audited = development) =>
  refuse('shop/web', { images, profile }, IMAGE_RULES);

describe('a reference', () => {
  test.each(['', 'Web', 'web:', 'web@sha256:12', 'https://registry.example/web', 'web:1 2', 'a//b', `web@${DIGEST}@${DIGEST}`])(
    '%p is none',
    (image) => {
      expect(refusal([image])).toBe(
        `SHOP-I001 at shop/web: got the image "${image}"; wanted a reference of the form [registry/]repository[:tag][@sha256:<64 hex digits>]. Fix: correct the reference.`,
      );
    },
  );

  test.each(['web', 'web:1', 'localhost:5000/shop/web', 'registry.example:443/a/b_c/d-e:2.4.1', `web@${DIGEST}`, `web:1@${DIGEST}`])(
    '%p is one',
    (image) => {
      expect(() => accepts([image])).not.toThrow();
    },
  );
});

describe('a profile that asks for tags', () => {
  test.each(['web', 'web:latest', 'localhost:5000/web'])('refuses %p', (image) => {
    expect(refusal([image], production)).toBe(
      `SHOP-I002 at shop/web: got the image "${image}"; wanted a tag other than latest, or a digest, in this profile. Fix: name the version that was tested.`,
    );
  });

  test.each(['web:1', `web@${DIGEST}`, `web:latest@${DIGEST}`])('takes %p', (image) => {
    expect(() => accepts([image], production)).not.toThrow();
  });

  test('leaves what is no reference to the rule about references', () => {
    expect(refusal(['Web'], production)).toMatch(/^SHOP-I001 [^\n]*$/);
  });
});

describe('a profile that asks for digests', () => {
  test('refuses a tag alone', () => {
    expect(refusal(['web:1'], audited)).toBe(
      'SHOP-I003 at shop/web: got the image "web:1"; wanted a digest, in this profile. Fix: run `cdk8s-shop images lock --image IMAGE` and give the shop\'s imageDigests what ImageLock.fromFile reads, or append @sha256:….',
    );
  });

  test('takes a digest, with a tag or without', () => {
    expect(() => accepts([`web@${DIGEST}`, `web:1@${DIGEST}`], audited)).not.toThrow();
  });

  test('says everything that is wrong with every image', () => {
    expect(
      refusal(['web', 'W'], audited)
        .split('\n')
        .map((line) => line.slice(0, 9)),
    ).toEqual(['SHOP-I001', 'SHOP-I002', 'SHOP-I003']);
  });
});

describe('pinning', () => {
  test('appends the digest of the table', () => {
    expect(pinned('web:1', { 'web:1': DIGEST })).toBe(`web:1@${DIGEST}`);
  });

  test('leaves an image that the table does not name, or that has a digest', () => {
    expect(pinned('web:2', { 'web:1': DIGEST })).toBe('web:2');
    const own = `web:1@sha256:${'f'.repeat(64)}`;
    expect(pinned(own, { [own]: DIGEST })).toBe(own);
  });

  test('looks at the entries alone, whatever the image is called', () => {
    expect(pinned('constructor', {})).toBe('constructor');
  });
});
