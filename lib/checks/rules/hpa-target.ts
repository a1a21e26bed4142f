import { at, itemsAt, numberAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const autoscaler = (utilization: number) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }
  minReplicas: 3
  maxReplicas: 30
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: ${utilization} } } }]
`;

/** Below it most of what is paid for is idle. */
const LEAST = 20;
/** The controller tolerates a tenth before it acts, so above it a pod is at its request before the next one is asked for. */
const MOST = 90;

/** An autoscaler acts in time, and not on idle pods. */
export const HPA_TARGET: Rule = manifestRule(
  {
    id: 'hpa-target',
    severity: 'warning',
    why: 'Above it new pods are asked for when the old ones are already full, and they take a minute to come; far below it the shop pays for pods that do nothing.',
    wanted: `a utilisation of ${LEAST} to ${MOST} % of the request`,
    fix: 'aim at 50 to 70 %, and let the request be what a pod uses there',
    wrong: autoscaler(95),
    right: autoscaler(60),
    see: ['https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details'],
  },
  ['autoscaling/HorizontalPodAutoscaler'],
  function* extreme({ body }) {
    for (const [index, metric] of itemsAt(body, 'spec', 'metrics').entries())
      for (const source of ['resource', 'containerResource']) {
        const path = [source, 'target', 'averageUtilization'];
        const target = numberAt(metric, ...path);
        if (target === undefined || (target >= LEAST && target <= MOST)) continue;
        // Memory is not given back, so a high share of it is how it is used.
        if (at(metric, source, 'name') !== 'cpu') continue;
        yield { field: ['spec', 'metrics', index, ...path], got: `${target} %` };
      }
    const target = numberAt(body, 'spec', 'targetCPUUtilizationPercentage');
    if (target !== undefined && (target < LEAST || target > MOST))
      yield { field: ['spec', 'targetCPUUtilizationPercentage'], got: `${target} %` };
  },
);
