import { SELECTOR_OF_OWN_PODS } from '../../../lib/checks/rules/selector-of-own-pods';
import { messagesOf } from '../../support/checked';

const workload = (kind: string, selector: string, labels = '{ app: storefront, tier: web }') => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: storefront, namespace: shop }
spec: { ${selector}, template: { metadata: { labels: ${labels} } } }
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SELECTOR_OF_OWN_PODS, SELECTOR_OF_OWN_PODS.wrong)).toEqual([
    'apps/Deployment/shop/storefront spec.selector: got {"matchLabels":{"app":"storefront"}} over pods labelled {"app":"store"}; wanted labels of its own template. Fix: give the template the labels that are selected.',
  ]);
  expect(messagesOf(SELECTOR_OF_OWN_PODS, SELECTOR_OF_OWN_PODS.right)).toEqual([]);
});

test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('a %s without conditions is refused', (kind) => {
  for (const selector of ['selector: {}', 'selector: { matchLabels: {} }', 'selector: { matchExpressions: [] }'])
    expect(messagesOf(SELECTOR_OF_OWN_PODS, workload(kind, selector))).toEqual([
      `apps/${kind}/shop/storefront spec.selector: got a selector without conditions; wanted labels of its own template. Fix: give the template the labels that are selected.`,
    ]);
});

test('every label and every expression has to hold', () => {
  const told = (selector: string, labels?: string) =>
    messagesOf(SELECTOR_OF_OWN_PODS, workload('Deployment', `selector: ${selector}`, labels)).length;
  expect(told('{ matchLabels: { app: storefront, tier: web } }')).toBe(0);
  expect(told('{ matchLabels: { app: storefront, tier: data } }')).toBe(1);
  expect(told('{ matchExpressions: [{ key: app, operator: In, values: [orders, storefront] }] }')).toBe(0);
  expect(told('{ matchExpressions: [{ key: tier, operator: DoesNotExist }] }')).toBe(1);
  expect(told('{ matchLabels: { app: storefront } }', 'null')).toBe(1);
});

test.each(['replicas: 3', 'selector: null', 'selector: storefront', 'selector: [a]'])(
  'a workload with %s is told of by other rules',
  (selector) => {
    expect(messagesOf(SELECTOR_OF_OWN_PODS, workload('Deployment', selector))).toEqual([]);
  },
);

test('a Job gets its selector from Kubernetes, and a kind of another group is another kind', () => {
  const job = '{ apiVersion: batch/v1, kind: Job, metadata: { name: it }, spec: { selector: { matchLabels: { a: b } } } }';
  const other = '{ apiVersion: shop.example/v1, kind: Deployment, metadata: { name: it }, spec: { selector: { matchLabels: { a: b } } } }';
  expect(messagesOf(SELECTOR_OF_OWN_PODS, `${job}\n---\n${other}`)).toEqual([]);
});
