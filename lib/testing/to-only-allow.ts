import { permittedConnections, type Surroundings } from '../manifests/reachability';
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
  const allowed = new Set(permittedConnections(set, { ...surroundings, ports }).map((permission) => permissionLine(permission, parties)));
  const tooMuch = [...allowed].filter((line) => !listed.has(line));
  const missing = [...listed].filter((line) => !allowed.has(line));
  const pass = tooMuch.length === 0 && missing.length === 0;
  return {
    pass,
    message: () => (pass ? 'wanted other connections than these, and they are allowed and no others' : text(tooMuch, missing, parties)),
  };
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
