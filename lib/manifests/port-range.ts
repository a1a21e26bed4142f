import type { Party } from './network-party';
import type { PolicyPort } from './network-policy';
import { PROTOCOLS, type Protocol } from './pods';

const LAST_PORT = 65_535;

/** Ports of one protocol, both ends included. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** The ports that a policy's port means at the pod that is dialled: a named one is the port that bears the name there. */
export function rangesAt(target: Pick<Party, 'ports'>, { protocol, port, endPort }: PolicyPort): PortRange[] {
  if (port === undefined) return [{ protocol, first: 1, last: LAST_PORT }];
  if (typeof port === 'number') return port > (endPort ?? port) ? [] : [{ protocol, first: port, last: endPort ?? port }];
  const named = target.ports.filter((p) => p.name === port && p.protocol === protocol);
  return named.map((p) => ({ protocol, first: p.port, last: p.port }));
}

/** The ports that both have. */
export function overlap(some: readonly PortRange[], others: readonly PortRange[]): PortRange[] {
  return some.flatMap(({ protocol, first, last }) =>
    others
      .filter((other) => other.protocol === protocol && other.first <= last && other.last >= first)
      .map((other) => ({ protocol, first: Math.max(first, other.first), last: Math.min(last, other.last) })),
  );
}

/** What is left of ranges without single ports of any protocol. */
export function beyond(ranges: readonly PortRange[], ports: readonly number[]): PortRange[] {
  return ports.reduce<readonly PortRange[]>((left, port) => left.flatMap((range) => without(range, port)), ranges).slice();
}

function without(range: PortRange, port: number): PortRange[] {
  const { first, last } = range;
  if (port < first || port > last) return [range];
  return [
    { ...range, last: port - 1 },
    { ...range, first: port + 1 },
  ].filter((part) => part.first <= part.last);
}

/** The ports of some ranges that are in none of the others. */
export function less(ranges: readonly PortRange[], others: readonly PortRange[]): PortRange[] {
  return others.reduce<readonly PortRange[]>((left, other) => left.flatMap((range) => outside(range, other)), ranges).slice();
}

function outside(range: PortRange, { protocol, first, last }: PortRange): PortRange[] {
  if (range.protocol !== protocol || last < range.first || first > range.last) return [range];
  return [
    { ...range, last: first - 1 },
    { ...range, first: last + 1 },
  ].filter((part) => part.first <= part.last);
}

/** The same ports in as few ranges as they need, in order. */
export function joined(ranges: readonly PortRange[]): PortRange[] {
  const ordered = [...ranges].sort((a, b) => PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol) || a.first - b.first);
  const done: PortRange[] = [];
  for (const range of ordered) {
    const previous = done.at(-1);
    if (previous?.protocol !== range.protocol || range.first > previous.last + 1) done.push(range);
    else done[done.length - 1] = { ...previous, last: Math.max(previous.last, range.last) };
  }
  return done;
}

/** Ranges in words: `TCP 8080`, `TCP 8000-8999`, `every port`. */
export function portsText(ranges: readonly PortRange[]): string {
  const texts = [...new Set(ranges.map(rangeText))];
  const everything = texts.filter((text) => text.startsWith('every '));
  if (everything.length === 3) return 'every port';
  const shown = texts.slice(0, 3).join(', ');
  return texts.length > 3 ? `${shown} and ${texts.length - 3} more` : shown;
}

function rangeText({ protocol, first, last }: PortRange): string {
  if (first === 1 && last === LAST_PORT) return `every ${protocol} port`;
  return `${protocol} ${first === last ? first : `${first}-${last}`}`;
}
