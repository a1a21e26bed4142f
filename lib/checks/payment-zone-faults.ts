import { isCidr } from '../core/addresses';
import { isHostName, isPort } from '../core/names';
import type { Fault } from '../core/shop-error';
import type { PaymentZone } from './check-settings';

type Anything = Readonly<Record<string, unknown>>;

/** What is wrong with what was agreed for the payment zone, which may come from a file and so be anything. */
export function paymentZoneFaults(zone: PaymentZone | undefined): Fault[] {
  if (zone === undefined) return [];
  if (!isMap(zone)) return [fault('', zone)];
  const { workloads, edges, cidrs, hosts, ...unknown } = zone;
  return [
    ...Object.entries(unknown).map(([name, value]) => fault(`.${name}`, value)),
    ...wrongIn('.workloads', workloads, isWorkload),
    ...wrongIn('.edges', edges, isEdge),
    ...wrongIn('.cidrs', cidrs, isPartOfTheWorld),
    ...wrongIn('.hosts', hosts, (host) => typeof host === 'string' && isHostName(host.toLowerCase().replace(/^\*\./, ''))),
  ];
}

function wrongIn(name: string, list: unknown, isRight: (item: unknown) => boolean): Fault[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [fault(name, list)];
  return list.flatMap((item, index) => (isRight(item) ? [] : [fault(`${name}[${index}]`, item)]));
}

function isEdge(edge: unknown): boolean {
  if (!isMap(edge)) return false;
  const { from, to, port, ...unknown } = edge;
  const hasPort = port === undefined || (typeof port === 'number' && isPort(port));
  // From everywhere is how the public comes in; to everywhere would allow everything.
  return hasPort && Object.keys(unknown).length === 0 && isEnd(from, isRange) && isEnd(to, isPartOfTheWorld);
}

function isEnd(end: unknown, isAddresses: (end: unknown) => boolean): boolean {
  return isWorkload(end) || (typeof end === 'string' && /^\/Namespace\/\/[^/]+$/.test(end)) || isAddresses(end);
}

/** `apps/Deployment/shop/checkout`, or `/Pod/shop/checkout` of the core group, or without a namespace. */
function isWorkload(name: unknown): boolean {
  return typeof name === 'string' && /^[a-z0-9.-]*\/[A-Z][A-Za-z]*\/[a-z0-9-]*\/[^/]+$/.test(name) && !name.startsWith('/Namespace/');
}

function isRange(cidr: unknown): boolean {
  return typeof cidr === 'string' && isCidr(cidr);
}

function isPartOfTheWorld(cidr: unknown): boolean {
  return isRange(cidr) && !String(cidr).endsWith('/0');
}

function isMap(value: unknown): value is Anything {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fault(place: string, value: unknown): Fault {
  return {
    code: 'SHOP-K007',
    path: 'checks',
    got: `${JSON.stringify(value)} as settings.paymentZone${place}`,
    wanted:
      'workloads as group/Kind/namespace/name, edges between two of them, /Namespace//name or ranges of addresses, cidrs short of all addresses, and hosts',
    fix: 'correct the setting',
  };
}
