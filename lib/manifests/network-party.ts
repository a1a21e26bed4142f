import { sortedBy } from '../core/order';
import type { ManifestSet } from './manifest-set';
import type { ContainerPort, PodsView } from './pods';

type Labels = Readonly<Record<string, string>>;

/** Pods beside the set: of another namespace, or strangers in one of the set's own. */
export interface OutsidePods {
  readonly kind: 'pods';
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Ports of their containers, where named ports are looked up. */
  readonly ports?: readonly ContainerPort[];
  /** Their address, for network plugins that hold an ipBlock against pods too; without it no ipBlock matches them. */
  readonly address?: string;
}

/** A host that is no pod. */
export interface OutsideAddress {
  readonly kind: 'address';
  readonly name: string;
  readonly address: string;
}

export type Outsider = OutsidePods | OutsideAddress;

/** One end of a connection. */
export interface Party {
  readonly name: string;
  /** Undefined for a host that is no pod. */
  readonly pods?: { readonly namespace: string; readonly labels: Labels; readonly hostNetwork: boolean };
  readonly ports: readonly ContainerPort[];
  readonly address?: string;
}

/** Every end that a connection can have: the workloads of the set, and the outsiders. */
export function partiesOf(set: ManifestSet, outsiders: readonly Outsider[]): Party[] {
  return sortedBy([...set.pods.map(partyOf), ...outsiders.map(outsideParty)], (party) => party.name);
}

/** The pods of a workload as an end of connections. */
export function partyOf({ namespace, name, labels, ports, spec, manifest }: PodsView): Party {
  return { name: `${manifest.kind}/${namespace}/${name}`, pods: { namespace, labels, hostNetwork: spec.hostNetwork === true }, ports };
}

function outsideParty(outsider: Outsider): Party {
  const { name, address } = outsider;
  if (outsider.kind === 'address') return { name, address, ports: [] };
  const { namespace, labels, ports } = outsider;
  return { name, pods: { namespace, labels, hostNetwork: false }, ports: ports ?? [], ...(address !== undefined && { address }) };
}
