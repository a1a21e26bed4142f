import { manifestRule, type Rule } from '../rule';
import { unansweredPorts } from '../service-ports';

/** A port number that a Service leads to is one on which a container listens, as far as containers say so. */
export const SERVICE_TARGET_PORT: Rule = manifestRule(
  {
    id: 'service-target-port',
    severity: 'warning',
    why: 'A Service that leads to a port on which nobody listens has each connection refused, though its pods are ready.',
    wanted: 'a port that a container of its pods declares, of the same protocol',
    fix: 'correct targetPort, or declare the port at the container',
    wrong: `
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec:
  selector: { app: storefront }
  ports: [{ port: 80 }]
---
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop, labels: { app: storefront } }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1, ports: [{ containerPort: 8080 }] }]
`,
    right: `
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec:
  selector: { app: storefront }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop, labels: { app: storefront } }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1, ports: [{ containerPort: 8080 }] }]
`,
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  },
  ['/Service'],
  function* unanswered(manifest, target) {
    for (const { index, target: port, protocol, stated } of unansweredPorts(manifest, target))
      if (typeof port === 'number') yield { field: ['spec', 'ports', index, stated ? 'targetPort' : 'port'], got: `${port} (${protocol})` };
  },
);
