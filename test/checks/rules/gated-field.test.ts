import { GATED_FIELD } from '../../../lib/checks/rules/gated-field';
import { GATED_FIELDS } from '../../../lib/checks/schemas/gated-fields';
import { definitionAt } from '../../../lib/checks/schemas/shapes';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { messagesOf } from '../../support/checked';

const sidecar = `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  initContainers: [{ name: proxy, restartPolicy: Always }]
  containers: [{ name: app }]
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(GATED_FIELD, GATED_FIELD.wrong)).toEqual([
    'apps/StatefulSet//carts spec.updateStrategy.rollingUpdate.maxUnavailable: got a field that is off in every version; wanted fields that Kubernetes 1.34 keeps. Fix: leave it out, raise the target version, or waive this where the gate is switched on.',
  ]);
  expect(messagesOf(GATED_FIELD, GATED_FIELD.right)).toEqual([]);
});

test('a native sidecar is dropped by 1.28, kept from 1.29 on, and unknown to 1.27, which is another rule', () => {
  expect(messagesOf(GATED_FIELD, sidecar, { kubernetes: KubernetesVersion.V1_28 })).toEqual([
    '/Pod//storefront spec.initContainers[0].restartPolicy: got a field that is off until 1.29; wanted fields that Kubernetes 1.28 keeps. Fix: leave it out, raise the target version, or waive this where the gate is switched on.',
  ]);
  expect(messagesOf(GATED_FIELD, sidecar, { kubernetes: KubernetesVersion.V1_29 })).toEqual([]);
  expect(messagesOf(GATED_FIELD, sidecar, { kubernetes: KubernetesVersion.V1_27 })).toEqual([]);
});

test('a field that is null is absent', () => {
  const pod = '{ apiVersion: v1, kind: Pod, metadata: { name: p }, spec: { containers: [], hostUsers: null } }';
  expect(messagesOf(GATED_FIELD, pod, { kubernetes: KubernetesVersion.V1_27 })).toEqual([]);
});

test.each(GATED_FIELDS)('%s is a field of the newest version', (path) => {
  const dot = path.lastIndexOf('.');
  expect(definitionAt(path.slice(0, dot), 36).fields.has(path.slice(dot + 1))).toBe(true);
});
