import { cidrCovers, networksAround } from '../../core/addresses';
import type { LabelSelector } from '../../manifests/label-selector';
import { NAMESPACE_NAME } from '../../manifests/network-end';
import type { PolicyPeer } from '../../manifests/network-policy';

/** Pods that a policy names by labels, with the namespace of the policy. */
export interface PodsPeer {
  readonly namespace: string;
  readonly peer: Extract<PolicyPeer, { kind: 'pods' }>;
}

/** Whom a rule of a policy names: pods or addresses. */
export type NamedPeer = PodsPeer | Extract<PolicyPeer, { kind: 'addresses' }>;

/** Whether everybody whom one peer names is named by another too, by what their selectors and blocks say. */
export function covers(whole: NamedPeer | undefined, part: NamedPeer | undefined): boolean {
  if (!whole || !part) return false;
  if ('cidr' in whole) return 'cidr' in part && coversAddresses(whole, part);
  return !('cidr' in part) && coversPods(whole, part);
}

/** Where peers are that may name all of those whom one names; its own place is the last. Addresses are many, and told apart by their networks. */
export function placesOf(peer: NamedPeer | undefined): string[] {
  if (!peer) return [];
  return 'cidr' in peer ? networksAround(peer.cidr) : ['pods'];
}

type Addresses = Extract<NamedPeer, { kind: 'addresses' }>;

function coversAddresses(whole: Addresses, part: Addresses): boolean {
  if (!cidrCovers(whole.cidr, part.cidr)) return false;
  // What the whole leaves out, the part may not have: it is elsewhere, or left out there too.
  const isOut = (hole: string): boolean =>
    part.except.some((left) => cidrCovers(left, hole)) || !(cidrCovers(part.cidr, hole) || cidrCovers(hole, part.cidr));
  return whole.except.every(isOut);
}

function coversPods(whole: PodsPeer, part: PodsPeer): boolean {
  return selectsAll(namespacesOf(whole), namespacesOf(part)) && selectsAll(whole.peer.pods, part.peer.pods);
}

/** A peer without a selector of namespaces is in that of its policy. */
function namespacesOf({ namespace, peer }: PodsPeer): LabelSelector {
  return peer.namespaces ?? [{ key: NAMESPACE_NAME, operator: 'In', values: [namespace] }];
}

/** Whether each condition of one selector holds wherever those of another do. */
function selectsAll(whole: LabelSelector, part: LabelSelector): boolean {
  return whole.every((wanted) => part.some((given) => follows(wanted, given)));
}

function follows({ key, operator, values }: LabelSelector[number], given: LabelSelector[number]): boolean {
  if (given.key !== key) return false;
  const shares = given.values.some((value) => values.includes(value));
  switch (operator) {
    case 'In':
      return given.operator === 'In' && given.values.every((value) => values.includes(value));
    case 'NotIn':
      return (
        given.operator === 'DoesNotExist' ||
        (given.operator === 'In' && !shares) ||
        (given.operator === 'NotIn' && values.every((value) => given.values.includes(value)))
      );
    case 'Exists':
      return given.operator === 'Exists' || given.operator === 'In';
    default:
      return given.operator === operator;
  }
}
