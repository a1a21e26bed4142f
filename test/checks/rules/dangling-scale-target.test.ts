import { DANGLING_SCALE_TARGET } from '../../../lib/checks/rules/dangling-scale-target';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const scaled = (ref: string) => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: fulfilment, namespace: shop }
spec: { scaleTargetRef: ${ref} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: fulfilment, namespace: shop }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: carts, namespace: shop }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: storefront, namespace: shop }
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_SCALE_TARGET, DANGLING_SCALE_TARGET.wrong)).toEqual([
    'autoscaling/HorizontalPodAutoscaler/shop/storefront spec.scaleTargetRef.name: got Deployment "store" in namespace "shop", which is not there; wanted a workload of the manifests, or a mention of it in the setting `elsewhere`. Fix: correct the kind and name in scaleTargetRef.',
  ]);
  expect(messagesOf(DANGLING_SCALE_TARGET, DANGLING_SCALE_TARGET.right)).toEqual([]);
});

test('the target of a ScaledObject is a Deployment of apps where nothing else is said', () => {
  expect(messagesOf(DANGLING_SCALE_TARGET, scaled('{ name: fulfilment }'))).toEqual([]);
  expect(messagesOf(DANGLING_SCALE_TARGET, scaled('{ name: carts }'))).toEqual([
    'keda.sh/ScaledObject/shop/fulfilment spec.scaleTargetRef.name: got Deployment "carts" in namespace "shop", which is not there; wanted a workload of the manifests, or a mention of it in the setting `elsewhere`. Fix: correct the kind and name in scaleTargetRef.',
  ]);
});

test('kind and group have to fit, the version need not', () => {
  const told = (ref: string) => messagesOf(DANGLING_SCALE_TARGET, scaled(ref)).length;
  expect(told('{ kind: StatefulSet, name: carts }')).toBe(0);
  expect(told('{ apiVersion: apps/v1beta2, kind: StatefulSet, name: carts }')).toBe(0);
  expect(told('{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: storefront }')).toBe(0);
  expect(told('{ kind: Rollout, name: storefront }')).toBe(1);
  expect(told('{ apiVersion: v1, kind: Deployment, name: fulfilment }')).toBe(1);
});

test('a workload of another namespace is another one', () => {
  const moved = edited(
    DANGLING_SCALE_TARGET.right,
    'Deployment\nmetadata: { name: storefront, namespace: shop }',
    'Deployment\nmetadata: { name: storefront, namespace: other }',
  );
  expect(messagesOf(DANGLING_SCALE_TARGET, moved)).toHaveLength(1);
});

test('what is said to be elsewhere is there', () => {
  expect(
    messagesOf(DANGLING_SCALE_TARGET, DANGLING_SCALE_TARGET.wrong, { settings: { elsewhere: ['apps/Deployment/shop/store'] } }),
  ).toEqual([]);
});

test.each(['{}', '7', '{ name: 7 }', '{ name: "" }', '{ kind: Deployment }'])('%s names no target', (ref) => {
  expect(messagesOf(DANGLING_SCALE_TARGET, scaled(ref))).toEqual([]);
});
