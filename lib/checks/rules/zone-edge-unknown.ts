import { isCidr } from '../../core/addresses';
import { identityOf, type Manifest, manifestOf } from '../../manifests/manifest';
import type { PodsView } from '../../manifests/pods';
import { overlap } from '../../manifests/port-range';
import type { ZoneEdge } from '../check-settings';
import { portsOpenAt } from '../network-cover';
import { zoneOf } from '../payment-zone';
import type { Breach, CheckTarget, Rule } from '../rule';
import { deploymentWith, inZone, PCI_DSS } from '../zone-example';

const WITH = (target: string) => `# agreed: from apps/Deployment/shop/checkout to apps/Deployment/shop/orders, port 8080
${[inZone('checkout'), deploymentWith('storefront'), deploymentWith(target)].join('---').trim()}
`;

/** What was agreed for the payment zone names what there is. */
export const ZONE_EDGE_UNKNOWN: Rule = {
  id: 'zone-edge-unknown',
  severity: 'warning',
  why: 'An agreement that fits nothing protects nothing: a misspelt workload is not in the payment zone, and a connection that is no more stays open on paper until somebody uses it.',
  wanted: 'workloads and connections that are there',
  fix: 'correct or remove it in settings.paymentZone',
  wrong: WITH('order'),
  right: WITH('orders'),
  see: [PCI_DSS],
  *find(target) {
    const { paymentZone } = target.settings;
    if (!paymentZone) return;
    const byName = new Map(target.manifests.pods.map((pods) => [identityOf(pods.manifest), pods]));
    const { workloads = [], edges = [] } = paymentZone;
    for (const name of new Set([...workloads, ...edges.flatMap(({ from, to }) => [from, to])]))
      if (isWorkload(name) && !byName.has(name)) yield { manifest: named(name), field: [], got: 'no workload of this name' };
    for (const edge of edges) yield* idle(edge, byName, target);
  },
};

/** An edge that connects nothing with the zone, or that no policy opens. */
function* idle(edge: ZoneEdge, byName: ReadonlyMap<string, PodsView>, target: CheckTarget): Generator<Breach> {
  const [from, to] = [byName.get(edge.from), byName.get(edge.to)];
  const zone = zoneOf(target).pods;
  const ends = [from, to].flatMap((pods) => pods ?? []);
  const what = `${edge.from} to ${edge.to}${edge.port === undefined ? '' : ` on port ${edge.port}`}`;
  const known = [edge.from, edge.to].every((end) => !isWorkload(end) || byName.has(end));
  const [first] = ends;
  if (!first || !known) return;
  if (!ends.some((pods) => zone.has(pods))) yield { manifest: first.manifest, field: [], got: `${what}, neither of which is in the zone` };
  else if (from && to && !isOpen(from, to, edge.port, target))
    yield { manifest: to.manifest, field: [], severity: 'note', got: `${what}, which the policies of one end do not open` };
}

function isOpen(from: PodsView, to: PodsView, port: number | undefined, { manifests }: CheckTarget): boolean {
  const open = overlap(portsOpenAt('egress', from, to, manifests), portsOpenAt('ingress', from, to, manifests));
  return port === undefined ? open.length > 0 : open.some(({ first, last }) => first <= port && port <= last);
}

/** An end may also be a namespace, or a range of addresses. */
function isWorkload(end: string): boolean {
  return !end.startsWith('/Namespace/') && !isCidr(end);
}

/** What a name in the settings would be the name of. */
function named(identity: string): Manifest {
  const [group = '', kind = '', namespace = '', ...name] = identity.split('/');
  const metadata = { name: name.join('/'), ...(namespace !== '' && { namespace }) };
  return manifestOf({ apiVersion: group === '' ? 'v1' : `${group}/v1`, kind, metadata });
}
