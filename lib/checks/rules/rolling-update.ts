import { at, textAt } from '../../manifests/json';
import { podsOf } from '../../manifests/pods';
import { leastReplicas } from '../autoscaling';
import { hasClaim } from '../claims';
import { servicesOver } from '../pod-selectors';
import { type BreachInside, manifestRule, type Rule } from '../rule';

const deployment = (strategy: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  replicas: 3
  strategy: ${strategy}
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`;

/** A rollout leaves enough pods to serve. A single pod with a volume has to go before its successor comes. */
export const ROLLING_UPDATE: Rule = manifestRule(
  {
    id: 'rolling-update',
    severity: 'warning',
    why: 'A rollout that takes all pods away first is an outage with each release.',
    wanted: 'a rolling update that keeps most of the pods',
    fix: 'use RollingUpdate with maxUnavailable 0 and a maxSurge',
    wrong: deployment('{ type: Recreate }'),
    right: deployment('{ type: RollingUpdate, rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  },
  ['apps/Deployment'],
  function* abrupt(manifest, { manifests }): Iterable<BreachInside> {
    const pods = podsOf(manifest);
    const replicas = leastReplicas(manifest, manifests);
    const strategy = at(manifest.body, 'spec', 'strategy');
    const field = ['spec', 'strategy'];
    if (textAt(strategy, 'type') === 'Recreate') {
      const serves = pods !== undefined && servicesOver(pods, manifests).length > 0;
      if (replicas > 1 || (serves && !hasClaim(pods))) yield { field: [...field, 'type'], got: 'Recreate' };
      return;
    }
    const unavailable = at(strategy, 'rollingUpdate', 'maxUnavailable');
    const all = unavailable === '100%' || (typeof unavailable === 'number' && unavailable >= replicas);
    if (all && replicas > 1) yield { field: [...field, 'rollingUpdate', 'maxUnavailable'], got: `${unavailable} of ${replicas} pods` };
  },
);
