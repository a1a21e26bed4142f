import { POLICY_WITHOUT_PODS } from '../../../lib/checks/rules/policy-without-pods';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const policy = (selector: string) => edited(POLICY_WITHOUT_PODS.right, 'podSelector: { matchLabels: { app: storefront } }', selector);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(POLICY_WITHOUT_PODS, POLICY_WITHOUT_PODS.wrong)).toEqual([
    'networking.k8s.io/NetworkPolicy/shop/storefront spec.podSelector: got {"app":"store"}; wanted labels of pods in the same namespace. Fix: select labels that the pods have, or remove the policy.',
  ]);
  expect(messagesOf(POLICY_WITHOUT_PODS, POLICY_WITHOUT_PODS.right)).toEqual([]);
});

test('a policy over everything, stated or not, is meant so, even where there are no pods', () => {
  expect(messagesOf(POLICY_WITHOUT_PODS, policy('podSelector: {}'))).toEqual([]);
  expect(messagesOf(POLICY_WITHOUT_PODS, policy('ingress: []'))).toEqual([]);
  expect(
    messagesOf(
      POLICY_WITHOUT_PODS,
      '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: p }, spec: { podSelector: {} } }',
    ),
  ).toEqual([]);
});

test('expressions count as labels do; an operator that the API does not have selects nothing', () => {
  const by = (expression: string) => policy(`podSelector: { matchExpressions: [${expression}] }`);
  expect(messagesOf(POLICY_WITHOUT_PODS, by('{ key: app, operator: In, values: [orders, storefront] }'))).toEqual([]);
  expect(messagesOf(POLICY_WITHOUT_PODS, by('{ key: app, operator: NotIn, values: [storefront] }'))).toHaveLength(1);
  expect(messagesOf(POLICY_WITHOUT_PODS, by('{ key: app, operator: Equals, values: [storefront] }'))).toEqual([
    'networking.k8s.io/NetworkPolicy/shop/storefront spec.podSelector: got {"matchExpressions":[{"key":"app","operator":"Equals","values":["storefront"]}]}; wanted labels of pods in the same namespace. Fix: select labels that the pods have, or remove the policy.',
  ]);
});

test('pods of another namespace are not meant, and those of no namespace are in default', () => {
  const other = edited(
    POLICY_WITHOUT_PODS.right,
    'Deployment\nmetadata: { name: storefront, namespace: shop }',
    'Deployment\nmetadata: { name: storefront }',
  );
  expect(messagesOf(POLICY_WITHOUT_PODS, other)).toHaveLength(1);
  expect(
    messagesOf(
      POLICY_WITHOUT_PODS,
      edited(
        other,
        'NetworkPolicy\nmetadata: { name: storefront, namespace: shop }',
        'NetworkPolicy\nmetadata: { name: storefront, namespace: default }',
      ),
    ),
  ).toEqual([]);
});

test('a policy of another group is another kind', () => {
  expect(messagesOf(POLICY_WITHOUT_PODS, edited(POLICY_WITHOUT_PODS.wrong, 'networking.k8s.io/v1', 'crd.projectcalico.org/v1'))).toEqual(
    [],
  );
});

test('pods that an operator makes from a resource of the set bear its name', () => {
  const made = '---\napiVersion: kafka.strimzi.io/v1\nkind: Kafka\nmetadata: { name: store, namespace: shop }\n';
  expect(messagesOf(POLICY_WITHOUT_PODS, POLICY_WITHOUT_PODS.wrong + made)).toEqual([]);
});
