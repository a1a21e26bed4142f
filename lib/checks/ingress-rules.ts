import { indexedObjectsAt, type JsonObject, objectsAt, textAt, textsAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { FieldPath } from './finding';

/** One rule of an Ingress. */
export interface IngressRule {
  /** Undefined for every host. */
  readonly host?: string;
  readonly body: JsonObject;
  readonly field: FieldPath;
}

/** The rules of an Ingress, in their order. */
export function ingressRules({ body }: Manifest): IngressRule[] {
  return indexedObjectsAt(body, 'spec', 'rules').map(([index, rule]) => {
    const host = textAt(rule, 'host') || undefined;
    return { ...(host !== undefined && { host }), body: rule, field: ['spec', 'rules', index] };
  });
}

/** Whether a certificate of the Ingress is for the host; a block without hosts is for all, a star for one label. */
export function hasCertificate({ body }: Manifest, host: string | undefined): boolean {
  return objectsAt(body, 'spec', 'tls').some((tls) => {
    const hosts = textsAt(tls, 'hosts');
    const parent = host?.slice(host.indexOf('.'));
    return hosts.length === 0 || hosts.some((h) => h === host || (h.startsWith('*.') && h.slice(1) === parent));
  });
}

/** An Ingress with a host, for examples. */
export function ingressWith({
  annotations = '',
  spec = '',
  host = 'shop.example',
}: {
  annotations?: string;
  spec?: string;
  host?: string;
}): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge${annotations === '' ? '' : `, annotations: { ${annotations} }`} }
spec:
${spec}  rules:
    - host: "${host}"
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: storefront, port: { number: 80 } } } }] }
`;
}
