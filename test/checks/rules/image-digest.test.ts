import { IMAGE_DIGEST } from '../../../lib/checks/rules/image-digest';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (image: string) =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: storefront }, spec: { containers: [{ name: app, image: "${image}" }] } }`;

const SHA256 = `sha256:${'0'.repeat(64)}`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(IMAGE_DIGEST, IMAGE_DIGEST.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].image: got "registry.example/storefront:2.4.1"; wanted a digest behind the tag. Fix: add the digest that the registry gives for the tag.',
  ]);
  expect(messagesOf(IMAGE_DIGEST, IMAGE_DIGEST.right)).toEqual([]);
});

test('it is worth a look, or an error where digests are asked for', () => {
  const severities = (requireDigests?: boolean) =>
    findingsOf(IMAGE_DIGEST, IMAGE_DIGEST.wrong, { settings: requireDigests === undefined ? {} : { requireDigests } }).map(
      ({ severity }) => severity,
    );
  expect([severities(), severities(false), severities(true)]).toEqual([['note'], ['note'], ['error']]);
});

test.each([`shop@${SHA256}`, `shop:1@${SHA256}`, `localhost:5000/shop@${SHA256}`, `shop@sha512:${'0'.repeat(128)}`, ''])(
  '%j is accepted',
  (image) => {
    expect(messagesOf(IMAGE_DIGEST, pod(image))).toEqual([]);
  },
);

test.each(['shop', 'shop:latest', 'sha256:0', 'shop@md5:0'])('%s is told of', (image) => {
  expect(messagesOf(IMAGE_DIGEST, pod(image))).toHaveLength(1);
});
