import { REFUSED_LABEL } from '../../../lib/checks/rules/refused-label';
import type { JsonObject } from '../../../lib/manifests/json';
import { findingsOf, messagesOf } from '../../support/checked';

const object = (labels: string) => `{ apiVersion: shop.example/v1, kind: Shop, metadata: { name: a, labels: ${labels} } }`;
const told = (labels: string) => messagesOf(REFUSED_LABEL, object(labels)).length;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_LABEL, REFUSED_LABEL.wrong)).toEqual([
    '/ConfigMap/shop/pages metadata.labels.owner: got "web@shop.example"; wanted letters, digits, -, _ and ., letters or digits at both ends, at most 63 characters. Fix: write what does not fit into an annotation.',
  ]);
  expect(messagesOf(REFUSED_LABEL, REFUSED_LABEL.right)).toEqual([]);
});

test('a key is told of with what a key should be, and its value beside it', () => {
  expect(messagesOf(REFUSED_LABEL, object('{ "a/b/c": "x y" }'))).toEqual([
    'shop.example/Shop//a metadata.labels["a/b/c"]: got the key "a/b/c"; wanted a DNS name and / or nothing, then letters, digits, -, _ and ., at most 63 characters. Fix: write what does not fit into an annotation.',
    'shop.example/Shop//a metadata.labels["a/b/c"]: got "x y"; wanted letters, digits, -, _ and ., letters or digits at both ends, at most 63 characters. Fix: write what does not fit into an annotation.',
  ]);
});

test.each(['', 'a', 'A_b-c.1', '1.2.3', 'x'.repeat(63)])('the value %j is accepted', (value) => {
  expect(told(`{ a: ${JSON.stringify(value)} }`)).toBe(0);
});

test.each(['-a', 'a-', '.a', 'a b', 'a/b', 'ä', 'x'.repeat(64), 'a\n'])('the value %j is refused', (value) => {
  expect(told(`{ a: ${JSON.stringify(value)} }`)).toBe(1);
});

test('a key in capitals is refused in its DNS name only', () => {
  expect([told('{ Owner: x }'), told('{ shop.example/Owner: x }'), told('{ Shop.example/owner: x }')]).toEqual([0, 0, 1]);
});

test.each(['null', '7', '[]', '{ a: 7, b: null }'])('labels %s are told of by other rules', (labels) => {
  expect(told(labels)).toBe(0);
});

const fields = (yaml: string) => findingsOf(REFUSED_LABEL, yaml).map(({ field }) => field);
const of = (apiVersion: string, kind: string, spec: string) =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: a }, spec: { ${spec} } }`;
const BAD = '{ app: "a b" }';

test('labels and selectors of a workload are told of at their places', () => {
  const template = `template: { metadata: { labels: ${BAD} }, spec: {
    nodeSelector: ${BAD},
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: ${BAD} } }] } },
    topologySpreadConstraints: [{}, { labelSelector: { matchLabels: ${BAD} } }] } }`;
  const claims = `volumeClaimTemplates: [{ metadata: { name: data, labels: ${BAD} } }]`;
  expect(fields(of('apps/v1', 'StatefulSet', `selector: { matchLabels: ${BAD} }, ${template}, ${claims}`))).toEqual([
    'spec.selector.matchLabels.app',
    'spec.template.metadata.labels.app',
    'spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels.app',
    'spec.template.spec.nodeSelector.app',
    'spec.template.spec.topologySpreadConstraints[1].labelSelector.matchLabels.app',
    'spec.volumeClaimTemplates[0].metadata.labels.app',
  ]);
});

test('the labels of a Pod are its own, once', () => {
  expect(fields(`{ apiVersion: v1, kind: Pod, metadata: { name: a, labels: ${BAD} }, spec: { nodeSelector: ${BAD} } }`)).toEqual([
    'metadata.labels.app',
    'spec.nodeSelector.app',
  ]);
});

test.each([
  ['v1', 'Service', `selector: ${BAD}`, 'spec.selector.app'],
  ['v1', 'ReplicationController', `selector: ${BAD}`, 'spec.selector.app'],
  ['policy/v1', 'PodDisruptionBudget', `selector: { matchLabels: ${BAD} }`, 'spec.selector.matchLabels.app'],
  ['networking.k8s.io/v1', 'NetworkPolicy', `podSelector: { matchLabels: ${BAD} }`, 'spec.podSelector.matchLabels.app'],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    `ingress: [{ from: [{ namespaceSelector: { matchLabels: ${BAD} } }] }]`,
    'spec.ingress[0].from[0].namespaceSelector.matchLabels.app',
  ],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    `egress: [{ to: [{ podSelector: { matchLabels: ${BAD} } }] }]`,
    'spec.egress[0].to[0].podSelector.matchLabels.app',
  ],
])('%s %s with %s is told of at its place', (apiVersion, kind, spec, field) => {
  expect(fields(of(apiVersion, kind, spec))).toEqual([field]);
});

test('what a custom resource calls a selector may be anything', () => {
  expect(fields(of('shop.example/v1', 'Service', `selector: ${BAD}, podSelector: { matchLabels: ${BAD} }`))).toEqual([]);
});

test('nesting that no kind has is not followed', () => {
  let inner: JsonObject = { matchLabels: { app: 'a b' } };
  for (let i = 0; i < 18; i++) inner = { a: inner };
  const policy = (ingress: JsonObject) =>
    JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec: { ingress } });
  expect(fields(policy(inner))).toHaveLength(1);
  expect(fields(policy({ a: inner }))).toEqual([]);
});
