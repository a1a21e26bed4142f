import { isCidr } from '../core/addresses';
import { isHostName, isPort } from '../core/names';
import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import type { Component, Role } from '../model/component';
import type { Value } from '../model/value';
import { ANY_ADDRESS, PRIVATE_ADDRESSES } from '../policy/network';
import { NAME_RULES } from './name-rules';
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
   * @default - any public address
   */
  readonly cidrs?: string[];
}

/** What a protocol adds to a host outside. */
export interface ExternalProtocol {
  readonly scheme: string;
  readonly defaultPort: number;
  readonly facts?: Readonly<Record<string, Value>>;
}

/** Refuses a place that cannot be. */
export function refuseExternal(path: string, id: string, props: ExternalTargetProps): void {
  refuse(path, { ...props, id }, NAME_RULES, RULES);
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
  const cidrs = props.cidrs ?? ANY_ADDRESS;
  return {
    name,
    role,
    path,
    phase: Phase.FOUNDATION,
    namespace: shop.namespace,
    host: props.host,
    location: {
      kind: 'addresses',
      cidrs,
      except: props.cidrs ? [] : PRIVATE_ADDRESSES,
      hostNames: isCidr(`${props.host}/32`) ? [] : [props.host],
    },
    endpoints: [{ name: protocol.scheme, port, targetPort: port, scheme: protocol.scheme, transport: 'TCP' }],
    facts: protocol.facts ?? {},
    peerPorts: [],
    services: [],
  };
}

const RULES: ReadonlyArray<Rule<ExternalTargetProps>> = [
  {
    code: 'SHOP-X001',
    broken: ({ host }) =>
      isHostName(host.toLowerCase()) || isCidr(`${host}/${host.includes(':') ? 128 : 32}`) ? [] : [`the host "${host}"`],
    wanted: 'a host name or an address, without scheme, port or path',
    fix: 'correct the host',
  },
  {
    code: 'SHOP-W001',
    broken: ({ port }) => (port === undefined || isPort(port) ? [] : [`the port ${port}`]),
    wanted: 'a whole number from 1 to 65535',
    fix: 'correct the port',
  },
  {
    code: 'SHOP-X002',
    broken: ({ cidrs }) => (cidrs ?? []).filter((c) => !isCidr(c)).map((c) => `the CIDR "${c}"`),
    wanted: 'an address, a slash and a prefix length: 203.0.113.0/24',
    fix: 'correct the CIDR',
  },
  {
    code: 'SHOP-X003',
    broken: ({ cidrs }) => (cidrs && cidrs.length === 0 ? ['an empty list of CIDRs, which would open nothing'] : []),
    wanted: 'at least one CIDR, or none given at all for any public address',
    fix: 'name the addresses',
  },
];
