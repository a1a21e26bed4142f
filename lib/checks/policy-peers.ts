import { indexedObjectsAt, type JsonObject } from '../manifests/json';
import type { Direction, PolicyPeer, PolicyRule } from '../manifests/network-policy';
import type { FieldPath } from './finding';
import type { StatedPolicy } from './network-cover';

/** A rule of a NetworkPolicy as it is written. */
export interface WrittenRule {
  readonly rule: JsonObject;
  /** The field of its peers. */
  readonly side: 'from' | 'to';
  readonly field: FieldPath;
}

/** Every rule of a policy as it is written, in both directions. */
export function* writtenRules(body: JsonObject): Generator<WrittenRule> {
  for (const direction of ['ingress', 'egress'] as const)
    for (const [index, rule] of indexedObjectsAt(body, 'spec', direction))
      yield { rule, side: sideOf(direction), field: ['spec', direction, index] };
}

function sideOf(direction: Direction): WrittenRule['side'] {
  return direction === 'egress' ? 'to' : 'from';
}

/** What a NetworkPolicy opens at one place. */
export interface StatedPeer {
  readonly rule: PolicyRule;
  /** Undefined: everybody. */
  readonly peer?: PolicyPeer;
  readonly field: FieldPath;
}

/** Every peer of a policy in one direction, with its field. */
export function* statedPeers({ policy, manifest }: StatedPolicy, direction: Direction): Generator<StatedPeer> {
  const side = sideOf(direction);
  // The same lists as the policy was read from, so that what is no object keeps its place.
  const bodies = indexedObjectsAt(manifest.body, 'spec', direction);
  for (const [i, rule] of (policy[direction] ?? []).entries()) {
    const [index, body] = bodies[i] ?? [i, {}];
    const field = ['spec', direction, index];
    if (!rule.peers) yield { rule, field };
    const places = indexedObjectsAt(body, side);
    for (const [j, peer] of (rule.peers ?? []).entries()) yield { rule, peer, field: [...field, side, places[j]?.[0] ?? j] };
  }
}
