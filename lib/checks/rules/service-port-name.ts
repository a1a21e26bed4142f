import { manifestRule, type Rule } from '../rule';
import { unansweredPorts } from '../service-ports';

/** A port that a Service names is the name of a container's port. */
export const SERVICE_PORT_NAME: Rule = manifestRule(
  {
    id: 'service-port-name',
    severity: 'error',
    why: 'A Service leads nowhere on a port whose name no container declares: every connection to it fails.',
    wanted: 'the name of a port that a container of its pods declares, of the same protocol',
    fix: 'name a port that is declared, or declare it',
    wrong: `
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec:
  selector: { app: storefront }
  ports: [{ port: 80, targetPort: web }]
---
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop, labels: { app: storefront } }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1, ports: [{ name: http, containerPort: 8080 }] }]
`,
    right: `
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec:
  selector: { app: storefront }
  ports: [{ port: 80, targetPort: http }]
---
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop, labels: { app: storefront } }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1, ports: [{ name: http, containerPort: 8080 }] }]
`,
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  },
  ['/Service'],
  function* unnamed(manifest, target) {
    for (const { index, target: port, protocol } of unansweredPorts(manifest, target))
      if (typeof port === 'string') yield { field: ['spec', 'ports', index, 'targetPort'], got: `"${port}" (${protocol})` };
  },
);
