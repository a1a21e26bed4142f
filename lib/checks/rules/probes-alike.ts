import { patience, probeOf, question } from '../probe-view';
import { containerRule, type Rule } from '../rule';

/** A pod is taken out of service before it is restarted. */
export const PROBES_ALIKE: Rule = containerRule(
  {
    id: 'probes-alike',
    severity: 'warning',
    why: 'Where both probes ask the same and give up together, a pod that is only busy is killed in the moment in which it should be spared: under load all pods of a shop restart at once.',
    wanted: 'a liveness probe that asks less than the readiness probe, or gives up later',
    fix: 'ask another path, or raise failureThreshold of the liveness probe',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      livenessProbe: { httpGet: { path: /healthz, port: 8080 } }
      readinessProbe: { httpGet: { path: /healthz, port: 8080 } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      livenessProbe: { httpGet: { path: /healthz, port: 8080 }, failureThreshold: 6 }
      readinessProbe: { httpGet: { path: /healthz, port: 8080 } }
`,
    see: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/'],
  },
  function* alike(container) {
    const liveness = probeOf(container, 'livenessProbe');
    const readiness = probeOf(container, 'readinessProbe');
    const asked = question(container, 'livenessProbe');
    if (!liveness || !readiness || asked === undefined || asked !== question(container, 'readinessProbe')) return;
    if (patience(liveness) > patience(readiness)) return;
    yield {
      field: ['livenessProbe'],
      got: `${asked}, for ${patience(liveness)} s, as the readiness probe does for ${patience(readiness)} s`,
    };
  },
);
