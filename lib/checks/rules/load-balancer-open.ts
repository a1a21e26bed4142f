import { textAt, textRecordAt, textsAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const service = (ranges: string) => `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec:
  type: LoadBalancer
${ranges}  selector: { app: storefront }
  ports: [{ port: 80, targetPort: 8080 }]
`;

/** Annotations that keep a load balancer inside the network, by cloud. */
const INTERNAL: Readonly<Record<string, readonly string[]>> = {
  'service.beta.kubernetes.io/aws-load-balancer-scheme': ['internal'],
  'service.beta.kubernetes.io/aws-load-balancer-internal': ['true', '0.0.0.0/0'],
  'service.beta.kubernetes.io/azure-load-balancer-internal': ['true'],
  'networking.gke.io/load-balancer-type': ['Internal'],
  'cloud.google.com/load-balancer-type': ['Internal'],
  'service.beta.kubernetes.io/openstack-internal-load-balancer': ['true'],
  'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': ['private'],
};

/** A load balancer is open to those who need it. */
export const LOAD_BALANCER_OPEN: Rule = manifestRule(
  {
    id: 'load-balancer-open',
    severity: 'warning',
    why: 'The whole internet reaches the pods past the edge: without its certificate, its limits and its log.',
    wanted: 'a load balancer with loadBalancerSourceRanges or an internal one; ClusterIP behind the edge otherwise',
    fix: 'use ClusterIP and a route of the edge, or name who may come',
    wrong: service(''),
    right: service('  loadBalancerSourceRanges: [203.0.113.0/24]\n'),
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  },
  ['/Service'],
  function* open({ body }) {
    if (textAt(body, 'spec', 'type') !== 'LoadBalancer') return;
    const annotations = Object.entries(textRecordAt(body, 'metadata', 'annotations'));
    if (annotations.some(([name, value]) => Object.hasOwn(INTERNAL, name) && INTERNAL[name]?.includes(value))) return;
    const ranges = textsAt(body, 'spec', 'loadBalancerSourceRanges');
    if (ranges.length === 0) yield { field: ['spec', 'type'], got: 'a LoadBalancer for everybody' };
    else if (ranges.some((range) => range.trim().endsWith('/0')))
      yield { field: ['spec', 'loadBalancerSourceRanges'], got: ranges.join(', ') };
  },
);
