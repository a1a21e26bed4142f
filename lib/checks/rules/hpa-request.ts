import { at, itemsAt, objectAt, textAt } from '../../manifests/json';
import type { PodsView } from '../../manifests/pods';
import { quantityOf } from '../../manifests/quantity';
import { scaledPods } from '../autoscaling';
import { manifestRule, type Rule } from '../rule';

const shop = (requests: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1, resources: { requests: ${requests} } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }
  minReplicas: 3
  maxReplicas: 30
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }]
`;

/** An autoscaler by utilisation has something to divide by. */
export const HPA_REQUEST: Rule = manifestRule(
  {
    id: 'hpa-request',
    severity: 'error',
    why: 'Utilisation is a share of the request. Where one container has none the autoscaler cannot compute it, and never scales.',
    wanted: 'a request of the resource on every container that is counted',
    fix: 'add the request',
    wrong: shop('{ memory: 256Mi }'),
    right: shop('{ cpu: 250m, memory: 256Mi }'),
    see: ['https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work'],
  },
  ['autoscaling/HorizontalPodAutoscaler'],
  function* unrequested(manifest, { manifests }) {
    const pods = scaledPods(manifest, manifests);
    if (!pods) return;
    for (const [index, metric] of itemsAt(manifest.body, 'spec', 'metrics').entries()) {
      const source = textAt(metric, 'type') === 'ContainerResource' ? 'containerResource' : 'resource';
      const counted = objectAt(metric, source);
      const resource = textAt(counted, 'name');
      if (resource === undefined || typeof at(counted, 'target', 'averageUtilization') !== 'number') continue;
      const lacking = lackingRequest(pods, resource, textAt(counted, 'container'));
      if (lacking.length > 0)
        yield {
          field: ['spec', 'metrics', index],
          got: `a share of ${resource}, which ${lacking.map((n) => `"${n}"`).join(', ')} of ${pods.manifest.kind} ${pods.name} does not request`,
        };
    }
  },
);

/** Containers that run on and have neither the request nor a limit, which stands for it; one name limits it to that one. */
function lackingRequest({ containers, spec }: PodsView, resource: string, only: string | undefined): string[] {
  const has = (owner: Parameters<typeof at>[0]) =>
    ['requests', 'limits'].some((bound) => quantityOf(at(owner, 'resources', bound, resource)) !== undefined);
  const counted = containers.filter(({ role, name }) => (role === 'main' || role === 'sidecar') && (only === undefined || name === only));
  return only === undefined && has(spec) ? [] : counted.filter(({ body }) => !has(body)).map(({ name }) => name);
}
