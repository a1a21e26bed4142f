import { partyOf } from '../manifests/network-party';
import type { Direction } from '../manifests/network-policy';
import type { PodsView } from '../manifests/pods';
import { namespaces, policiesIn, policiesOver, type StatedPolicy } from './network-cover';
import { oncePer } from './once-per-set';
import { zoneOf } from './payment-zone';
import { PeerIndex } from './peer-index';
import { PodIndex } from './pod-index';
import type { CheckTarget } from './rule';
import { indexOf } from './set-index';

/**
 * Workloads outside of the zone whose own policies may let a connection with pods of the zone through: those that are open
 * to everybody, and those that name the pods. Those that are shut are not looked at one by one, for in a namespace that
 * denies by default they are most of it.
 */
export function openStrangers(direction: Direction, own: PodsView, target: CheckTarget): readonly PodIndex[] {
  const { open, naming } = strangersOf(target)[direction === 'egress' ? 'ingress' : 'egress'];
  return [open, naming(own)];
}

const strangersOf = oncePer((target: CheckTarget) => ({
  ingress: strangersBy('ingress', target),
  egress: strangersBy('egress', target),
}));

/** Strangers by what their own policies of one direction say. */
function strangersBy(direction: Direction, target: CheckTarget): { open: PodIndex; naming: (own: PodsView) => PodIndex } {
  const { manifests } = target;
  const zone = zoneOf(target);
  // Pods on the host network are no pods to a policy, but their node.
  const isStranger = (pods: PodsView) => !zone.pods.has(pods) && pods.spec.hostNetwork !== true;
  const open = manifests.pods.filter((pods) => isStranger(pods) && isOpen(direction, policiesOver(pods, manifests)));
  const opened = new Set(open);
  const peers = policiesIn(manifests).flatMap((item) =>
    (item.policy[direction] ?? []).flatMap(({ peers = [] }) => peers.map((peer) => ({ peer, namespace: item.policy.namespace, item }))),
  );
  const index = new PeerIndex(peers, namespaces(manifests));
  const naming = oncePer((own: PodsView) => {
    const selected = index
      .meaning(partyOf(own))
      .flatMap(({ policy }) => [...indexOf(manifests).pods.selected(policy.namespace, policy.pods)]);
    return new PodIndex([...new Set(selected)].filter((pods) => isStranger(pods) && !opened.has(pods)));
  });
  return { open: new PodIndex(open), naming };
}

/** Whether no policy decides, or one opens something to everybody. */
function isOpen(direction: Direction, over: readonly StatedPolicy[]): boolean {
  const rules = over.flatMap(({ policy }) => policy[direction] ?? []);
  return over.every(({ policy }) => policy[direction] === undefined) || rules.some(({ peers }) => peers === undefined);
}
