import { IMAGE_DIGEST } from '../../../lib/checks/rules/image-digest';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const DEMANDED = { settings: { requireDigests: true } };
const SHA256 = `sha256:${'0'.repeat(64)}`;

const pod = (image: string) =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: storefront }, spec: { containers: [{ name: app, image: "${image}" }] } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(IMAGE_DIGEST, IMAGE_DIGEST.wrong, DEMANDED)).toEqual([
    '/Pod//storefront spec.containers[0].image: got "registry.example/storefront:2.4.1"; wanted a digest behind the tag, where the setting `requireDigests` demands one. Fix: add the digest that the registry gives for the tag.',
  ]);
  expect(messagesOf(IMAGE_DIGEST, IMAGE_DIGEST.right, DEMANDED)).toEqual([]);
});

test('nothing is said where nobody demands digests', () => {
  expect(messagesOf(IMAGE_DIGEST, IMAGE_DIGEST.wrong)).toEqual([]);
  expect(messagesOf(IMAGE_DIGEST, IMAGE_DIGEST.wrong, { settings: { requireDigests: false } })).toEqual([]);
});

test('containers of every role are asked, and a digest of another algorithm is one', () => {
  const pod = `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  initContainers: [{ image: 'a:1' }, { image: 'b:1', restartPolicy: Always }]
  containers: [{ image: 'c@sha512:00' }, {}, { image: '' }, { image: 5 }]
  ephemeralContainers: [{ image: 'd:1' }]
`;
  expect(findingsOf(IMAGE_DIGEST, pod, DEMANDED).map(({ field, got, severity }) => `${severity} ${field} ${got}`)).toEqual([
    'error spec.ephemeralContainers[0].image "d:1"',
    'error spec.initContainers[0].image "a:1"',
    'error spec.initContainers[1].image "b:1"',
  ]);
});

test('a tag that looks like a digest is none', () => {
  expect(messagesOf(IMAGE_DIGEST, edited(IMAGE_DIGEST.wrong, ':2.4.1', ':sha256-2bb501e6'), DEMANDED)).toHaveLength(1);
});

test.each([`shop@${SHA256}`, `shop:1@${SHA256}`, `localhost:5000/shop@${SHA256}`])('%j is accepted', (image) => {
  expect(messagesOf(IMAGE_DIGEST, pod(image), DEMANDED)).toEqual([]);
});

test.each(['shop', 'shop:latest', 'sha256:0', 'shop@md5:0'])('%s is told of', (image) => {
  expect(messagesOf(IMAGE_DIGEST, pod(image), DEMANDED)).toHaveLength(1);
});
