import { itemsAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const service = (ips: string) => `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { ${ips}selector: { app: storefront }, ports: [{ port: 80, targetPort: 8080 }] }
`;

/** A Service takes no address that is not its own. */
export const EXTERNAL_IPS: Rule = manifestRule(
  {
    id: 'external-ips',
    severity: 'warning',
    why: 'Nodes send whatever is meant for that address to these pods instead: so one team reads the traffic of another, or of the whole cluster (CVE-2020-8554).',
    wanted: 'no externalIPs',
    fix: 'use a route of the edge, or a load balancer',
    wrong: service('externalIPs: [203.0.113.10], '),
    right: service(''),
    see: ['https://github.com/kubernetes/kubernetes/issues/97076'],
  },
  ['/Service'],
  function* foreign({ body }) {
    const addresses = itemsAt(body, 'spec', 'externalIPs');
    if (addresses.length > 0)
      yield { field: ['spec', 'externalIPs'], got: addresses.map((a) => (typeof a === 'string' ? a : JSON.stringify(a))).join(', ') };
  },
);
