import { at } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const deployment = (surge: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: ${surge}, maxUnavailable: 0 } }
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`;

/** A rolling update can begin. */
export const ROLLOUT_STUCK: Rule = manifestRule(
  {
    id: 'rollout-stuck',
    severity: 'error',
    why: 'No pod may be added and none taken away, so nothing could ever be rolled out: the API server refuses the Deployment.',
    wanted: 'a maxSurge or a maxUnavailable above 0',
    fix: 'set maxSurge to 25%',
    wrong: deployment('0'),
    right: deployment('25%'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable'],
  },
  ['apps/Deployment'],
  function* stuck({ body }) {
    const path = ['spec', 'strategy', 'rollingUpdate'];
    const [surge, unavailable] = ['maxSurge', 'maxUnavailable'].map((field) => at(body, ...path, field));
    if (isNone(surge) && isNone(unavailable)) yield { field: path, got: 'maxSurge 0 and maxUnavailable 0' };
  },
);

function isNone(value: unknown): boolean {
  return value === 0 || value === '0%';
}
