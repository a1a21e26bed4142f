import { IMAGE_TAG } from '../../../lib/checks/rules/image-tag';
import { messagesOf } from '../../support/checked';

const pod = (image: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: "${image}" }
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(IMAGE_TAG, IMAGE_TAG.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].image: got "registry.example/storefront:latest"; wanted a tag other than latest, or a digest. Fix: name the version that was tested.',
  ]);
  expect(messagesOf(IMAGE_TAG, IMAGE_TAG.right)).toEqual([]);
});

test.each(['shop', 'shop:latest', 'localhost:5000/shop', 'localhost:5000/a/shop:latest'])('%s is refused', (image) => {
  expect(messagesOf(IMAGE_TAG, pod(image))).toHaveLength(1);
});

test.each(['shop:1', `shop@sha256:${'0'.repeat(64)}`, `shop:latest@sha256:${'0'.repeat(64)}`])('%s is accepted', (image) => {
  expect(messagesOf(IMAGE_TAG, pod(image))).toEqual([]);
});
