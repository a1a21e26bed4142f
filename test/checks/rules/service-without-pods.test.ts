import { SERVICE_WITHOUT_PODS } from '../../../lib/checks/rules/service-without-pods';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SERVICE_WITHOUT_PODS, SERVICE_WITHOUT_PODS.wrong)).toEqual([
    '/Service/shop/storefront spec.selector: got {"app":"store"}; wanted labels of pods in the same namespace. Fix: select labels that the pods have, or remove the Service.',
  ]);
  expect(messagesOf(SERVICE_WITHOUT_PODS, SERVICE_WITHOUT_PODS.right)).toEqual([]);
});

const selecting = (selector: string) => edited(SERVICE_WITHOUT_PODS.wrong, 'selector: { app: store }', selector);

test.each(['selector: {}', 'selector: null', 'selector: store', 'selector: { app: 7 }', 'type: ClusterIP'])(
  'with %s its endpoints come from elsewhere',
  (selector) => {
    expect(messagesOf(SERVICE_WITHOUT_PODS, selecting(selector))).toEqual([]);
  },
);

test('one that stands for a host name has no endpoints, whatever it selects', () => {
  expect(messagesOf(SERVICE_WITHOUT_PODS, selecting('selector: { app: store }\n  type: ExternalName'))).toEqual([]);
});

test('every label has to be there, in the same namespace', () => {
  expect(messagesOf(SERVICE_WITHOUT_PODS, selecting('selector: { app: storefront }'))).toEqual([]);
  expect(messagesOf(SERVICE_WITHOUT_PODS, selecting('selector: { app: storefront, tier: web }'))).toHaveLength(1);
  const moved = edited(
    SERVICE_WITHOUT_PODS.right,
    'Pod\nmetadata: { name: storefront, namespace: shop',
    'Pod\nmetadata: { name: storefront, namespace: other',
  );
  expect(messagesOf(SERVICE_WITHOUT_PODS, moved)).toHaveLength(1);
});

test('the template of a workload has the labels of its pods', () => {
  const workload =
    '---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a, namespace: shop, labels: { app: store } }, spec: { template: { metadata: { labels: { app: LABEL } } } } }';
  expect(messagesOf(SERVICE_WITHOUT_PODS, SERVICE_WITHOUT_PODS.wrong + edited(workload, 'LABEL', 'store'))).toEqual([]);
  expect(messagesOf(SERVICE_WITHOUT_PODS, SERVICE_WITHOUT_PODS.wrong + edited(workload, 'LABEL', 'other'))).toHaveLength(1);
});

test('pods that an operator makes from a resource of the set bear its name', () => {
  const made = (kind: string) => `---\n{ apiVersion: argoproj.io/v1alpha1, kind: ${kind}, metadata: { name: store, namespace: shop } }`;
  expect(messagesOf(SERVICE_WITHOUT_PODS, SERVICE_WITHOUT_PODS.wrong + made('Rollout'))).toEqual([]);
  expect(messagesOf(SERVICE_WITHOUT_PODS, SERVICE_WITHOUT_PODS.wrong + made('Application'))).toHaveLength(1);
});

test.each([
  'statefulset.kubernetes.io/pod-name: storefront-0',
  'apps.kubernetes.io/pod-index: "0"',
  'batch.kubernetes.io/job-name: storefront',
])('a label that a controller adds is in no template: %s', (label) => {
  const service = (app: string) => edited(SERVICE_WITHOUT_PODS.wrong, 'selector: { app: store }', `selector: { app: ${app}, ${label} }`);
  expect(messagesOf(SERVICE_WITHOUT_PODS, service('storefront'))).toEqual([]);
  expect(messagesOf(SERVICE_WITHOUT_PODS, service('store'))).toHaveLength(1);
});
