import { identityOf } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { portsOf } from '../../manifests/network-end';
import type { Direction, NetworkPolicy, PolicyPeer, PolicyRule } from '../../manifests/network-policy';
import type { PodsView } from '../../manifests/pods';
import { overlap, type PortRange, portsText, rangesAt } from '../../manifests/port-range';
import { namedNamespaces, podsAmong } from '../named-peers';
import { BOTH_DIRECTIONS, policiesIn, portsOpenAt, type StatedPolicy } from '../network-cover';
import { statedPeers } from '../policy-peers';
import type { Breach, Rule } from '../rule';
import { indexOf } from '../set-index';

/** A peer that stands for more connections than this was not meant one by one, and to look at them all would take long. */
const MOST_CONNECTIONS = 100;

const EXAMPLE = (port: number) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec: { containers: [{ name: app, image: registry.example/storefront:2.4.1 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec: { containers: [{ name: app, image: registry.example/orders:2.4.1, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: storefront, namespace: shop }
spec:
  podSelector: { matchLabels: { app: storefront } }
  policyTypes: [Egress]
  egress:
    - to: [{ podSelector: { matchLabels: { app: orders } } }]
      ports: [{ port: 8080 }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: orders, namespace: shop }
spec:
  podSelector: { matchLabels: { app: orders } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: storefront } } }]
      ports: [{ port: ${port} }]
`;

/** What a NetworkPolicy opens at one end, those of the other end open too. */
export const CONTRADICTING_POLICIES: Rule = {
  id: 'contradicting-policies',
  severity: 'warning',
  why: 'A connection needs both ends: where the client’s policies open it and the target’s refuse it, or the other way round, it times out, and each policy read alone looks right.',
  wanted: 'a connection that the policies of both ends let through',
  fix: 'open the same pods and ports at the other end, or remove the peer',
  wrong: EXAMPLE(80),
  right: EXAMPLE(8080),
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  *find({ manifests }) {
    for (const stated of policiesIn(manifests)) for (const direction of BOTH_DIRECTIONS) yield* deadPeers(stated, direction, manifests);
  },
};

function* deadPeers(stated: StatedPolicy, direction: Direction, manifests: ManifestSet): Generator<Breach> {
  for (const { rule, peer, field } of statedPeers(stated, direction)) {
    const got = peer && refusalOf({ direction, rule, peer, policy: stated.policy }, manifests);
    if (got !== undefined) yield { manifest: stated.manifest, field, got };
  }
}

interface Opening {
  readonly direction: Direction;
  readonly rule: PolicyRule;
  readonly peer: PolicyPeer;
  readonly policy: NetworkPolicy;
}

/** What a peer says and the other ends refuse, where they refuse every connection that it stands for. */
function refusalOf({ direction, rule, peer, policy }: Opening, manifests: ManifestSet): string | undefined {
  // Who names all pods of a namespace leaves it to the other ends which of them it is.
  if (peer.kind === 'addresses' || peer.pods.length === 0) return undefined;
  const namespaces = namedNamespaces(peer, policy.namespace) ?? [];
  const others = atMost(MOST_CONNECTIONS, podsAmong(namespaces, peer, manifests));
  if (others.length === 0) return undefined;
  const owns = atMost(MOST_CONNECTIONS, indexOf(manifests).pods.selected(policy.namespace, policy.pods));
  if (others.length * owns.length > MOST_CONNECTIONS) return undefined;
  let refusal: string | undefined;
  for (const other of others)
    for (const own of owns) {
      const [client, target] = direction === 'egress' ? [own, other] : [other, own];
      const ports = portsOf(rule).flatMap((port) => rangesAt(target, port));
      if (!refuses(direction, client, target, ports, manifests)) return undefined;
      refusal ??= refusalText(direction, client, target, ports);
    }
  return refusal;
}

/** The first of them, and one more, so that it shows where there are more. */
function atMost(most: number, all: Iterable<PodsView>): readonly PodsView[] {
  const first: PodsView[] = [];
  for (const pods of all) if (first.push(pods) > most) break;
  return first;
}

/** Whether the other end has nothing of these ports open; a client whose policies name the target on other ports is told at its own end. */
function refuses(direction: Direction, client: PodsView, target: PodsView, ports: readonly PortRange[], manifests: ManifestSet): boolean {
  // A port that the target does not have is another mistake than this, and pods on the host network know no policies.
  if (ports.length === 0 || [client, target].some(({ spec }) => spec.hostNetwork === true)) return false;
  if (direction === 'ingress') return portsOpenAt('egress', client, target, manifests).length === 0;
  return overlap(ports, portsOpenAt('ingress', client, target, manifests)).length === 0;
}

function refusalText(direction: Direction, client: PodsView, target: PodsView, ports: readonly PortRange[]): string {
  const [from, to] = [identityOf(client.manifest), identityOf(target.manifest)];
  if (direction === 'ingress') return `the client ${from}, whose own policies do not let it connect to ${to}`;
  return `the target ${to}, whose own policies do not let ${from} in on ${portsText(ports)}`;
}
