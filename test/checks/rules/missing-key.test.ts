import { MISSING_KEY } from '../../../lib/checks/rules/missing-key';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec: { ${spec} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront, namespace: shop }
data: { currency: EUR }
binaryData: { logo.png: iVBO }
---
apiVersion: v1
kind: Secret
metadata: { name: psp, namespace: shop }
data: { token: YQ== }
stringData: { user: shop }
`;

/** The places at which something is told. */
const places = (spec: string) => messagesOf(MISSING_KEY, pod(spec)).map((text) => text.split(' ')[1]);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(MISSING_KEY, MISSING_KEY.wrong)).toEqual([
    '/Pod/shop/storefront spec.containers[0].env[0].valueFrom.configMapKeyRef.key: got key "curency", which ConfigMap "storefront" does not have; wanted a key that is there, or `optional: true`. Fix: add the key, or correct its name.',
  ]);
  expect(messagesOf(MISSING_KEY, MISSING_KEY.right)).toEqual([]);
});

test('a key may be in any of the fields that hold some', () => {
  const env = (kind: string, name: string, key: string) =>
    `containers: [{ env: [{ name: A, valueFrom: { ${kind}: { name: ${name}, key: ${key} } } }] }]`;
  expect(places(env('configMapKeyRef', 'storefront', 'currency'))).toEqual([]);
  expect(places(env('configMapKeyRef', 'storefront', 'logo.png'))).toEqual([]);
  expect(places(env('secretKeyRef', 'psp', 'token'))).toEqual([]);
  expect(places(env('secretKeyRef', 'psp', 'user'))).toEqual([]);
  expect(places(env('secretKeyRef', 'psp', 'currency'))).toEqual(['spec.containers[0].env[0].valueFrom.secretKeyRef.key:']);
  expect(places(env('configMapKeyRef', 'storefront', 'constructor'))).toHaveLength(1);
});

test.each([
  [
    'initContainers: [{ env: [{ name: A, valueFrom: { configMapKeyRef: { name: storefront, key: x } } }] }]',
    'spec.initContainers[0].env[0].valueFrom.configMapKeyRef.key:',
  ],
  [
    'ephemeralContainers: [{ env: [{ name: A, valueFrom: { secretKeyRef: { name: psp, key: x } } }] }]',
    'spec.ephemeralContainers[0].env[0].valueFrom.secretKeyRef.key:',
  ],
  [
    'volumes: [{ name: v, configMap: { name: storefront, items: [{ key: currency }, { key: x }] } }]',
    'spec.volumes[0].configMap.items[1].key:',
  ],
  ['volumes: [{ name: v, secret: { secretName: psp, items: [{ key: x }] } }]', 'spec.volumes[0].secret.items[0].key:'],
  [
    'volumes: [{ name: v, projected: { sources: [{ secret: { name: psp, items: [{ key: x }] } }] } }]',
    'spec.volumes[0].projected.sources[0].secret.items[0].key:',
  ],
])('%s is told of at its place', (spec, place) => {
  expect(places(spec)).toEqual([place]);
});

test('what is optional may lack the key', () => {
  expect(
    places('containers: [{ env: [{ name: A, valueFrom: { configMapKeyRef: { name: storefront, key: x, optional: true } } }] }]'),
  ).toEqual([]);
  expect(places('volumes: [{ name: v, secret: { secretName: psp, optional: true, items: [{ key: x }] } }]')).toEqual([]);
});

test('an object that is not there, or is in another namespace, is another rule', () => {
  expect(places('volumes: [{ name: v, secret: { secretName: other, items: [{ key: x }] } }]')).toEqual([]);
  const moved = edited(
    MISSING_KEY.wrong,
    'ConfigMap\nmetadata: { name: storefront, namespace: shop }',
    'ConfigMap\nmetadata: { name: storefront, namespace: other }',
  );
  expect(messagesOf(MISSING_KEY, moved)).toEqual([]);
});

const read = (key: string, secret: string) => `
apiVersion: v1
kind: Pod
metadata: { name: builder, namespace: shop }
spec: { volumes: [{ name: v, secret: { secretName: builder, items: [{ key: ${key} }] } }] }
---
apiVersion: v1
kind: Secret
metadata: { name: builder, namespace: shop }
${secret}
`;

test("Kubernetes itself fills the Secret of an account's token", () => {
  for (const key of ['token', 'ca.crt', 'namespace'])
    expect(messagesOf(MISSING_KEY, read(key, 'type: kubernetes.io/service-account-token'))).toEqual([]);
  expect(messagesOf(MISSING_KEY, read('password', 'type: kubernetes.io/service-account-token'))).toHaveLength(1);
  expect(messagesOf(MISSING_KEY, read('token', 'type: Opaque'))).toHaveLength(1);
});

test('an operator fills a Secret that it makes of a resource', () => {
  const external = '---\n{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: builder, namespace: shop } }';
  expect(messagesOf(MISSING_KEY, read('password', '') + external)).toEqual([]);
});

test.each(['key: 7', 'key: null', 'path: a'])('an item with %s names no key', (item) => {
  expect(places(`volumes: [{ name: v, secret: { secretName: psp, items: [{ ${item} }, 7] } }]`)).toEqual([]);
});
