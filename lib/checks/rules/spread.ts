import { itemsAt } from '../../manifests/json';
import { podsOf } from '../../manifests/pods';
import { leastReplicas } from '../autoscaling';
import { manifestRule, type Rule } from '../rule';

const deployment = (affinity: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  replicas: 3
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
${affinity}      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`;

/** Replicas stand on different nodes. */
export const SPREAD: Rule = manifestRule(
  {
    id: 'spread',
    severity: 'warning',
    why: 'All replicas may stand on one node, and its loss is an outage in spite of them.',
    wanted: 'a podAntiAffinity or topologySpreadConstraints where there is more than one replica',
    fix: 'prefer different values of kubernetes.io/hostname',
    wrong: deployment(''),
    right: deployment(`      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: storefront } }
`),
    see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  },
  ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet'],
  function* together(manifest, { manifests }) {
    const spec = podsOf(manifest)?.spec;
    const replicas = leastReplicas(manifest, manifests);
    if (!spec || replicas < 2) return;
    const [required, preferred] = ['requiredDuringSchedulingIgnoredDuringExecution', 'preferredDuringSchedulingIgnoredDuringExecution'].map(
      (strength) => itemsAt(spec, 'affinity', 'podAntiAffinity', strength),
    );
    if ([required, preferred, itemsAt(spec, 'topologySpreadConstraints')].some((terms) => terms && terms.length > 0)) return;
    yield { field: ['spec', 'template', 'spec'], got: `${replicas} replicas that may all be on one node` };
  },
);
