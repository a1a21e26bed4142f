import { podsOf } from '../../manifests/pods';
import { autoscalerOf, leastReplicas } from '../autoscaling';
import { hasClaim } from '../claims';
import { servicesOver } from '../pod-selectors';
import { manifestRule, type Rule } from '../rule';

const SERVICE = `---
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { selector: { app: storefront }, ports: [{ port: 80, targetPort: 8080 }] }
`;

const deployment = (replicas: number) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
${SERVICE}`;

/** What a Service stands for survives the loss of one pod. */
export const SINGLE_REPLICA: Rule = manifestRule(
  {
    id: 'single-replica',
    severity: 'warning',
    why: 'Every node that is drained, and every crash, takes the service away until a new pod is ready.',
    wanted: 'two replicas or more behind a Service',
    fix: 'raise replicas, or add an autoscaler',
    wrong: deployment(1),
    right: deployment(2),
    see: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  },
  ['apps/Deployment'],
  function* alone(manifest, { manifests }) {
    const pods = podsOf(manifest);
    const least = leastReplicas(manifest, manifests);
    // A minimum of one is a finding about the autoscaler, and a volume is often for one pod at a time.
    if (!pods || least !== 1 || autoscalerOf(manifest, manifests) || hasClaim(pods) || servicesOver(pods, manifests).length === 0) return;
    yield { field: ['spec', 'replicas'], got: '1 replica' };
  },
);
