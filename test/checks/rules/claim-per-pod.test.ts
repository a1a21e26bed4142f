import { CLAIM_PER_POD } from '../../../lib/checks/rules/claim-per-pod';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CLAIM_PER_POD, CLAIM_PER_POD.wrong)).toEqual([
    'apps/Deployment/shop/cms spec.template.spec.volumes[0].persistentVolumeClaim: got the ReadWriteOnce claim "uploads" in 3 pods; wanted one pod, a claim for each pod, or a claim that is ReadWriteMany. Fix: make it a StatefulSet with a volumeClaimTemplate, keep the files in object storage, or ask for ReadWriteMany.',
  ]);
  expect(messagesOf(CLAIM_PER_POD, CLAIM_PER_POD.right)).toEqual([]);
});

test('a claim for many nodes is for many pods', () => {
  expect(messagesOf(CLAIM_PER_POD, edited(CLAIM_PER_POD.wrong, '[ReadWriteOnce]', '[ReadWriteMany]'))).toEqual([]);
  expect(messagesOf(CLAIM_PER_POD, edited(CLAIM_PER_POD.wrong, '[ReadWriteOnce]', '[ReadOnlyMany]'))).toEqual([]);
});

test('a DaemonSet has a pod on each node', () => {
  const daemons = edited(CLAIM_PER_POD.right, 'kind: Deployment', 'kind: DaemonSet');
  expect(messagesOf(CLAIM_PER_POD, daemons)[0]).toContain('the ReadWriteOnce claim "uploads" in a pod of each node');
});

const scaler = (max: number) => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: cms, namespace: shop }
spec: { minReplicas: 1, maxReplicas: ${max}, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: cms } }
`;

test('an autoscaler decides how many pods there may be', () => {
  expect(messagesOf(CLAIM_PER_POD, CLAIM_PER_POD.right + scaler(5))[0]).toContain('the ReadWriteOnce claim "uploads" in up to 5 pods');
  expect(messagesOf(CLAIM_PER_POD, CLAIM_PER_POD.wrong + scaler(1))).toEqual([]);
});

test('a StatefulSet makes a claim for each pod, though it may share another', () => {
  const shared = edited(CLAIM_PER_POD.wrong, 'kind: Deployment', 'kind: StatefulSet');
  expect(messagesOf(CLAIM_PER_POD, shared)).toHaveLength(1);
  const own = edited(
    shared,
    '  replicas: 3',
    '  replicas: 3\n  volumeClaimTemplates: [{ metadata: { name: uploads }, spec: { accessModes: [ReadWriteOnce] } }]',
  );
  expect(messagesOf(CLAIM_PER_POD, own)).toEqual([]);
});

test('pods of one node may share its disk, but not one that is for a single pod', () => {
  const pinned = edited(
    CLAIM_PER_POD.wrong,
    '      containers:',
    '      nodeSelector: { kubernetes.io/hostname: node-1 }\n      containers:',
  );
  expect(messagesOf(CLAIM_PER_POD, pinned)).toEqual([]);
  expect(messagesOf(CLAIM_PER_POD, edited(pinned, '[ReadWriteOnce]', '[ReadWriteOncePod]'))).toHaveLength(1);
});

test('a node of some kind is not one node', () => {
  const linux = edited(CLAIM_PER_POD.wrong, '      containers:', '      nodeSelector: { kubernetes.io/os: linux }\n      containers:');
  expect(messagesOf(CLAIM_PER_POD, linux)).toHaveLength(1);
});

test('two pods are too many already', () => {
  expect(messagesOf(CLAIM_PER_POD, edited(CLAIM_PER_POD.wrong, 'replicas: 3', 'replicas: 2'))[0]).toContain('in 2 pods');
  expect(messagesOf(CLAIM_PER_POD, CLAIM_PER_POD.right + scaler(2))[0]).toContain('in up to 2 pods');
  expect(messagesOf(CLAIM_PER_POD, edited(CLAIM_PER_POD.right, '  replicas: 1\n', ''))).toEqual([]);
});
