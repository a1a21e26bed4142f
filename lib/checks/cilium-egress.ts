import { indexedObjectsAt, type Json, numberAt, objectAt, objectsAt, textAt, textsAt } from '../manifests/json';
import { type LabelSelector, labelSelectorOf } from '../manifests/label-selector';
import type { Manifest } from '../manifests/manifest';
import { PROTOCOLS } from '../manifests/pods';
import { type PortRange, rangesAt } from '../manifests/port-range';
import type { FieldPath } from './finding';

/** Addresses or hosts that a CiliumNetworkPolicy lets its pods connect to. */
export interface OutsideOpening {
  readonly field: FieldPath;
  /** A range of addresses, a host, or a pattern of hosts. */
  readonly to: string;
  readonly kind: 'addresses' | 'hosts';
  readonly ports: readonly PortRange[];
}

const WORLD = new Map([
  ['all', '0.0.0.0/0'],
  ['world', '0.0.0.0/0'],
  ['world-ipv4', '0.0.0.0/0'],
  ['world-ipv6', '::/0'],
]);

/** The pods of its namespace that a CiliumNetworkPolicy is about. */
export function endpointsOf({ body }: Manifest): LabelSelector {
  const selector = labelSelectorOf(objectAt(body, 'spec', 'endpointSelector'));
  // Cilium says of a label where it comes from.
  return selector.map((requirement) => ({ ...requirement, key: requirement.key.replace(/^(k8s|any):/, '') }));
}

/**
 * Everything outside of the cluster that it opens. Its other peers, and policies of the whole cluster, are not read.
 * @see https://docs.cilium.io/en/stable/security/policy/language/
 */
export function outsideOpenings({ body }: Manifest): OutsideOpening[] {
  return indexedObjectsAt(body, 'spec', 'egress').flatMap(([index, rule]) => {
    const ports = portsIn(rule);
    const opening = (kind: OutsideOpening['kind'], to: string | undefined, ...below: FieldPath): OutsideOpening[] =>
      to === undefined ? [] : [{ field: ['spec', 'egress', index, ...below], to, kind, ports }];
    return [
      ...indexedObjectsAt(rule, 'toFQDNs').flatMap(([i, host]) =>
        ['matchName', 'matchPattern'].flatMap((match) => opening('hosts', textAt(host, match), 'toFQDNs', i, match)),
      ),
      ...textsAt(rule, 'toCIDR').flatMap((cidr) => opening('addresses', cidr, 'toCIDR')),
      ...indexedObjectsAt(rule, 'toCIDRSet').flatMap(([i, set]) => opening('addresses', textAt(set, 'cidr'), 'toCIDRSet', i)),
      ...textsAt(rule, 'toEntities').flatMap((entity) => opening('addresses', WORLD.get(entity), 'toEntities')),
    ];
  });
}

/** Ports are texts here, a number or a name; `ANY` is every protocol. */
function portsIn(rule: Json): PortRange[] {
  const stated = objectsAt(rule, 'toPorts').flatMap((to) => objectsAt(to, 'ports'));
  const ports = stated.length > 0 ? stated : [{}];
  return ports.flatMap((body) => {
    const number = Number(textAt(body, 'port') ?? Number.NaN);
    const port = Number.isNaN(number) || number === 0 ? {} : { port: number, endPort: numberAt(body, 'endPort') };
    const protocols = PROTOCOLS.filter((protocol) => ['ANY', protocol].includes(textAt(body, 'protocol') ?? 'ANY'));
    return protocols.flatMap((protocol) => rangesAt({ ports: [] }, { protocol, ...port }));
  });
}
