import { at, numberAt } from '../../manifests/json';
import { containerRule, type Rule } from '../rule';

/** Probes have only fields that fit them. */
export const PROBE_FIELDS: Rule = containerRule(
  {
    id: 'probe-fields',
    severity: 'error',
    why: 'The API server refuses the whole workload for it, and a rollout stops halfway through the shop.',
    wanted: 'only fields that a probe of its kind may have',
    fix: 'remove the field',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      livenessProbe: { httpGet: { path: /livez, port: 8080 }, successThreshold: 2 }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      livenessProbe: { httpGet: { path: /livez, port: 8080 } }
`,
    see: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes'],
  },
  function* unfitting({ body }) {
    for (const probe of ['startupProbe', 'livenessProbe']) {
      const threshold = numberAt(body, probe, 'successThreshold');
      if (threshold !== undefined && threshold > 1)
        yield {
          field: [probe, 'successThreshold'],
          got: `${threshold}`,
          wanted: 'successThreshold 1, which only a readiness probe may exceed',
        };
    }
    const grace = at(body, 'readinessProbe', 'terminationGracePeriodSeconds');
    if (typeof grace === 'number')
      yield {
        field: ['readinessProbe', 'terminationGracePeriodSeconds'],
        got: `${grace}`,
        wanted: 'none, because a readiness probe ends nothing',
      };
  },
);
