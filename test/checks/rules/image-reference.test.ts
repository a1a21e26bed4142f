import { IMAGE_REFERENCE } from '../../../lib/checks/rules/image-reference';
import { messagesOf } from '../../support/checked';

const pod = (image: string) =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: storefront }, spec: { containers: [{ name: app, image: ${image} }] } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(IMAGE_REFERENCE, IMAGE_REFERENCE.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].image: got "registry.example/Bookshop/storefront:2.4.1"; wanted a lower-case repository, then a tag, a digest or both. Fix: correct the name.',
  ]);
  expect(messagesOf(IMAGE_REFERENCE, IMAGE_REFERENCE.right)).toEqual([]);
});

test.each([
  'shop',
  'shop:1.0',
  'a/b/c__d.e-f:V_1',
  'localhost:5000/shop',
  'Registry.Example:443/shop:1',
  `shop@sha256:${'a'.repeat(64)}`,
  `shop:1@sha512:${'a'.repeat(128)}`,
])('%s is accepted', (image) => {
  expect(messagesOf(IMAGE_REFERENCE, pod(JSON.stringify(image)))).toEqual([]);
});

test.each([
  '',
  ' shop',
  'shop:',
  'shop:1:2',
  'shop:-1',
  'Shop:1',
  'shop//a',
  '/shop',
  'shop/',
  'https://registry.example/shop',
  'shop@sha256:a',
  `shop@sha256:${'A'.repeat(64)}`,
  `shop@sha512:${'a'.repeat(64)}`,
  'shop:1@',
  `shop:${'1'.repeat(129)}`,
  '$IMAGE',
  'shop:1\n',
])('%j is refused', (image) => {
  expect(messagesOf(IMAGE_REFERENCE, pod(JSON.stringify(image)))).toEqual([
    `/Pod//storefront spec.containers[0].image: got ${JSON.stringify(image)}; wanted a lower-case repository, then a tag, a digest or both. Fix: correct the name.`,
  ]);
});

test.each(['null', '7', '{}'])('%s is no text, which other rules tell of', (image) => {
  expect(messagesOf(IMAGE_REFERENCE, pod(image))).toEqual([]);
});
