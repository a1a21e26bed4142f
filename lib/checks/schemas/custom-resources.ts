import { isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from '../../manifests/json';
import { oncePerSet } from '../once-per-set';

/** What the CustomResourceDefinitions of a set say of one kind in one version. */
export interface CustomKind {
  readonly served: boolean;
  /** Undefined for a version without a schema, which keeps everything. */
  readonly schema?: JsonObject;
  /** Whether its status is written apart from it, so that what a manifest says there counts for nothing. */
  readonly hasStatus: boolean;
}

/** The kinds that the set itself defines, each `apiVersion/Kind`. */
export const customKindsOf = oncePerSet((manifests): ReadonlyMap<string, CustomKind> => {
  const kinds = new Map<string, CustomKind>();
  for (const { body } of manifests.of('CustomResourceDefinition', 'apiextensions.k8s.io')) {
    const group = textAt(body, 'spec', 'group') ?? '';
    const kind = textAt(body, 'spec', 'names', 'kind') ?? '';
    for (const version of objectsAt(body, 'spec', 'versions')) {
      const found = objectAt(version, 'schema').openAPIV3Schema;
      const schema = isObject(found) ? found : undefined;
      const hasStatus = isObject(objectAt(version, 'subresources').status);
      kinds.set(`${group}/${textAt(version, 'name') ?? ''}/${kind}`, {
        served: version.served !== false,
        hasStatus,
        ...(schema && { schema }),
      });
    }
  }
  return kinds;
});

/** Whether a schema says yes to one of its switches. */
export function says(schema: JsonObject, keyword: string): boolean {
  return schema[keyword] === true;
}

/** Whether two values are equal by content; what is compared to is a schema's, so it bounds the depth. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]));
}
