import { isAddress } from '../../core/addresses';
import { isSubdomain } from '../../core/names';
import { at, indexedObjectsAt, type JsonObject, objectAt, textAt } from '../../manifests/json';
import type { FieldPath } from '../finding';
import { ingressRules, ingressWith } from '../ingress-rules';
import { type BreachInside, manifestRule, type Rule } from '../rule';

/** Hosts, paths and backends of an Ingress are ones that the API server takes. */
export const REFUSED_INGRESS: Rule = manifestRule(
  {
    id: 'refused-ingress',
    severity: 'error',
    why: 'The API server refuses the Ingress, and the shop is not reached.',
    wanted: 'a path that begins with /',
    fix: 'write / in front of it',
    wrong: ingressWith({}).replace('path: /,', 'path: cart,'),
    right: ingressWith({}).replace('path: /,', 'path: /cart,'),
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/networking/validation/validation.go'],
  },
  ['networking.k8s.io/Ingress'],
  function* refused(manifest) {
    const { apiVersion, spec } = manifest.body;
    // Versions that went have other fields.
    if (apiVersion !== 'networking.k8s.io/v1') return;
    const rules = ingressRules(manifest);
    const fallback = at(spec, 'defaultBackend');
    if (rules.length === 0 && (fallback ?? null) === null)
      yield { field: ['spec'], got: 'neither', wanted: 'rules or a defaultBackend', fix: 'add one of them' };
    yield* ofBackend(fallback, ['spec', 'defaultBackend']);
    for (const { host, body, field } of rules) {
      if (host !== undefined) yield* ofHost(host, [...field, 'host']);
      for (const [index, path] of indexedObjectsAt(body, 'http', 'paths')) {
        yield* ofPath(path, [...field, 'http', 'paths', index, 'path']);
        yield* ofBackend(path.backend, [...field, 'http', 'paths', index, 'backend']);
      }
    }
  },
);

function* ofHost(host: string, field: FieldPath): Generator<BreachInside> {
  const name = host.startsWith('*.') ? host.slice(2) : host;
  if (!isSubdomain(name) || isAddress(host))
    yield { field, got: JSON.stringify(host), wanted: 'a name of the DNS without a port, no address', fix: 'correct the host' };
}

const UNCLEAR = ['//', '/./', '/../', '%2f', '%2F'];

function* ofPath(item: JsonObject, field: FieldPath): Generator<BreachInside> {
  const path = textAt(item, 'path') ?? '';
  const free = item.pathType === 'ImplementationSpecific';
  if (!path.startsWith('/') && !(free && path === '')) yield { field, got: JSON.stringify(path) };
  const part = free ? undefined : (UNCLEAR.find((text) => path.includes(text)) ?? path.match(/\/\.\.?$/)?.[0]);
  if (part !== undefined)
    yield { field, got: JSON.stringify(path), wanted: `a path without ${part}`, fix: 'write the path as it is asked for' };
}

function* ofBackend(backend: JsonObject[string], field: FieldPath): Generator<BreachInside> {
  const { service, resource } = objectAt(backend);
  if ((backend ?? null) === null || (resource ?? null) !== null) return;
  if ((service ?? null) === null) yield { field, got: 'neither', wanted: 'a service or a resource', fix: 'name the Service' };
  else if (!textAt(service, 'port', 'name') && !at(service, 'port', 'number'))
    yield { field: [...field, 'service', 'port'], got: 'none', wanted: 'a name or a number', fix: 'name the port' };
}
