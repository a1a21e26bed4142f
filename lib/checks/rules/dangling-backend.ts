import { backendsOf } from '../backends';
import { danglingRule } from '../dangling';
import type { Rule } from '../rule';

/** The Service that an Ingress or a route sends requests to is there. */
export const DANGLING_BACKEND: Rule = danglingRule(
  {
    id: 'dangling-backend',
    severity: 'warning',
    why: 'Requests for a Service that is not there are answered with an error, 503 or 500.',
    wanted: 'a Service of the manifests, or a mention of it in the setting `elsewhere`',
    fix: 'add the Service, or correct its name',
    wrong: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec:
  defaultBackend: { service: { name: store, port: { number: 80 } } }
---
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec: { ports: [{ port: 80 }] }
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
spec: { ports: [{ port: 80 }] }
`,
    see: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-rules',
      'https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional',
    ],
  },
  function* services({ manifests }) {
    for (const { manifest, namespace, service, serviceField } of backendsOf(manifests))
      yield { manifest, field: serviceField, object: { group: '', kind: 'Service', namespace, name: service } };
  },
);
