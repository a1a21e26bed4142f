import { groupedBy } from '../core/groups';
import { PROTOCOLS } from '../manifests/pods';
import { type Permission, permittedConnections, type Surroundings } from '../manifests/reachability';
import { edgeLine, type KnownParties, knownParties, permissionLine } from './network-edges';
import { manifestsOf } from './subject';

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: every declaration of an interface has to have the same parameters
    interface Matchers<R, T = {}> {
      /**
       * The NetworkPolicies let these connections through and no others: `storefront > orders:8080`, or with a protocol
       * other than TCP, `orders > kube-dns:53/UDP`. Without options the workloads themselves are looked at; give outsiders
       * to see who else comes in or is reached.
       */
      toOnlyAllow(edges: readonly string[], options?: Partial<Surroundings>): R;
    }
  }
}

/** A matcher of jest: `expect(app).toOnlyAllow(['storefront > orders:8080'])`. Takes a construct, a list of manifests, or a ManifestSet. */
export function toOnlyAllow(
  received: unknown,
  edges: readonly string[],
  options: Partial<Surroundings> = {},
): { pass: boolean; message: () => string } {
  const set = manifestsOf(received, 'toOnlyAllow');
  const surroundings = { outsiders: [], ...options };
  const parties = knownParties(set, surroundings.outsiders);
  const listed = new Set(edges.map((edge) => edgeLine(edge, parties)));
  const ports = [...(options.ports ?? []), ...[...listed].map((line) => Number(/:(\d+)\/\w+$/.exec(line)?.[1]))];
  const permitted = permittedConnections(set, { ...surroundings, ports });
  const allowed = new Set(permitted.map((permission) => permissionLine(permission, parties)));
  const tooMuch = [...allowed].filter((line) => !listed.has(line));
  const missing = [...listed].filter((line) => !allowed.has(line));
  const pass = tooMuch.length === 0 && missing.length === 0;
  return {
    pass,
    message: () =>
      pass
        ? 'wanted other connections than these, and they are allowed and no others'
        : text(inShort(tooMuch, permitted, parties), missing, parties),
  };
}

/** Lines of which those between two ends that are open to each other on every port are one. */
function inShort(lines: readonly string[], permitted: readonly Permission[], parties: KnownParties): string[] {
  const known = new Set(permitted.map(({ port }) => port)).size * PROTOCOLS.length;
  const pairs = groupedBy(permitted, ({ client, target }) => `${client} > ${target}`);
  const wide = [...pairs.values()].filter((all) => known > PROTOCOLS.length && all.length === known);
  const pairOf = new Map(wide.flatMap((all) => all.map((permission) => [permissionLine(permission, parties), all] as const)));
  const short = lines.map((line) => {
    const all = pairOf.get(line);
    const isWhole = all?.every((permission) => lines.includes(permissionLine(permission, parties)));
    return all ? line.replace(/:\d+\/\w+$/, isWhole ? ': every port' : ': every port that is not listed') : line;
  });
  return [...new Set(short)];
}

function text(tooMuch: readonly string[], missing: readonly string[], { names }: KnownParties): string {
  return [
    'wanted the NetworkPolicies to allow the listed connections and no others',
    ...part('allowed and not listed', tooMuch),
    ...part('listed and not allowed', missing),
    `ends are ${names.join(', ')}`,
  ].join('\n');
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}
