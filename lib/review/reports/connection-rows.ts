import { type Connection, portNumbers } from '../doors/connection';
import type { ConnectionChanges } from '../doors/connections';

/** A connection that is opened or closed, in words. */
export interface ConnectionRow {
  readonly change: 'opened' | 'closed';
  readonly from: string;
  readonly to: string;
  readonly ports: string;
  readonly by: string;
}

/** Why a connection is told. */
const BY: Readonly<Record<Connection['by'], string>> = {
  policy: 'network policies',
  reference: 'the client names it; no policy decides',
  route: 'a route',
};

/** What is opened, then what is closed. */
export function connectionRows({ opened, closed }: ConnectionChanges): ConnectionRow[] {
  return [...opened.map((connection) => rowOf('opened', connection)), ...closed.map((connection) => rowOf('closed', connection))];
}

function rowOf(change: ConnectionRow['change'], { client, target, ports, by }: Connection): ConnectionRow {
  return { change, from: endText(client), to: endText(target), ports: ports.length === 0 ? 'not known' : portNumbers(ports), by: BY[by] };
}

function endText({ name, namespace }: Connection['client']): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
