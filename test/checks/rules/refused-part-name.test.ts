import { REFUSED_PART_NAME } from '../../../lib/checks/rules/refused-part-name';
import { messagesOf } from '../../support/checked';

const pod = (spec: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: storefront, namespace: shop }, spec: { ${spec} } }`;
const places = (spec: string) => messagesOf(REFUSED_PART_NAME, pod(spec)).map((text) => text.split(': ')[0]?.split(' ')[1]);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_PART_NAME, REFUSED_PART_NAME.wrong)).toEqual([
    '/Pod/shop/storefront spec.containers[0].ports[0].name: got "storefront-metrics"; wanted lower-case letters, digits and single -, with a letter, at most 15 characters. Fix: rename it.',
  ]);
  expect(messagesOf(REFUSED_PART_NAME, REFUSED_PART_NAME.right)).toEqual([]);
});

test.each(['a', '1', 'a-b', 'a--b', 'x'.repeat(63)])('%s names containers and volumes', (name) => {
  expect(places(`containers: [{ name: "${name}" }], volumes: [{ name: "${name}" }]`)).toEqual([]);
});

test.each(['', 'A', 'a.b', 'a_b', '-a', 'a-', 'x'.repeat(64)])('%j names neither', (name) => {
  expect(places(`containers: [{ name: "${name}" }], volumes: [{ name: "${name}" }]`)).toEqual([
    'spec.containers[0].name',
    'spec.volumes[0].name',
  ]);
});

test('a volume is told of with what a name should be', () => {
  expect(messagesOf(REFUSED_PART_NAME, pod('volumes: [{ name: a }, { name: app.config }]'))).toEqual([
    '/Pod/shop/storefront spec.volumes[1].name: got "app.config"; wanted lower-case letters, digits and -, at most 63 characters. Fix: rename it.',
  ]);
});

test.each(['http', '8080a', 'a-b-c', 'x'.repeat(15)])('%s names a port', (name) => {
  expect(places(`containers: [{ ports: [{ name: "${name}" }] }]`)).toEqual([]);
});

test.each(['8080', 'a--b', '-a', 'a-', 'HTTP', 'a.b', 'x'.repeat(16)])('%s names none', (name) => {
  expect(places(`containers: [{ ports: [{ name: "${name}" }] }]`)).toEqual(['spec.containers[0].ports[0].name']);
});

test('containers of every role are looked at, and those of a template at their place', () => {
  const spec =
    'initContainers: [{ name: A }, { name: B, restartPolicy: Always }], containers: [{ name: C }], ephemeralContainers: [{ name: D, ports: [{ name: E }] }]';
  expect(places(spec)).toEqual([
    'spec.containers[0].name',
    'spec.ephemeralContainers[0].name',
    'spec.ephemeralContainers[0].ports[0].name',
    'spec.initContainers[0].name',
    'spec.initContainers[1].name',
  ]);
  const job = `{ apiVersion: batch/v1, kind: Job, metadata: { name: a }, spec: { template: { spec: { containers: [{ name: A }] } } } }`;
  expect(messagesOf(REFUSED_PART_NAME, job)[0]).toMatch(/^batch\/Job\/\/a spec\.template\.spec\.containers\[0\]\.name: got "A";/);
});

test('what has no name, or none that is text, is told of by other rules', () => {
  expect(
    places(
      'containers: [{}, { name: 7 }, 7, { ports: [{}, { name: "" }, { name: 7 }, 7] }, { ports: 7 }], volumes: [{}, { name: null }, 7]',
    ),
  ).toEqual([]);
});
