import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ShopError } from '../core/shop-error';
import type { Component, Location } from '../model/component';
import { ipBlock, NAMESPACE_NAME } from '../policy/network';

/** A component as a peer of the user's own cdk8s-plus NetworkPolicies: pods, or one range of addresses. */
export function peerConfigOf(scope: Construct, component: Component): kplus.NetworkPolicyPeerConfig {
  const { location } = component;
  const ranges = location.kind === 'pods' ? [] : (location.cidrs ?? []);
  if (location.kind !== 'addresses' && ranges.length === 0) return { podSelector: podSelectorOf(component) };
  if (location.kind !== 'addresses' || ranges.length !== 1) throw new ShopError([severalRanges(component, ranges)]);
  return { ipBlock: ranges.map((cidr) => blockOf(scope, cidr, location.except))[0] };
}

/** The pods of a component as the user's own cdk8s-plus objects select them. */
export function podSelectorOf(component: Component): kplus.PodSelectorConfig {
  const { location } = component;
  if (location.kind === 'addresses') throw new ShopError([noPods(component)]);
  return { labelSelector: kplus.LabelSelector.of({ labels: { ...location.labels } }), namespaces: namespacesOf(location) };
}

function namespacesOf(location: Exclude<Location, { kind: 'addresses' }>): kplus.NamespaceSelectorConfig {
  if (location.kind === 'pods') return { names: [location.namespace] };
  if (location.names.length > 0) return { names: [...location.names] };
  return { labelSelector: kplus.LabelSelector.of({ expressions: [kplus.LabelExpression.notIn(NAMESPACE_NAME, [...location.except])] }) };
}

/** cdk8s-plus asks for a peer more than once, and its ranges are constructs: the first answer is kept. */
function blockOf(scope: Construct, cidr: string, except: readonly string[]): kplus.NetworkPolicyIpBlock {
  const made = scope.node.tryFindChild('Peer');
  if (made instanceof kplus.NetworkPolicyIpBlock) return made;
  const block = ipBlock(cidr.toLowerCase(), except);
  return cidr.includes(':')
    ? kplus.NetworkPolicyIpBlock.ipv6(scope, 'Peer', block.cidr, block.except)
    : kplus.NetworkPolicyIpBlock.ipv4(scope, 'Peer', block.cidr, block.except);
}

function severalRanges({ path, location }: Component, ranges: readonly string[]) {
  return {
    code: 'SHOP-X007',
    path,
    got: `${location.kind === 'addresses' ? '' : 'pods and '}the addresses ${ranges.join(', ')} as one peer of a cdk8s-plus NetworkPolicy`,
    wanted: 'pods, or one range of addresses: cdk8s-plus has no peer for more',
    fix: 'name one CIDR, or give the rule a NetworkPolicyIpBlock for each',
  };
}

function noPods({ path }: Component) {
  return {
    code: 'SHOP-X006',
    path,
    got: 'a selector of the pods of something outside of the cluster',
    wanted: 'a component with pods',
    fix: 'use it as a peer of a rule, which takes addresses too',
  };
}
