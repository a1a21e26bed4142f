import { eventually, kubectl } from '../../kubectl';
import { enter } from './ledger';
import { failed, Load, type LoadReport, type Request } from './load';

/** Requests as they were sent before and while something happened to the shop. */
export interface Course {
  readonly before: LoadReport;
  readonly during: LoadReport;
  /** Ids of the orders that the shop has accepted. */
  readonly accepted: readonly string[];
  /** When it happened, in milliseconds from the first request. */
  readonly since: number;
}

/** How long requests come in before anything happens, and how long in all, in seconds. */
export interface Span {
  readonly before: number;
  readonly total: number;
}

/** Requests that come before connections are made and code is warm, in milliseconds. */
const WARM_UP = 2000;

/** Orders on kept connections and on new ones, and pages on new ones, at a steady rate while something happens. */
export async function ordersUnder(
  namespace: string,
  prefix: string,
  { before, total }: Span,
  happens: () => Promise<void>,
  shop = storefrontOf(namespace),
): Promise<Course> {
  const orders = ['-url', `${shop}/api/orders`, '-rate', '20', '-duration', `${total}s`];
  const loads = await Promise.all([
    Load.start([...orders, '-orders', `${prefix}a`]),
    Load.start([...orders, '-orders', `${prefix}b`, '-keepalive=false']),
    Load.start(['-url', `${shop}/`, '-rate', '60', '-duration', `${total}s`, '-keepalive=false']),
  ]);
  await seconds(before);
  const at = Date.now();
  await happens();
  const reports: LoadReport[] = [];
  for (const load of loads) reports.push(await load.end(total + 30));
  const { began } = reports[0];
  const all = reports.flatMap((report) => onTheClockOf(began, report));
  const since = at - began.getTime();
  const accepted = all.flatMap(({ code, id }) => (code === 201 && id !== undefined ? [id] : []));
  enter(accepted);
  return {
    before: { began, requests: all.filter((request) => request.at < since && request.at > WARM_UP) },
    during: { began, requests: all.filter((request) => request.at >= since) },
    accepted,
    since,
  };
}

/** Address of a shop for those who come to its storefront directly. */
export function storefrontOf(namespace: string): string {
  return `http://storefront.${namespace}`;
}

/** `3 of 1200 failed`. */
export function failures(report: LoadReport): string {
  return `${failed(report).length} of ${report.requests.length} failed`;
}

/** Those ids that a table of the orders' database does not have exactly once. */
export function notOnce(namespace: string, table: 'orders' | 'fulfilments', ids: readonly string[]): string[] {
  const rows = query(namespace, `select ${table === 'orders' ? 'id' : 'order_id'} from ${table}`);
  const counts = new Map<string, number>();
  for (const id of rows.split('\n')) counts.set(id, (counts.get(id) ?? 0) + 1);
  return ids.filter((id) => counts.get(id) !== 1);
}

/** Those ids that are not there once as orders and once as fulfilled ones, after the worker had its time. */
export async function lostOrders(
  namespace: string,
  ids: readonly string[],
  patience: number,
): Promise<Record<'orders' | 'fulfilments', string[]>> {
  await eventually(() => notOnce(namespace, 'fulfilments', ids).length === 0, patience);
  return { orders: notOnce(namespace, 'orders', ids), fulfilments: notOnce(namespace, 'fulfilments', ids) };
}

/** What the orders' database answers. */
export function query(namespace: string, sql: string): string {
  return kubectl(['exec', 'orders-db-0', '-n', namespace, '--', 'psql', '-qAtX', '-U', 'shop', '-d', 'shop', '-c', sql]);
}

/** Waits for a time. */
export function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}

function onTheClockOf(began: Date, report: LoadReport): Request[] {
  const offset = report.began.getTime() - began.getTime();
  return report.requests.map((request) => ({ ...request, at: request.at + offset }));
}
