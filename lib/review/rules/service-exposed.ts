import { engineOf } from '../../checks/data-images';
import { indexOf } from '../../checks/set-index';
import { cidrCovers } from '../../core/addresses';
import { textAt, textRecordAt, textsAt } from '../../manifests/json';
import { labelSelectorOf } from '../../manifests/label-selector';
import type { Manifest } from '../../manifests/manifest';
import type { PodsView } from '../../manifests/pods';
import { nodePorts } from '../doors/service-ports';
import { changeRule, type EffectRule, type EffectText, type Impact, type ReviewTarget } from '../effect-rule';
import { fieldsWithin } from '../update';
import { listed } from '../wording';

const service = (type: string) => `
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec:
  type: ${type}
  selector: { app: storefront }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec: { containers: [{ name: app, image: 'registry.example/storefront:2.4.1', ports: [{ containerPort: 8080 }] }] }
`;

const TEXT: EffectText = {
  id: 'service-exposed',
  kind: 'door-opened',
  severity: 'warning',
  reason: 'a port of the nodes, a load balancer or an address from outside leads past the edge, with its certificates, limits and logs',
  recipe: [
    'route it through the Ingress or Gateway of the shop, if people are to reach it',
    'or name who may come in spec.loadBalancerSourceRanges, and keep the NetworkPolicy over its pods',
  ],
  before: service('ClusterIP'),
  after: service('LoadBalancer'),
  see: ['https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types'],
};

/** A Service can be reached from outside of the cluster, or by more than before. */
export const SERVICE_EXPOSED: EffectRule = changeRule(TEXT, ['/Service'], function* exposed(change, target) {
  if (!change.after) return;
  const had = new Set(change.before ? waysIn(change.before) : []);
  const ways = waysIn(change.after).filter((way) => !had.has(way));
  if (ways.length === 0) return;
  const pods = podsBehind(change.after, target);
  const names = pods.length === 0 ? 'nobody of these manifests' : listed(pods.map(({ name }) => name));
  const keepsData = pods.some(({ containers }) => containers.some((container) => engineOf(container)));
  const fields =
    change.kind === 'changed'
      ? fieldsWithin(change, 'spec.type', 'spec.externalIPs', 'spec.loadBalancerSourceRanges', 'metadata.annotations')
      : [];
  const narrowed = change.before && narrower(change.before, change.after) && ways.every((way) => way.startsWith(BALANCED));
  if (narrowed) yield { fields, ...NARROWED, summary: `can be reached ${listed(ways)} alone, and leads to ${names}` };
  else yield { fields, ...(keepsData && { severity: 'error' as const }), summary: `can be reached ${listed(ways)}, and leads to ${names}` };
});

/** How a Service is reached from outside of the cluster. */
function waysIn(service: Manifest): string[] {
  const { body } = service;
  const type = textAt(body, 'spec', 'type');
  const addresses = textsAt(body, 'spec', 'externalIPs');
  return [
    ...(type === 'NodePort' ? [`at every node (${nodePortsText(service)})`] : []),
    ...(type === 'LoadBalancer' ? [`${BALANCED} ${sourcesText(body)}`] : []),
    ...(addresses.length > 0 ? [`at ${listed(addresses)}`] : []),
  ];
}

function nodePortsText(service: Manifest): string {
  const ports = nodePorts(service);
  return ports.length === 0 ? 'a port that the cluster chooses' : `port ${listed(ports)}`;
}

const BALANCED = 'by a load balancer';

/** What fewer may reach than before. */
const NARROWED: Pick<Impact, 'kind' | 'reason' | 'recipe'> = {
  kind: 'door-closed',
  reason: 'the load balancer turns away every address that is not in its list, as soon as the cloud has applied it',
  recipe: ['see that every client that is to stay comes from one of these addresses'],
};

/** Whether a load balancer that was there takes nobody whom it did not take before. */
function narrower(before: Manifest, after: Manifest): boolean {
  if (isInside(before.body) && !isInside(after.body)) return false;
  const [old, fresh] = [before, after].map(({ body }) => (textAt(body, 'spec', 'type') === 'LoadBalancer' ? sourcesOf(body) : []));
  return (
    old !== undefined &&
    fresh !== undefined &&
    old.length > 0 &&
    fresh.every((range) => old.some((o) => o === range || cidrCovers(o, range)))
  );
}

/** The addresses from which a load balancer takes requests. */
function sourcesOf(body: Manifest['body']): readonly string[] {
  const sources = textsAt(body, 'spec', 'loadBalancerSourceRanges');
  return sources.length === 0 ? ['0.0.0.0/0', '::/0'] : sources;
}

/** Annotations by which clouds make a load balancer for their own network alone. */
const INTERNAL = /(^|[./-])(internal|lb-scheme|load-balancer-type|aws-load-balancer-scheme|azure-load-balancer-internal)$/;

function isInside(body: Manifest['body']): boolean {
  return Object.entries(textRecordAt(body, 'metadata', 'annotations')).some(
    ([key, value]) => INTERNAL.test(key) && /^(true|internal|0\.0\.0\.0\/0)$/i.test(value),
  );
}

function sourcesText(body: Manifest['body']): string {
  const sources = sourcesOf(body);
  const open = sources.some((range) => range === '0.0.0.0/0' || range === '::/0');
  if (!isInside(body)) return open ? 'from any address' : `from ${listed(sources)}`;
  return open ? 'from the cloud’s own network' : `from ${listed(sources)} within the cloud’s own network`;
}

function podsBehind({ body, namespace = 'default' }: Manifest, { after }: ReviewTarget): PodsView[] {
  const selector = labelSelectorOf({ matchLabels: textRecordAt(body, 'spec', 'selector') });
  return selector.length === 0 ? [] : [...indexOf(after).pods.selected(namespace, selector)];
}
