import { type JsonObject, objectAt } from '../../manifests/json';
import { quantityOf } from '../../manifests/quantity';
import type { FieldStep } from '../diff/field-diff';
import { fieldsWithin, isWithin, type Update } from '../update';

type Fields = readonly (readonly FieldStep[])[];

/** Fields of a PersistentVolume that are not where its data is. */
const BESIDE_THE_SOURCE = [
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
];

/**
 * A PersistentVolume stays where its data is; nodes from which it can be reached may be said once.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go ValidatePersistentVolumeUpdate
 */
export function frozenVolume(update: Update): Fields {
  const [old, fresh] = [objectAt(update.before.body, 'spec'), objectAt(update.after.body, 'spec')];
  const source = fieldsWithin(update, 'spec').filter((field) => !BESIDE_THE_SOURCE.some((name) => isWithin(field, `spec.${name}`)));
  const isExpandSecret = (field: readonly FieldStep[]): boolean => isWithin(field, 'spec.csi.controllerExpandSecretRef');
  const hadSecret = objectAt(old, 'csi').controllerExpandSecretRef !== undefined;
  return [
    ...source.filter((field) => hadSecret || !isExpandSecret(field)),
    ...fieldsWithin(update, 'spec.volumeMode'),
    ...(old.nodeAffinity === undefined ? [] : fieldsWithin(update, 'spec.nodeAffinity')),
    ...(hasLost(old, fresh, 'volumeAttributesClassName') ? fieldsWithin(update, 'spec.volumeAttributesClassName') : []),
  ];
}

/**
 * A claim grows, and is given another class of attributes; it gets its volume and, where it had none, its class once.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimUpdate
 */
export function frozenClaim(update: Update): Fields {
  const [old, fresh] = [objectAt(update.before.body, 'spec'), objectAt(update.after.body, 'spec')];
  const isOpen = (field: readonly FieldStep[]): boolean =>
    (isWithin(field, 'spec.resources.requests.storage') && !isSmaller(old, fresh)) ||
    (isWithin(field, 'spec.volumeAttributesClassName') && !hasLost(old, fresh, 'volumeAttributesClassName')) ||
    (isWithin(field, 'spec.volumeName') && old.volumeName === undefined) ||
    (isWithin(field, 'spec.storageClassName') && old.storageClassName === undefined);
  return fieldsWithin(update, 'spec').filter((field) => !isOpen(field));
}

function hasLost(old: JsonObject, fresh: JsonObject, field: string): boolean {
  return old[field] !== undefined && (fresh[field] === undefined || fresh[field] === '');
}

function isSmaller(old: JsonObject, fresh: JsonObject): boolean {
  const size = (spec: JsonObject): number => quantityOf(objectAt(spec, 'resources', 'requests').storage) ?? 0;
  return size(fresh) < size(old);
}
