import { numberAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const autoscaler = (min: number) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }
  minReplicas: ${min}
  maxReplicas: 30
`;

/** An autoscaler never goes down to a single pod. */
export const HPA_FLOOR: Rule = manifestRule(
  {
    id: 'hpa-floor',
    severity: 'warning',
    why: 'In quiet hours a single pod is left, and the next drain of its node takes the service away; the first minutes of a sale meet that one pod.',
    wanted: 'minReplicas of 2 or more',
    fix: 'raise minReplicas: 2 outlive one pod, 3 a zone of three',
    wrong: autoscaler(1),
    right: autoscaler(2),
    see: ['https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/'],
  },
  ['autoscaling/HorizontalPodAutoscaler'],
  function* low({ body }) {
    const min = numberAt(body, 'spec', 'minReplicas');
    if (min === undefined) yield { field: ['spec', 'minReplicas'], got: 'nothing, which means 1' };
    else if (min < 2) yield { field: ['spec', 'minReplicas'], got: `${min}` };
  },
);
