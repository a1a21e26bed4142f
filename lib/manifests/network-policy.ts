import { at, isObject, itemsAt, type JsonObject, numberAt, objectAt, objectsAt, textAt, textsAt } from './json';
import { type LabelSelector, labelSelectorOf } from './label-selector';
import type { Manifest } from './manifest';
import { type Protocol, protocolOf } from './pods';

export type Direction = 'ingress' | 'egress';

/** A peer: pods by selectors, or addresses. */
export type PolicyPeer =
  | {
      readonly kind: 'pods';
      /** Undefined: the policy's own namespace. */
      readonly namespaces?: LabelSelector;
      readonly pods: LabelSelector;
    }
  | { readonly kind: 'addresses'; readonly cidr: string; readonly except: readonly string[] };

/** A port, a range of ports, or a port by the name that the destination's container gives it. */
export interface PolicyPort {
  readonly protocol: Protocol;
  /** Undefined: every port of the protocol. */
  readonly port?: number | string;
  /** Last port of a range. */
  readonly endPort?: number;
}

/** What one rule admits: these peers on these ports. Undefined admits everybody, or every port. */
export interface PolicyRule {
  readonly peers?: readonly PolicyPeer[];
  readonly ports?: readonly PolicyPort[];
}

/** A NetworkPolicy with the defaults of the API filled in. */
export interface NetworkPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly pods: LabelSelector;
  /** Rules of the directions that the policy closes; a direction that is undefined it leaves alone. */
  readonly ingress?: readonly PolicyRule[];
  readonly egress?: readonly PolicyRule[];
}

/**
 * Reads a NetworkPolicy as the API server defaults it.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function networkPolicyOf({ body, namespace, name }: Manifest): NetworkPolicy {
  const spec = objectAt(body, 'spec');
  const types = typesOf(spec);
  return {
    namespace: namespace ?? 'default',
    name,
    pods: labelSelectorOf(objectAt(spec, 'podSelector')),
    ...(types.includes('Ingress') && { ingress: objectsAt(spec, 'ingress').map((rule) => ruleOf(rule, 'from')) }),
    ...(types.includes('Egress') && { egress: objectsAt(spec, 'egress').map((rule) => ruleOf(rule, 'to')) }),
  };
}

/** Ingress is closed unless the types say otherwise; egress only where there are rules for it. */
function typesOf(spec: JsonObject): readonly string[] {
  const stated = textsAt(spec, 'policyTypes');
  if (stated.length > 0) return stated;
  return itemsAt(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** An empty list means what an absent one does: no restriction. */
function ruleOf(rule: JsonObject, side: 'from' | 'to'): PolicyRule {
  const peers = objectsAt(rule, side).map(peerOf);
  const ports = objectsAt(rule, 'ports').map(portOf);
  return { ...(peers.length > 0 && { peers }), ...(ports.length > 0 && { ports }) };
}

function peerOf(peer: JsonObject): PolicyPeer {
  const block = at(peer, 'ipBlock');
  if (isObject(block)) return { kind: 'addresses', cidr: textAt(block, 'cidr') ?? '', except: textsAt(block, 'except') };
  const namespaces = at(peer, 'namespaceSelector');
  return {
    kind: 'pods',
    ...(isObject(namespaces) && { namespaces: labelSelectorOf(namespaces) }),
    pods: labelSelectorOf(objectAt(peer, 'podSelector')),
  };
}

function portOf(body: JsonObject): PolicyPort {
  const port = numberAt(body, 'port') ?? textAt(body, 'port');
  const endPort = numberAt(body, 'endPort');
  return { protocol: protocolOf(body), ...(port !== undefined && { port }), ...(endPort !== undefined && { endPort }) };
}
