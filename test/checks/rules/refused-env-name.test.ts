import { REFUSED_ENV_NAME } from '../../../lib/checks/rules/refused-env-name';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: storefront, namespace: shop }, spec: { ${spec} } }`;
const named = (name: string) => pod(`containers: [{ env: [{ name: ${JSON.stringify(name)}, value: x }] }]`);
const [OLD, NEW] = [{ kubernetes: KubernetesVersion.V1_31 }, { kubernetes: KubernetesVersion.V1_32 }];

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_ENV_NAME, REFUSED_ENV_NAME.wrong)).toEqual([
    '/Pod/shop/storefront spec.containers[0].env[0].name: got "CURRENCY=EUR"; wanted printable ASCII characters other than =. Fix: rename the variable.',
  ]);
  expect(messagesOf(REFUSED_ENV_NAME, REFUSED_ENV_NAME.wrong, OLD)).toEqual([
    '/Pod/shop/storefront spec.containers[0].env[0].name: got "CURRENCY=EUR"; wanted letters, digits, _, - and ., not beginning with a digit. Fix: rename the variable.',
  ]);
  expect(messagesOf(REFUSED_ENV_NAME, REFUSED_ENV_NAME.right)).toEqual([]);
  expect(messagesOf(REFUSED_ENV_NAME, REFUSED_ENV_NAME.right, OLD)).toEqual([]);
});

test.each(['A', 'a_b-c.d1', '_', '.a', '-'])('%s is accepted by every version', (name) => {
  expect([messagesOf(REFUSED_ENV_NAME, named(name), OLD), messagesOf(REFUSED_ENV_NAME, named(name), NEW)]).toEqual([[], []]);
});

test.each(['1A', 'A B', 'a:b', '.', '..', '..a', '~', ' '])('%j is refused until 1.31 and accepted from 1.32 on', (name) => {
  expect(messagesOf(REFUSED_ENV_NAME, named(name), OLD)).toHaveLength(1);
  expect(messagesOf(REFUSED_ENV_NAME, named(name), NEW)).toEqual([]);
});

test.each(['', 'A=B', '=', 'Ä', 'a\n', '\u007f'])('%j is refused by every version', (name) => {
  expect(messagesOf(REFUSED_ENV_NAME, named(name), OLD)).toHaveLength(1);
  expect(messagesOf(REFUSED_ENV_NAME, named(name), NEW)).toHaveLength(1);
});

test('what is put before each name of a whole object is looked at too', () => {
  const prefixed = (prefix: string) =>
    pod(`containers: [{ envFrom: [{ configMapRef: { name: a } }, { prefix: "${prefix}", configMapRef: { name: a } }] }]`);
  expect(messagesOf(REFUSED_ENV_NAME, prefixed('1_'), OLD)).toEqual([
    '/Pod/shop/storefront spec.containers[0].envFrom[1].prefix: got "1_"; wanted letters, digits, _, - and ., not beginning with a digit. Fix: rename the variable.',
  ]);
  expect(messagesOf(REFUSED_ENV_NAME, prefixed('1_'), NEW)).toEqual([]);
  expect(messagesOf(REFUSED_ENV_NAME, prefixed('A='), NEW)).toHaveLength(1);
  expect(messagesOf(REFUSED_ENV_NAME, prefixed(''), OLD)).toEqual([]);
});

test('containers of every role are looked at; what is no text is told of by other rules', () => {
  const env = 'env: [{ name: 7 }, 7, {}, { name: "=" }]';
  const spec = `initContainers: [{ ${env} }, { restartPolicy: Always, ${env} }], containers: [{ env: 7 }, { ${env} }], ephemeralContainers: [{ ${env} }]`;
  expect(findingsOf(REFUSED_ENV_NAME, pod(spec)).map(({ field }) => field)).toEqual([
    'spec.containers[1].env[3].name',
    'spec.ephemeralContainers[0].env[3].name',
    'spec.initContainers[0].env[3].name',
    'spec.initContainers[1].env[3].name',
  ]);
});
