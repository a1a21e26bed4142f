import { sortedBy, sortedRecord } from '../../core/order';
import { textAt } from '../../manifests/json';
import type { LocalPods, LocalShop } from './local-shop';
import { podNameOf } from './pod-name';

/** Networks that Docker's own ranges have room for, less a few for what else runs on the machine. */
const OWN_RANGE_NETWORKS = 24;

/** Set apart for measurements between networks (RFC 2544), so that no office and no provider uses it. */
const FALLBACK_RANGE = '198.18.0.0/16';

/** Addresses of a network: two ends, a gateway, and what is run by hand. */
const NETWORK_BITS = 28;

/** Name of the network between two services. A point, which no name of a component has, keeps it apart from all others. */
function edgeNetwork(client: string, target: string): string {
  return `${client}.${target}`;
}

/** Name of the network on which a service is asked for its health. */
export function healthNetwork(service: string): string {
  return `${service}_health`;
}

/** Name of the network that leads to the world outside. */
function outsideNetwork(service: string): string {
  return `${service}_outside`;
}

/** A network as Compose knows it, and under which other names its members are found there. */
interface Membership {
  readonly aliases?: readonly string[];
}

/**
 * Networks that follow the edges: one for each pair that talks, in which nobody else is, so that two services without an
 * edge share none. Only who calls something outside, or is called from there, has a way out.
 */
export class LocalNetworks {
  private readonly internal = new Map<string, boolean>();
  /** By service and network. */
  private readonly members = new Map<string, Map<string, Membership>>();

  /** @param asked services that are asked for their health over the network */
  constructor(shop: LocalShop, asked: Iterable<string>) {
    const aliases = new Map(shop.pods.map((own) => [own.pods.name, aliasesOf(own, shop)]));
    for (const { from, to } of shop.links) {
      const network = edgeNetwork(from.name, to.name);
      this.join(network, from.name, true);
      this.join(network, to.name, true, aliases.get(to.name));
    }
    for (const service of asked) this.join(healthNetwork(service), service, true, aliases.get(service));
    for (const service of [...shop.outward, ...shop.edges.map(({ name }) => name)]) this.join(outsideNetwork(service), service, false);
    for (const { pods } of shop.pods) {
      if (!this.members.has(pods.name)) this.join(`${pods.name}_alone`, pods.name, true);
    }
  }

  /** The networks of a service, as its field `networks`. */
  public of(service: string): Readonly<Record<string, Membership>> {
    return sortedRecord(Object.fromEntries(this.members.get(service) ?? []));
  }

  /** The same for what runs beside a service without being found there. */
  public besides(service: string): Readonly<Record<string, Membership>> {
    return sortedRecord(Object.fromEntries([...(this.members.get(service) ?? new Map()).keys()].map((network) => [network, {}])));
  }

  /** The top-level field `networks`. */
  public definitions(range: string | undefined): Record<string, object> {
    const names = sortedBy(this.internal, ([name]) => name);
    const from = range ?? (names.length > OWN_RANGE_NETWORKS ? FALLBACK_RANGE : undefined);
    return Object.fromEntries(
      names.map(([name, internal], index) => [
        name,
        { ...(internal && { internal }), ...(from && { ipam: { config: [{ subnet: subnetOf(from, index) }] } }) },
      ]),
    );
  }

  /** How many networks there are. */
  public get count(): number {
    return this.internal.size;
  }

  private join(network: string, service: string, internal: boolean, aliases: readonly string[] = []): void {
    this.internal.set(network, internal);
    const own = this.members.get(service) ?? new Map<string, Membership>();
    this.members.set(service, own.set(network, aliases.length > 0 ? { aliases } : {}));
  }
}

/** Names by which a cluster's DNS knows the pods, beside the name that their service has here. */
function aliasesOf({ pods }: LocalPods, { services, view }: LocalShop): string[] {
  const own = (services.get(pods.name) ?? []).map(({ name }) => name);
  const governing = pods.manifest.kind === 'StatefulSet' ? textAt(pods.manifest.body, 'spec', 'serviceName') : undefined;
  const pod = governing === undefined ? [] : [`${podNameOf(pods)}.${governing}`, `${podNameOf(pods)}.${governing}.${view.namespace}`];
  return [...new Set([...own, ...pod])].filter((alias) => alias !== pods.name).sort();
}

/** Networks that a range has room for. */
export function roomOf(range: string): number {
  return Math.floor(2 ** (NETWORK_BITS - Number(range.slice(range.indexOf('/') + 1))));
}

/** A network of a range, by its number from 0. */
function subnetOf(range: string, index: number): string {
  const [address = '', bits = ''] = range.split('/');
  const mask = 2 ** (32 - Number(bits));
  const first = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const start = first - (first % mask) + index * 2 ** (32 - NETWORK_BITS);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join('.')}/${NETWORK_BITS}`;
}
