import { BUDGET_WITHOUT_PODS } from '../../../lib/checks/rules/budget-without-pods';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const budget = (selector: string) => edited(BUDGET_WITHOUT_PODS.right, 'selector: { matchLabels: { app: storefront } }', selector);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(BUDGET_WITHOUT_PODS, BUDGET_WITHOUT_PODS.wrong)).toEqual([
    'policy/PodDisruptionBudget/shop/storefront spec.selector: got {"app":"store"}; wanted labels of pods in the same namespace. Fix: select labels that the pods have, or remove the budget.',
  ]);
  expect(messagesOf(BUDGET_WITHOUT_PODS, BUDGET_WITHOUT_PODS.right)).toEqual([]);
});

test('an empty selector means every pod of the namespace, one that is not there means none', () => {
  expect(messagesOf(BUDGET_WITHOUT_PODS, budget('selector: {}'))).toEqual([]);
  for (const none of ['minAvailable: 1', 'selector: null'])
    expect(messagesOf(BUDGET_WITHOUT_PODS, budget(none))).toEqual([
      'policy/PodDisruptionBudget/shop/storefront spec.selector: got none; wanted labels of pods in the same namespace. Fix: select labels that the pods have, or remove the budget.',
    ]);
});

test('expressions count as labels do, and are shown with them', () => {
  const by = (expression: string) => budget(`selector: { matchLabels: { app: storefront }, matchExpressions: [${expression}] }`);
  expect(messagesOf(BUDGET_WITHOUT_PODS, by('{ key: tier, operator: DoesNotExist }'))).toEqual([]);
  expect(messagesOf(BUDGET_WITHOUT_PODS, by('{ key: tier, operator: Exists }'))).toEqual([
    'policy/PodDisruptionBudget/shop/storefront spec.selector: got {"matchLabels":{"app":"storefront"},"matchExpressions":[{"key":"tier","operator":"Exists"}]}; wanted labels of pods in the same namespace. Fix: select labels that the pods have, or remove the budget.',
  ]);
});

test('pods of another namespace are not meant', () => {
  const other = edited(
    BUDGET_WITHOUT_PODS.right,
    'Deployment\nmetadata: { name: storefront, namespace: shop }',
    'Deployment\nmetadata: { name: storefront, namespace: other }',
  );
  expect(messagesOf(BUDGET_WITHOUT_PODS, other)).toHaveLength(1);
});

test.each(['Pod', 'Job', 'StatefulSet', 'ReplicationController'])('the pods of a %s are pods', (kind) => {
  const apiVersion = { Pod: 'v1', ReplicationController: 'v1', Job: 'batch/v1', StatefulSet: 'apps/v1' }[kind];
  const labels = 'metadata: { name: it, namespace: shop, labels: { app: store } }';
  const maker = `---\napiVersion: ${apiVersion}\nkind: ${kind}\n${labels}\nspec: { template: { ${labels} } }\n`;
  expect(messagesOf(BUDGET_WITHOUT_PODS, BUDGET_WITHOUT_PODS.wrong + maker)).toEqual([]);
});

test('pods that an operator makes from a resource of the set bear its name', () => {
  const made = (name: string, namespace = 'shop') =>
    `---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: ${name}, namespace: ${namespace} }\n`;
  expect(messagesOf(BUDGET_WITHOUT_PODS, BUDGET_WITHOUT_PODS.wrong + made('store'))).toEqual([]);
  expect(messagesOf(BUDGET_WITHOUT_PODS, BUDGET_WITHOUT_PODS.wrong + made('orders'))).toHaveLength(1);
  expect(messagesOf(BUDGET_WITHOUT_PODS, BUDGET_WITHOUT_PODS.wrong + made('store', 'other'))).toHaveLength(1);
});

test('a label that a controller adds is in no template', () => {
  const one = 'statefulset.kubernetes.io/pod-name: storefront-0';
  expect(messagesOf(BUDGET_WITHOUT_PODS, budget(`selector: { matchLabels: { app: storefront, ${one} } }`))).toEqual([]);
  expect(messagesOf(BUDGET_WITHOUT_PODS, budget(`selector: { matchLabels: { app: store, ${one} } }`))).toHaveLength(1);
});
