import { deploymentExample } from '../../../lib/review/rollouts/rollout-examples';
import { SCALED_FROM_ZERO } from '../../../lib/review/rules/scaled-from-zero';
import { SCALED_TO_ZERO } from '../../../lib/review/rules/scaled-to-zero';
import { told } from '../../support/reviewed';

const [none, three] = [deploymentExample({ replicas: 0 }), deploymentExample()];

test('the way to zero and back is told in full', () => {
  expect(told(SCALED_TO_ZERO, three, none)).toEqual(['warning stops apps/Deployment/shop/storefront spec.replicas: ends its 3 pods']);
  expect(told(SCALED_FROM_ZERO, none, three)).toEqual(['note starts apps/Deployment/shop/storefront spec.replicas: starts its 3 pods']);
});

test('zero by hand switches an autoscaler off', () => {
  const scaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }, minReplicas: 2, maxReplicas: 9 }
`;
  expect(told(SCALED_TO_ZERO, three + scaler, none + scaler)).toEqual([
    'warning stops apps/Deployment/shop/storefront spec.replicas: ends its 2 to 9 pods',
  ]);
});

test('other numbers, and what is paused, are none of theirs', () => {
  expect(told(SCALED_TO_ZERO, three, deploymentExample({ replicas: 1 }))).toEqual([]);
  expect(told(SCALED_FROM_ZERO, deploymentExample({ replicas: 1 }), three)).toEqual([]);
  const paused = { more: '  paused: true\n' };
  expect(told(SCALED_FROM_ZERO, deploymentExample({ ...paused, replicas: 0 }), deploymentExample(paused))).toEqual([]);
});
