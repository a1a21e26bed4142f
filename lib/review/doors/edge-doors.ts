import { hasCertificate, ingressRules } from '../../checks/ingress-rules';
import { itemsAt, objectAt, objectsAt, requiredTextAt, textAt, textsAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';

const GATEWAY_API = 'gateway.networking.k8s.io';

/** Kinds of routes whose requests bear the name of a host. */
export const ROUTES: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'].map((kind) => `${GATEWAY_API}/${kind}`);

export const INGRESS = 'networking.k8s.io/Ingress';

export const GATEWAY = `${GATEWAY_API}/Gateway`;

/** What people outside can ask for at an edge: `shop.example/api`, each with the Services that answer. */
export function doorsOf({ kind, body, ...manifest }: Manifest): ReadonlyMap<string, readonly string[]> {
  if (kind === 'Ingress') return ingressDoors({ ...manifest, kind, body });
  return kind === 'Gateway' ? listenerDoors({ ...manifest, kind, body }) : routeDoors({ ...manifest, kind, body });
}

const ANY_HOST = 'any host';

/** What answers where no Service does. */
export const REDIRECT = 'a redirect';

function ingressDoors(ingress: Manifest): ReadonlyMap<string, readonly string[]> {
  const rules = ingressRules(ingress).flatMap(({ host = ANY_HOST, body }) =>
    objectsAt(body, 'http', 'paths').map((path) => [`${host}${textAt(path, 'path') ?? '/'}`, [serviceOf(path)]] as const),
  );
  const fallback = textAt(ingress.body, 'spec', 'defaultBackend', 'service', 'name');
  return new Map([...rules, ...(fallback === undefined ? [] : [[`${ANY_HOST}/`, [fallback]] as const])]);
}

function serviceOf(path: Parameters<typeof textAt>[0]): string {
  return textAt(path, 'backend', 'service', 'name') ?? requiredTextAt(path, 'backend', 'resource', 'name');
}

function routeDoors({ body }: Manifest): ReadonlyMap<string, readonly string[]> {
  const hosts = statedHosts({ body });
  const rules = objectsAt(body, 'spec', 'rules').flatMap((rule) => {
    const backends = objectsAt(rule, 'backendRefs').map((ref) => requiredTextAt(ref, 'name'));
    return matchesOf(rule).map((path) => [path, backends.length === 0 ? [REDIRECT] : backends] as const);
  });
  return new Map(hosts.flatMap((host) => rules.map(([path, backends]) => [`${host}${path}`, backends] as const)));
}

function statedHosts({ body }: Pick<Manifest, 'body'>): readonly string[] {
  const stated = textsAt(body, 'spec', 'hostnames');
  return stated.length === 0 ? [ANY_HOST] : stated;
}

function matchesOf(rule: Parameters<typeof objectsAt>[0]): string[] {
  const matches = objectsAt(rule, 'matches').map((match) => {
    const { service, method } = objectAt(match, 'method');
    return textAt(match, 'path', 'value') ?? (service === undefined ? '/' : `/${service}/${method ?? '*'}`);
  });
  return matches.length === 0 ? ['/'] : matches;
}

/** What a listener takes that is for its own namespace alone. */
export const OWN_ROUTES = 'routes of its namespace';

/** Whose routes a listener takes, from the fewest to those of everybody. */
const TAKEN = [OWN_ROUTES, 'routes of some namespaces', 'routes of every namespace'] as const;

/** Whether somebody answers at a door where nobody did, or a listener takes routes of more namespaces than before. */
export function isWider(answers: readonly string[], before: readonly string[] | undefined): boolean {
  const width = (texts: readonly string[]): number => TAKEN.findIndex((routes) => texts.includes(routes));
  return before === undefined || width(answers) > width(before);
}

function listenerDoors({ body }: Manifest): ReadonlyMap<string, readonly string[]> {
  return new Map(
    objectsAt(body, 'spec', 'listeners').map((listener) => {
      const from = textAt(listener, 'allowedRoutes', 'namespaces', 'from') ?? 'Same';
      const routes = TAKEN[from === 'All' ? 2 : from === 'Selector' ? 1 : 0];
      return [`${textAt(listener, 'hostname') ?? ANY_HOST}:${listener.port}`, [routes]];
    }),
  );
}

/** The hosts of an edge that it answers with a certificate; `any host` for those that it does not name. */
export function encryptedHosts(edge: Manifest): ReadonlySet<string> {
  if (edge.kind === 'Ingress') return new Set(hostsOf(edge).filter((host) => hasCertificate(edge, host === ANY_HOST ? undefined : host)));
  const listeners = objectsAt(edge.body, 'spec', 'listeners').filter(({ protocol }) => protocol === 'HTTPS' || protocol === 'TLS');
  return new Set(listeners.map((listener) => textAt(listener, 'hostname') ?? ANY_HOST));
}

/** The hosts that an Ingress, a route or a Gateway answers. */
export function hostsOf(edge: Manifest): readonly string[] {
  if (edge.kind === 'Ingress') return [...new Set(ingressRules(edge).map(({ host = ANY_HOST }) => host))];
  if (edge.kind !== 'Gateway') return statedHosts(edge);
  return [...new Set(itemsAt(edge.body, 'spec', 'listeners').map((listener) => textAt(listener, 'hostname') ?? ANY_HOST))];
}
