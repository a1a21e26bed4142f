import { indexedObjectsAt, textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { backendsOf } from './backends';
import type { FieldPath } from './finding';

/** A place where an object of the Gateway API names one of another namespace. */
export interface ForeignReference {
  readonly manifest: Manifest;
  readonly field: FieldPath;
  readonly kind: 'Service' | 'Secret';
  readonly namespace: string;
  readonly name: string;
}

/** What routes and Gateways name in namespaces other than their own. */
export function* foreignReferences(manifests: ManifestSet): Generator<ForeignReference> {
  for (const reference of [...servicesOf(manifests), ...certificatesOf(manifests)])
    if (reference.namespace !== (reference.manifest.namespace ?? 'default')) yield reference;
}

function* servicesOf(manifests: ManifestSet): Generator<ForeignReference> {
  for (const { manifest, namespace, service, serviceField: field } of backendsOf(manifests))
    yield { manifest, field, kind: 'Service', namespace, name: service };
}

function* certificatesOf(manifests: ManifestSet): Generator<ForeignReference> {
  for (const manifest of manifests.of('Gateway', 'gateway.networking.k8s.io'))
    for (const [index, listener] of indexedObjectsAt(manifest.body, 'spec', 'listeners'))
      for (const [nth, ref] of indexedObjectsAt(listener, 'tls', 'certificateRefs')) {
        const field = ['spec', 'listeners', index, 'tls', 'certificateRefs', nth, 'name'];
        const [name, namespace] = [textAt(ref, 'name'), textAt(ref, 'namespace')];
        const isSecret = (textAt(ref, 'kind') ?? 'Secret') === 'Secret' && (textAt(ref, 'group') ?? '') === '';
        if (name && namespace && isSecret) yield { manifest, field, kind: 'Secret', namespace, name };
      }
}
