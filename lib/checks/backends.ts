import { at, itemsAt, type Json, numberAt, objectAt, textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { FieldPath } from './finding';
import { ROUTE_KINDS } from './route-parents';

/** A Service that an edge sends requests to. */
export interface Backend {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly service: string;
  /** Number or name of the Service's port; undefined where nothing is said. */
  readonly port?: number | string;
  readonly serviceField: FieldPath;
  readonly portField: FieldPath;
}

/** Every Service that the Ingresses and routes of a set send requests to. */
export function* backendsOf(manifests: ManifestSet): Generator<Backend> {
  for (const manifest of manifests.of('Ingress', 'networking.k8s.io')) yield* ingressBackends(manifest);
  for (const kind of ROUTE_KINDS) for (const manifest of manifests.of(kind, 'gateway.networking.k8s.io')) yield* routeBackends(manifest);
}

function* ingressBackends(manifest: Manifest): Generator<Backend> {
  yield* ingressBackend(manifest, at(manifest.body, 'spec', 'defaultBackend'), ['spec', 'defaultBackend']);
  for (const [r, rule] of itemsAt(manifest.body, 'spec', 'rules').entries())
    for (const [p, path] of itemsAt(rule, 'http', 'paths').entries())
      yield* ingressBackend(manifest, at(path, 'backend'), ['spec', 'rules', r, 'http', 'paths', p, 'backend']);
}

function* ingressBackend(manifest: Manifest, backend: Json | undefined, field: FieldPath): Generator<Backend> {
  const service = textAt(backend, 'service', 'name');
  const port = objectAt(backend, 'service', 'port');
  const name = textAt(port, 'name') || undefined;
  if (!service) return;
  yield {
    manifest,
    namespace: manifest.namespace ?? 'default',
    service,
    port: name ?? (numberAt(port, 'number') || undefined),
    serviceField: [...field, 'service', 'name'],
    portField: [...field, 'service', 'port', name ? 'name' : 'number'],
  };
}

function* routeBackends(manifest: Manifest): Generator<Backend> {
  for (const [r, rule] of itemsAt(manifest.body, 'spec', 'rules').entries())
    for (const [b, ref] of itemsAt(rule, 'backendRefs').entries()) {
      const service = textAt(ref, 'name');
      const isService = (textAt(ref, 'kind') ?? 'Service') === 'Service' && (textAt(ref, 'group') ?? '') === '';
      if (!service || !isService) continue;
      const field = ['spec', 'rules', r, 'backendRefs', b];
      const namespace = textAt(ref, 'namespace') ?? manifest.namespace ?? 'default';
      const port = numberAt(ref, 'port');
      yield { manifest, namespace, service, port, serviceField: [...field, 'name'], portField: [...field, 'port'] };
    }
}
