import { PROBES, probedPort } from '../probe-view';
import { containerRule, type Rule } from '../rule';

/** A probe asks a port that its container declares. */
export const PROBE_PORT: Rule = containerRule(
  {
    id: 'probe-port',
    severity: 'warning',
    why: 'A probe that names a port which its container lacks fails for ever; one with a number that is not declared is often the number of yesterday.',
    wanted: "one of the container's own ports",
    fix: 'declare the port, or ask one that is declared',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      ports: [{ name: http, containerPort: 8080 }]
      readinessProbe: { httpGet: { path: /readyz, port: web } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      ports: [{ name: http, containerPort: 8080 }]
      readinessProbe: { httpGet: { path: /readyz, port: http } }
`,
    see: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port'],
  },
  function* undeclared(container) {
    for (const name of PROBES) {
      const probed = probedPort(container, name);
      if (!probed || container.ports.some((p) => p.name === probed.port || p.port === Number(probed.port))) continue;
      const declared = container.ports.map((p) => (p.name === undefined ? `${p.port}` : `${p.name} (${p.port})`)).join(', ');
      const instead = declared === '' ? 'and no port is declared' : `where ${declared} is all that is declared`;
      yield { field: probed.field, got: `port ${probed.port}, ${instead}` };
    }
  },
);
