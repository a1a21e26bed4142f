import { UNSERVED_FIELD } from '../../../lib/checks/rules/unserved-field';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full for a version that does not know it, the right one is accepted', () => {
  const kubernetes = KubernetesVersion.V1_28;
  expect(messagesOf(UNSERVED_FIELD, UNSERVED_FIELD.wrong, { kubernetes })).toEqual([
    '/Pod//storefront spec.containers[0].lifecycle.preStop.sleep: got a field that Kubernetes has since 1.29; wanted fields that Kubernetes 1.28 keeps. Fix: leave it out, or raise the target version.',
  ]);
  expect(messagesOf(UNSERVED_FIELD, UNSERVED_FIELD.right, { kubernetes })).toEqual([]);
  expect(messagesOf(UNSERVED_FIELD, UNSERVED_FIELD.wrong, { kubernetes: KubernetesVersion.V1_29 })).toEqual([]);
});

const claim = `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers: []
  resourceClaims:
    - { name: gpu, source: { resourceClaimName: gpu } }
`;

test('a field that is gone is told with its last version', () => {
  expect(messagesOf(UNSERVED_FIELD, claim, { kubernetes: KubernetesVersion.V1_30 })).toEqual([]);
  expect(messagesOf(UNSERVED_FIELD, claim, { kubernetes: KubernetesVersion.V1_31 })).toEqual([
    '/Pod//storefront spec.resourceClaims[0].source: got a field that Kubernetes had until 1.30; wanted fields that Kubernetes 1.31 keeps. Fix: leave it out.',
  ]);
});
