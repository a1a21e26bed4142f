import { TWO_BUDGETS } from '../../../lib/checks/rules/two-budgets';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const budget = (name: string, selector: string, namespace = 'shop') =>
  `---\n{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: ${name}, namespace: ${namespace} }, spec: { ${selector} } }\n`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(TWO_BUDGETS, TWO_BUDGETS.wrong)).toEqual([
    '/Pod/shop/storefront metadata.labels: got the PodDisruptionBudgets storefront, web; wanted at most one. Fix: remove one of the budgets, or narrow its selector.',
  ]);
  expect(messagesOf(TWO_BUDGETS, TWO_BUDGETS.right)).toEqual([]);
});

test('a budget over the whole namespace counts every pod, one without a selector none', () => {
  expect(messagesOf(TWO_BUDGETS, TWO_BUDGETS.right + budget('all', 'selector: {}'))[0]).toContain(
    'got the PodDisruptionBudgets all, storefront;',
  );
  expect(messagesOf(TWO_BUDGETS, TWO_BUDGETS.right + budget('none', 'maxUnavailable: 1'))).toEqual([]);
  expect(messagesOf(TWO_BUDGETS, TWO_BUDGETS.right + budget('none', 'selector: null'))).toEqual([]);
  expect(messagesOf(TWO_BUDGETS, TWO_BUDGETS.right + budget('none', 'selector: 7'))).toEqual([]);
});

test('expressions count as labels do', () => {
  const by = (expression: string) => budget('more', `selector: { matchExpressions: [${expression}] }`);
  expect(messagesOf(TWO_BUDGETS, TWO_BUDGETS.right + by('{ key: tier, operator: In, values: [web, data] }'))).toHaveLength(1);
  expect(messagesOf(TWO_BUDGETS, TWO_BUDGETS.right + by('{ key: tier, operator: NotIn, values: [web] }'))).toEqual([]);
});

test('a budget of another namespace counts nobody here', () => {
  expect(messagesOf(TWO_BUDGETS, TWO_BUDGETS.right + budget('web', 'selector: { matchLabels: { tier: web } }', 'other'))).toEqual([]);
});

test('the template of a workload is told of at its place', () => {
  const workload = edited(
    TWO_BUDGETS.wrong,
    'apiVersion: v1\nkind: Pod\nmetadata: { name: storefront, namespace: shop, labels: { app: storefront, tier: web } }\nspec:\n  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: storefront, namespace: shop }\nspec: { template: { metadata: { labels: { app: storefront, tier: web } } } }',
  );
  expect(messagesOf(TWO_BUDGETS, workload)[0]).toMatch(/^apps\/Deployment\/shop\/storefront spec\.template\.metadata\.labels: got /);
});
