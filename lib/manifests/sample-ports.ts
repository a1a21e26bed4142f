import type { Direction, NetworkPolicy, PolicyPort } from './network-policy';

const LAST_PORT = 65_535;
const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/**
 * The ports that stand for all 65 535: those that a container, a policy or the caller names, and one more of each
 * stretch in which no policy tells one port from another. So an opening on a port that nobody thought of shows too.
 */
export function samplePorts(policies: readonly NetworkPolicy[], named: Iterable<number>): readonly number[] {
  const ports = policies.flatMap((policy) => DIRECTIONS.flatMap((d) => (policy[d] ?? []).flatMap((rule) => rule.ports ?? [])));
  const numbered = ports.filter((p): p is PolicyPort & { port: number } => typeof p.port === 'number');
  const mentioned = new Set([...named, ...numbered.flatMap((p) => [p.port, p.endPort ?? p.port])]);
  const ranges = numbered.flatMap((p) => (p.endPort === undefined ? [] : [p.port, p.endPort + 1]));
  const starts = [...new Set([1, ...ranges])].filter((port) => port <= LAST_PORT).sort((a, b) => a - b);
  const others = starts.flatMap((start, i) => firstUnmentioned(start, starts[i + 1] ?? LAST_PORT + 1, mentioned));
  return [...mentioned, ...others].sort((a, b) => a - b);
}

function firstUnmentioned(from: number, end: number, mentioned: ReadonlySet<number>): number[] {
  let port = from;
  while (mentioned.has(port)) port++;
  return port < end ? [port] : [];
}
