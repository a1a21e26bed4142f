import { SHARED_PODS } from '../../../lib/checks/rules/shared-pods';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const workload = (name: string, labels: string, { kind = 'Deployment', namespace = 'shop', selector = labels } = {}) =>
  `---\n{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: ${name}, namespace: ${namespace} }, spec: { selector: { matchLabels: ${selector} }, template: { metadata: { labels: ${labels} } } } }\n`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SHARED_PODS, SHARED_PODS.wrong)).toEqual([
    'apps/Deployment/shop/storefront spec.selector: got a selector that the pods of apps/Deployment/shop/orders match too; wanted labels that no other pods have. Fix: select by a label that is the workload’s alone, such as its name.',
  ]);
  expect(messagesOf(SHARED_PODS, SHARED_PODS.right)).toEqual([]);
});

test('two workloads over the same labels are both told of, whatever their kinds', () => {
  const both = messagesOf(SHARED_PODS, workload('a', '{ app: shop }') + workload('b', '{ app: shop }', { kind: 'DaemonSet' }));
  expect(both.map((text) => text.split(';')[0])).toEqual([
    'apps/DaemonSet/shop/b spec.selector: got a selector that the pods of apps/Deployment/shop/a match too',
    'apps/Deployment/shop/a spec.selector: got a selector that the pods of apps/DaemonSet/shop/b match too',
  ]);
});

test('of many others one is named', () => {
  const three = ['a', 'b', 'c'].map((name) => workload(name, '{ app: shop }')).join('');
  expect(messagesOf(SHARED_PODS, three)).toHaveLength(3);
});

test('the pods of a Job or alone count as others do', () => {
  const pod = '---\n{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: shop, labels: { app: shop } } }';
  expect(messagesOf(SHARED_PODS, workload('a', '{ app: shop }') + pod)[0]).toContain('the pods of /Pod/shop/p match too');
});

test('another namespace is another matter', () => {
  expect(messagesOf(SHARED_PODS, workload('a', '{ app: shop }') + workload('a', '{ app: shop }', { namespace: 'other' }))).toEqual([]);
});

test('a selector without conditions, or of the wrong type, is told of by other rules', () => {
  expect(messagesOf(SHARED_PODS, workload('a', '{ app: shop }', { selector: '{}' }) + workload('b', '{ app: other }'))).toEqual([]);
  expect(messagesOf(SHARED_PODS, edited(SHARED_PODS.wrong, 'selector: { matchLabels: { app: shop } }', 'selector: 7'))).toEqual([]);
});
