import { at, indexedObjectsAt, type Json, objectAt, textAt } from '../manifests/json';
import type { PodsView } from '../manifests/pods';
import type { FieldPath } from './finding';

/** A ConfigMap or Secret that pods read, or a key of it. */
export interface ConfigReference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Undefined where the whole object is read. */
  readonly key?: string;
  /** The pods start without it too. */
  readonly optional: boolean;
  /** Below the pod's template. */
  readonly field: FieldPath;
}

/** Everything that pods read from ConfigMaps and Secrets: by environment variables and by volumes. */
export function configReferences({ containers, spec }: PodsView): ConfigReference[] {
  return [
    ...containers.flatMap(({ body, field }) => [...fromVariables(body, field), ...fromWhole(body, field)]),
    ...indexedObjectsAt(spec, 'volumes').flatMap(([index, volume]) => fromVolume(volume, ['spec', 'volumes', index])),
  ];
}

function fromVariables(container: Json, field: FieldPath): ConfigReference[] {
  return indexedObjectsAt(container, 'env').flatMap(([index, variable]) => {
    const place = [...field, 'env', index, 'valueFrom'];
    const from = objectAt(variable, 'valueFrom');
    return [
      ...reference('ConfigMap', at(from, 'configMapKeyRef'), 'name', [...place, 'configMapKeyRef'], true),
      ...reference('Secret', at(from, 'secretKeyRef'), 'name', [...place, 'secretKeyRef'], true),
    ];
  });
}

function fromWhole(container: Json, field: FieldPath): ConfigReference[] {
  return indexedObjectsAt(container, 'envFrom').flatMap(([index, source]) => {
    const place = [...field, 'envFrom', index];
    return [
      ...reference('ConfigMap', at(source, 'configMapRef'), 'name', [...place, 'configMapRef']),
      ...reference('Secret', at(source, 'secretRef'), 'name', [...place, 'secretRef']),
    ];
  });
}

function fromVolume(volume: Json, field: FieldPath): ConfigReference[] {
  const own = [
    ...reference('ConfigMap', at(volume, 'configMap'), 'name', [...field, 'configMap']),
    ...reference('Secret', at(volume, 'secret'), 'secretName', [...field, 'secret']),
  ];
  const projected = indexedObjectsAt(at(volume, 'projected'), 'sources').flatMap(([index, source]) => {
    const place = [...field, 'projected', 'sources', index];
    return [
      ...reference('ConfigMap', at(source, 'configMap'), 'name', [...place, 'configMap']),
      ...reference('Secret', at(source, 'secret'), 'name', [...place, 'secret']),
    ];
  });
  return [...own, ...projected];
}

/** The object that is named, and each of its keys that is. */
function reference(
  kind: ConfigReference['kind'],
  body: Json | undefined,
  nameField: string,
  field: FieldPath,
  keyed = false,
): ConfigReference[] {
  const name = textAt(body, nameField);
  if (name === undefined) return [];
  const optional = at(body, 'optional') === true;
  const whole = { kind, name, optional, field: [...field, nameField] };
  const single = keyed ? textAt(body, 'key') : undefined;
  const one = single === undefined ? [] : [{ kind, name, key: single, optional, field: [...field, 'key'] }];
  const items = indexedObjectsAt(body, 'items').flatMap(([index, item]) => {
    const key = textAt(item, 'key');
    return key === undefined ? [] : [{ kind, name, key, optional, field: [...field, 'items', index, 'key'] }];
  });
  return [whole, ...one, ...items];
}
