import { isCidr } from '../core/addresses';
import { isHostName } from '../core/names';
import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import type { Component, Location, Role } from '../model/component';
import type { Value } from '../model/value';
import { ANY_ADDRESS, PRIVATE_ADDRESSES } from '../policy/network';
import { NAME_RULES, type NamedInput } from './name-rules';
import { cidrRule, portRule } from './place-rules';
import type { ShopContext } from './shop-context';

/** Where something outside of the cluster is. */
export interface ExternalTargetProps {
  /** Host name or address that clients dial. */
  readonly host: string;
  /**
   * Port.
   *
   * @default - the usual port of the protocol
   */
  readonly port?: number;
  /**
   * Its addresses. NetworkPolicies know no names: with none given, every public address on this port is opened, and no
   * private one.
   *
   * @default - the host, where it is an address; else any public address
   */
  readonly cidrs?: string[];
}

/** What a protocol adds to a host outside. */
export interface ExternalProtocol {
  readonly scheme: string;
  readonly defaultPort: number;
  readonly facts?: Readonly<Record<string, Value>>;
}

/** A place outside as its rules see it. */
interface ExternalInput extends ExternalTargetProps {
  readonly scheme?: string;
}

/** Refuses a place that cannot be. */
export function refuseExternal<P extends ExternalInput>(
  path: string,
  id: string,
  props: P,
  ...more: ReadonlyArray<ReadonlyArray<Rule<P>>>
): void {
  refuse<P & NamedInput>(path, { ...props, id }, NAME_RULES, RULES, ...more);
}

/** The range of a single address; undefined for a name. */
function addressCidr(host: string): string | undefined {
  const cidr = `${host}/${host.includes(':') ? 128 : 32}`;
  return isCidr(cidr) ? cidr : undefined;
}

/** What to open: the addresses given, or the one that is dialled, or every public one. */
function placeOf({ host, cidrs }: ExternalTargetProps): Location {
  const address = addressCidr(host);
  const hostNames = address === undefined ? [host] : [];
  const own = cidrs ?? (address === undefined ? undefined : [address]);
  return { kind: 'addresses', cidrs: own ?? ANY_ADDRESS, except: own ? [] : PRIVATE_ADDRESSES, hostNames };
}

/** The graph's node of something outside: it emits nothing, its clients' policies and env name it. */
export function externalComponent(
  shop: ShopContext,
  path: string,
  name: string,
  role: Role,
  protocol: ExternalProtocol,
  props: ExternalTargetProps,
): Component {
  const port = props.port ?? protocol.defaultPort;
  return {
    name,
    role,
    path,
    phase: Phase.FOUNDATION,
    namespace: shop.namespace,
    host: props.host,
    location: placeOf(props),
    endpoints: [{ name: protocol.scheme, port, targetPort: port, scheme: protocol.scheme, transport: 'TCP' }],
    facts: protocol.facts ?? {},
    peerPorts: [],
    services: [],
  };
}

const RULES: ReadonlyArray<Rule<ExternalInput>> = [
  {
    code: 'SHOP-X001',
    broken: ({ host }) => (isHostName(host.toLowerCase()) || addressCidr(host) !== undefined ? [] : [`the host "${host}"`]),
    wanted: 'a host name or an address, without scheme, port or path',
    fix: 'correct the host',
  },
  portRule(({ port }) => (port === undefined ? [] : [port])),
  cidrRule(({ cidrs }) => cidrs ?? []),
  {
    code: 'SHOP-X003',
    broken: ({ cidrs }) => (cidrs && cidrs.length === 0 ? ['an empty list of CIDRs, which would open nothing'] : []),
    wanted: 'at least one CIDR, or none given at all for any public address',
    fix: 'name the addresses',
  },
  {
    code: 'SHOP-X005',
    broken: ({ scheme }) => (scheme === undefined || /^[a-z][a-z0-9+.-]*$/.test(scheme) ? [] : [`the scheme "${scheme}"`]),
    wanted: 'a lower-case letter, then lower-case letters, digits, "+", "." and "-", without "://"',
    fix: 'correct the scheme',
  },
];
