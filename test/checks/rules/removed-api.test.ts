import { REMOVED_API } from '../../../lib/checks/rules/removed-api';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const object = (apiVersion: string, kind: string) => `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REMOVED_API, REMOVED_API.wrong)).toEqual([
    'policy/PodDisruptionBudget/shop/storefront apiVersion: got policy/v1beta1 PodDisruptionBudget, removed in 1.25; wanted a form that the target version serves. Fix: write it as policy/v1.',
  ]);
  expect(messagesOf(REMOVED_API, REMOVED_API.right)).toEqual([]);
});

test('a form is refused from the version on that no longer serves it, and by the name of what that version serves instead', () => {
  const flows = object('flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema');
  expect(messagesOf(REMOVED_API, flows, { kubernetes: KubernetesVersion.V1_28 })).toEqual([]);
  expect(messagesOf(REMOVED_API, flows, { kubernetes: KubernetesVersion.V1_29 })).toEqual([
    'flowcontrol.apiserver.k8s.io/FlowSchema//it apiVersion: got flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema, removed in 1.29; wanted a form that the target version serves. Fix: write it as flowcontrol.apiserver.k8s.io/v1.',
  ]);
});

test('a kind that nothing replaces is to be done without', () => {
  expect(messagesOf(REMOVED_API, object('policy/v1beta1', 'PodSecurityPolicy'))).toEqual([
    'policy/PodSecurityPolicy//it apiVersion: got policy/v1beta1 PodSecurityPolicy, removed in 1.25; wanted a form that the target version serves. Fix: do without it; nothing replaces it.',
  ]);
});

test.each([
  ['extensions/v1beta1', 'Deployment', 'write it as apps/v1'],
  ['extensions/v1beta1', 'Ingress', 'write it as networking.k8s.io/v1'],
  ['apps/v1beta2', 'StatefulSet', 'write it as apps/v1'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'write it as autoscaling/v2'],
  ['batch/v1beta1', 'CronJob', 'write it as batch/v1'],
  ['events.k8s.io/v1beta1', 'Event', 'write it as events.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1beta1', 'Role', 'write it as rbac.authorization.k8s.io/v1'],
])('%s %s: %s', (apiVersion, kind, fix) => {
  expect(findingsOf(REMOVED_API, object(apiVersion, kind)).map((finding) => finding.fix)).toEqual([fix]);
});

test('kinds that no version knows, custom ones and served ones are none of its business', () => {
  for (const [apiVersion, kind] of [
    ['apps/v1', 'deployment'],
    ['shop.example/v1beta1', 'Shop'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['v1', 'constructor'],
  ] as const)
    expect(messagesOf(REMOVED_API, object(apiVersion, kind))).toEqual([]);
});
