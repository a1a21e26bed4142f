import { at, type Json, textsAt } from '../../manifests/json';
import { quantityOf } from '../../manifests/quantity';
import { claimTemplatesOf } from '../claims';
import type { FieldPath } from '../finding';
import { type BreachInside, manifestRule, type Rule } from '../rule';

const claim = (spec: string) => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads, namespace: shop }
spec: ${spec}
`;

/** A claim says how it is used and how large it is. */
export const REFUSED_CLAIM: Rule = manifestRule(
  {
    id: 'refused-claim',
    severity: 'error',
    why: 'The API server refuses such a claim. One of a StatefulSet’s template is refused only when a pod is to be made, which then never comes.',
    wanted: 'an access mode, with ReadWriteOncePod alone, and a storage request above 0',
    fix: 'set accessModes and resources.requests.storage',
    wrong: claim('{ accessModes: [ReadWriteOnce] }'),
    right: claim('{ accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }'),
    see: [
      'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-claim-v1/#PersistentVolumeClaimSpec',
    ],
  },
  ['/PersistentVolumeClaim', 'apps/StatefulSet'],
  function* refused(manifest) {
    if (manifest.kind === 'PersistentVolumeClaim') yield* faultsOf(manifest.body.spec, ['spec']);
    for (const [index, template] of claimTemplatesOf(manifest))
      yield* faultsOf(template.spec, ['spec', 'volumeClaimTemplates', index, 'spec']);
  },
);

function* faultsOf(spec: Json | undefined, field: FieldPath): Generator<BreachInside> {
  const modes = at(spec, 'accessModes');
  if (modes === undefined || modes === null || (Array.isArray(modes) && modes.length === 0))
    yield { field: [...field, 'accessModes'], got: 'no access mode' };
  const texts = textsAt(spec, 'accessModes');
  if (texts.length > 1 && texts.includes('ReadWriteOncePod')) yield { field: [...field, 'accessModes'], got: texts.join(' and ') };
  const storage = at(spec, 'resources', 'requests', 'storage');
  const bytes = quantityOf(storage);
  if (storage === undefined || (bytes !== undefined && bytes <= 0))
    yield { field: [...field, 'resources', 'requests', 'storage'], got: storage === undefined ? 'no storage request' : `${storage}` };
}
