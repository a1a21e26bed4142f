import { IMAGE_PULL_POLICY } from '../../../lib/checks/rules/image-pull-policy';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: storefront }, spec: { ${spec} } }`;
const told = (container: string) =>
  messagesOf(IMAGE_PULL_POLICY, pod(`containers: [{ ${container} }]`)).map((text) => text.split(';')[0]?.split(': ')[1]);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(IMAGE_PULL_POLICY, IMAGE_PULL_POLICY.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].imagePullPolicy: got Never; wanted IfNotPresent, or Always for a tag that moves. Fix: remove the policy, whose default fits, or change it.',
  ]);
  expect(messagesOf(IMAGE_PULL_POLICY, IMAGE_PULL_POLICY.right)).toEqual([]);
});

test('a tag that moves has to be asked for each time', () => {
  expect(told('image: "shop:stable", imagePullPolicy: IfNotPresent')).toEqual(['got IfNotPresent for the tag stable']);
  expect(told('image: shop, imagePullPolicy: IfNotPresent')).toEqual(['got IfNotPresent for the tag latest']);
  expect(told('image: "shop:stable", imagePullPolicy: Always')).toEqual([]);
  expect(told(`image: "shop:stable@sha256:${'0'.repeat(64)}", imagePullPolicy: IfNotPresent`)).toEqual([]);
});

test.each([
  'image: "shop:stable"',
  'image: "shop:1", imagePullPolicy: Always',
  'imagePullPolicy: IfNotPresent',
  'image: 7, imagePullPolicy: 7',
  'image: Shop, imagePullPolicy: IfNotPresent',
])('%s is accepted', (container) => {
  expect(told(container)).toEqual([]);
});

test('containers of every role and volumes of images are looked at', () => {
  const spec = `
    initContainers: [{ imagePullPolicy: Never }, { restartPolicy: Always, imagePullPolicy: Never }],
    containers: [{}, { imagePullPolicy: Never }],
    ephemeralContainers: [{ imagePullPolicy: Never }],
    volumes: [{ name: a, image: { reference: "shop:1", pullPolicy: Never } }, { name: b, image: { reference: "shop:edge", pullPolicy: IfNotPresent } }, { name: c, emptyDir: {} }]`;
  expect(findingsOf(IMAGE_PULL_POLICY, pod(spec)).map(({ field }) => field)).toEqual([
    'spec.containers[1].imagePullPolicy',
    'spec.ephemeralContainers[0].imagePullPolicy',
    'spec.initContainers[0].imagePullPolicy',
    'spec.initContainers[1].imagePullPolicy',
    'spec.volumes[0].image.pullPolicy',
    'spec.volumes[1].image.pullPolicy',
  ]);
});
