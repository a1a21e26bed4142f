import { type Json, numberAt, objectsAt, textAt } from '../../manifests/json';
import { backendsOf } from '../backends';
import type { Breach, Rule } from '../rule';
import { indexOf } from '../set-index';

/** The port that an Ingress or a route sends requests to is a port of the Service. */
export const BACKEND_PORT: Rule = {
  id: 'backend-port',
  severity: 'error',
  why: 'Requests for a port that the Service does not have are answered with an error, 503 or 500.',
  wanted: 'a port of the Service',
  fix: 'name a port that the Service has; its targetPort is not meant',
  wrong: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec:
  defaultBackend: { service: { name: storefront, port: { number: 8080 } } }
---
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
`,
  right: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec:
  defaultBackend: { service: { name: storefront, port: { number: 80 } } }
---
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
`,
  see: ['https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressBackend'],
  *find({ manifests }): Generator<Breach> {
    for (const { manifest, namespace, service, port, portField } of backendsOf(manifests)) {
      const found = indexOf(manifests).find({ group: '', kind: 'Service', namespace, name: service });
      // A Service that stands for a host's name needs no ports.
      if (port === undefined || !found || textAt(found.body, 'spec', 'type') === 'ExternalName') continue;
      const ports = objectsAt(found.body, 'spec', 'ports');
      if (ports.some((p) => (typeof port === 'string' ? p.name : p.port) === port)) continue;
      const had = ports.map(portText).join(', ') || 'none';
      yield { manifest, field: portField, got: `${JSON.stringify(port)}, where Service "${service}" has ${had}` };
    }
  },
};

function portText(port: Json): string {
  const [name, number] = [textAt(port, 'name'), numberAt(port, 'port') ?? 'no number'];
  return name === undefined ? `${number}` : `${name} (${number})`;
}
