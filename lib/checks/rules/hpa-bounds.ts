import { numberAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const autoscaler = (min: number, max: number) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }
  minReplicas: ${min}
  maxReplicas: ${max}
`;

/** An autoscaler has room. */
export const HPA_BOUNDS: Rule = manifestRule(
  {
    id: 'hpa-bounds',
    severity: 'error',
    why: 'With a maximum below the minimum the API server refuses the autoscaler; where they are the same, it never scales, and the sale finds out.',
    wanted: 'maxReplicas above minReplicas',
    fix: 'raise maxReplicas, or say replicas and remove the autoscaler',
    wrong: autoscaler(3, 3),
    right: autoscaler(3, 30),
    see: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/'],
  },
  ['autoscaling/HorizontalPodAutoscaler'],
  function* narrow({ body }) {
    const min = numberAt(body, 'spec', 'minReplicas') ?? 1;
    const max = numberAt(body, 'spec', 'maxReplicas');
    if (max === undefined || max > min) return;
    yield { field: ['spec', 'maxReplicas'], got: `${max}, with a minimum of ${min}`, severity: max < min ? 'error' : 'warning' };
  },
);
