import { SINGLE_REPLICA } from '../../../lib/checks/rules/single-replica';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SINGLE_REPLICA, SINGLE_REPLICA.wrong)).toEqual([
    'apps/Deployment//storefront spec.replicas: got 1 replica; wanted two replicas or more behind a Service. Fix: raise replicas, or add an autoscaler.',
  ]);
  expect(messagesOf(SINGLE_REPLICA, SINGLE_REPLICA.right)).toEqual([]);
});

test('no replicas at all is one', () => {
  expect(messagesOf(SINGLE_REPLICA, edited(SINGLE_REPLICA.wrong, '  replicas: 1\n', ''))).toHaveLength(1);
});

test('a workload that is switched off is no fault', () => {
  expect(messagesOf(SINGLE_REPLICA, edited(SINGLE_REPLICA.wrong, 'replicas: 1', 'replicas: 0'))).toEqual([]);
});

test('what no Service stands for may be alone', () => {
  expect(messagesOf(SINGLE_REPLICA, edited(SINGLE_REPLICA.wrong, 'kind: Service', 'kind: Other'))).toEqual([]);
});

test('where an autoscaler decides, its minimum is the finding of another rule', () => {
  const autoscaler =
    '---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: storefront }\nspec: { scaleTargetRef: { kind: Deployment, name: storefront }, maxReplicas: 3 }\n';
  expect(messagesOf(SINGLE_REPLICA, `${SINGLE_REPLICA.wrong}${autoscaler}`)).toEqual([]);
});

test('a pod with a volume may be alone, because most volumes are for one pod', () => {
  const claimed = '      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]\n      containers:';
  expect(messagesOf(SINGLE_REPLICA, edited(SINGLE_REPLICA.wrong, '      containers:', claimed))).toEqual([]);
});
