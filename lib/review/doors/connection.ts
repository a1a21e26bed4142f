import { groupedBy } from '../../core/groups';
import type { PortRange } from '../../manifests/port-range';
import type { NamedPeer } from './peer-cover';

/**
 * One end of a connection. `workload`: pods of the set; `pods`: pods that a policy names by labels, too many to tell one
 * by one or none of the set's; `addresses`: a block of addresses, or everybody; `edge`: an Ingress or route of the set.
 */
export interface ConnectionEnd {
  readonly kind: 'workload' | 'pods' | 'addresses' | 'edge';
  /** What it is called: the workload's name, or what the policy says of the pods or addresses. */
  readonly name: string;
  /** Namespace of a workload or an edge. */
  readonly namespace?: string;
  /** Identity of a workload or an edge, as `identityOf` writes it. */
  readonly object?: string;
  /** Pods or addresses as the policy names them. */
  readonly named?: NamedPeer;
}

/** Who may open a connection to whom. */
export interface Connection {
  readonly client: ConnectionEnd;
  readonly target: ConnectionEnd;
  /** Ports at the target; none where only its name is known. */
  readonly ports: readonly PortRange[];
  /**
   * Why it is told. `policy`: NetworkPolicies close at least one end and let this one through by what they name;
   * `reference`: the client names a Service of the target, and no policy is against it; `route`: an Ingress or route
   * sends requests there.
   */
  readonly by: 'policy' | 'reference' | 'route';
}

/** What makes a connection the same in two sets, whatever its ports and why it is told. */
export function connectionKey({ client, target }: Connection): string {
  return [client, target].map(endKey).join('\0');
}

/** What makes an end the same in two sets. */
export function endKey({ kind, name, object }: ConnectionEnd): string {
  return object ?? `${kind} ${name}`;
}

/** `storefront > orders:8080`; the namespaces where they are not the same. */
export function connectionText({ client, target, ports }: Connection): string {
  const far = client.namespace !== undefined && target.namespace !== undefined && client.namespace !== target.namespace;
  const named = ({ name, namespace }: ConnectionEnd): string => (far ? `${namespace}/${name}` : name);
  return `${named(client)} > ${named(target)}${ports.length === 0 ? '' : `:${portNumbers(ports)}`}`;
}

const LAST_PORT = 65_535;

/** From this many ports on, a stretch is told as what it leaves out: nothing, or what was open already. */
const MOST_PORTS = 60_000;

/** How many ports are told one by one. */
const MOST_TOLD = 6;

/** `8080`, `53/TCP+UDP`, `443,6443`, `8000-8999`, `every port`, `every other port`. */
export function portNumbers(ports: readonly PortRange[]): string {
  const width = ports.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (ports.some(({ first, last }) => first === 1 && last === LAST_PORT)) return 'every port';
  if (width >= MOST_PORTS) return 'every other port';
  const texts = [...groupedBy(ports, numbersText)].map(([numbers, own]) => `${numbers}${protocolsText(own)}`);
  return texts.length <= MOST_TOLD
    ? texts.join(',')
    : `${texts.slice(0, MOST_TOLD - 1).join(',')} and ${texts.length - MOST_TOLD + 1} more`;
}

function numbersText({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

function protocolsText(ports: readonly PortRange[]): string {
  const protocols = ports.map(({ protocol }) => protocol);
  return protocols.join() === 'TCP' ? '' : `/${protocols.join('+')}`;
}
