import { namespaces } from '../../checks/network-cover';
import { oncePerSet } from '../../checks/once-per-set';
import type { PodIndex } from '../../checks/pod-index';
import { indexOf } from '../../checks/set-index';
import type { LabelSelector } from '../../manifests/label-selector';
import type { ManifestSet } from '../../manifests/manifest-set';
import { NAMESPACE_NAME } from '../../manifests/network-end';
import type { PolicyPeer } from '../../manifests/network-policy';
import type { PodsView } from '../../manifests/pods';
import type { ConnectionEnd } from './connection';
import type { PodsPeer } from './peer-cover';

/** Whether the pods of a peer are told one by one. */
export type IsSingle = (peer: PodsPeer) => boolean;

/** More workloads than these are told as a group: a line for each would hide the one that matters. */
const MOST_SINGLE = 20;

/**
 * The same answer for all sets that are compared, so that nothing seems to open because a group has become a workload
 * longer. Whoever is named without any label is a group whatever its size; whoever none of the sets has is outside.
 */
export function singlePeers(sets: readonly ManifestSet[]): IsSingle {
  const known = new Map<string, boolean>();
  return (peer) => {
    const key = JSON.stringify([peer.peer.namespaces ? '' : peer.namespace, peer.peer]);
    const found = known.get(key) ?? isSingle(peer, sets);
    known.set(key, found);
    return found;
  };
}

function isSingle(peer: PodsPeer, sets: readonly ManifestSet[]): boolean {
  if (peer.peer.pods.length === 0) return false;
  const counts = sets.map((set) => countUpTo(membersOf(peer, set), MOST_SINGLE + 1));
  return counts.some((count) => count > 0) && counts.every((count) => count <= MOST_SINGLE);
}

function countUpTo(items: Iterable<unknown>, most: number): number {
  let count = 0;
  for (const _ of items) if (++count === most) break;
  return count;
}

/** The workloads whose pods a peer selects: of a set, or of some of its pods. */
export function* membersOf({ namespace, peer }: PodsPeer, set: ManifestSet, pods: PodIndex = indexOf(set).pods): Generator<PodsView> {
  if (!peer.namespaces) yield* pods.selected(namespace, peer.pods);
  else for (const name of podNamespaces(set)) if (namespaces(set)(peer.namespaces, name)) yield* pods.selected(name, peer.pods);
}

const podNamespaces = oncePerSet((set): ReadonlySet<string> => new Set(set.pods.map(({ namespace }) => namespace)));

/** Whether a peer also means pods that cannot be in a set, because their namespaces have none of its workloads. */
export function reachesBeyond({ peer }: PodsPeer, set: ManifestSet): boolean {
  if (!peer.namespaces) return false;
  const named = peer.namespaces.find(({ key, operator }) => key === NAMESPACE_NAME && operator === 'In')?.values;
  const own = podNamespaces(set);
  return !named?.every((name) => own.has(name));
}

/** A peer as an end of connections: `every pod in shop`, `pods app=dns in kube-system`. */
export function peerEnd(named: PodsPeer): ConnectionEnd {
  const { namespace, peer } = named;
  const pods = peer.pods.length === 0 ? 'every pod' : `pods ${selectorText(peer.pods)}`;
  return { kind: 'pods', name: `${pods} ${peer.namespaces ? namespacesText(peer.namespaces) : `in ${namespace}`}`, named };
}

function namespacesText(selector: LabelSelector): string {
  const [only, ...more] = selector;
  if (!only) return 'in every namespace';
  if (more.length === 0 && only.key === NAMESPACE_NAME && only.operator === 'In') return `in ${only.values.join(' or ')}`;
  if (more.length === 0 && only.key === NAMESPACE_NAME && only.operator === 'NotIn') return `outside of ${only.values.join(' and ')}`;
  return `in namespaces ${selectorText(selector)}`;
}

function selectorText(selector: LabelSelector): string {
  return selector.map(requirementText).join(',');
}

function requirementText({ key, operator, values }: LabelSelector[number]): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return values.length === 1 ? `${key}!=${values[0]}` : `${key} not in (${values.join(', ')})`;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return key;
  }
}

/** Blocks that hold every address of their family. */
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

/** Where clouds give a machine its identity and credentials; whoever reaches it may act as the node. */
export const METADATA_ADDRESS = '169.254.169.254';

/** Addresses as an end of connections: `any address but 10.0.0.0/8`. */
export function addressesEnd(named: Extract<PolicyPeer, { kind: 'addresses' }>): ConnectionEnd {
  const { cidr, except } = named;
  const whole = EVERYWHERE.has(cidr) ? `any ${cidr.includes(':') ? 'IPv6 ' : ''}address` : cidr;
  return { kind: 'addresses', name: except.length === 0 ? whole : `${whole} but ${except.join(', ')}`, named };
}

/** The end that a rule without peers means. */
export const ANYBODY: ConnectionEnd = { kind: 'addresses', name: 'anybody' };
