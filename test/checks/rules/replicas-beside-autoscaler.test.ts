import { REPLICAS_BESIDE_AUTOSCALER } from '../../../lib/checks/rules/replicas-beside-autoscaler';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REPLICAS_BESIDE_AUTOSCALER, REPLICAS_BESIDE_AUTOSCALER.wrong)).toEqual([
    'apps/Deployment//storefront spec.replicas: got 3, beside autoscaling/HorizontalPodAutoscaler//storefront; wanted no replicas where an autoscaler decides. Fix: remove replicas.',
  ]);
  expect(messagesOf(REPLICAS_BESIDE_AUTOSCALER, REPLICAS_BESIDE_AUTOSCALER.right)).toEqual([]);
});

test('a scaler of KEDA decides too', () => {
  const keda = edited(
    edited(REPLICAS_BESIDE_AUTOSCALER.wrong, 'autoscaling/v2', 'keda.sh/v1alpha1'),
    'HorizontalPodAutoscaler',
    'ScaledObject',
  );
  expect(messagesOf(REPLICAS_BESIDE_AUTOSCALER, keda)[0]).toContain('got 3, beside keda.sh/ScaledObject//storefront');
});

test('an autoscaler of another name or namespace decides nothing here', () => {
  const autoscaler = 'kind: HorizontalPodAutoscaler\nmetadata: { name: storefront';
  expect(
    messagesOf(
      REPLICAS_BESIDE_AUTOSCALER,
      edited(REPLICAS_BESIDE_AUTOSCALER.wrong, 'kind: Deployment, name: storefront', 'kind: Deployment, name: other'),
    ),
  ).toEqual([]);
  expect(
    messagesOf(REPLICAS_BESIDE_AUTOSCALER, edited(REPLICAS_BESIDE_AUTOSCALER.wrong, autoscaler, `${autoscaler}, namespace: other`)),
  ).toEqual([]);
});

test('an autoscaler of a workload of another kind is none', () => {
  expect(
    messagesOf(REPLICAS_BESIDE_AUTOSCALER, edited(REPLICAS_BESIDE_AUTOSCALER.wrong, 'kind: Deployment, name', 'kind: StatefulSet, name')),
  ).toEqual([]);
});
