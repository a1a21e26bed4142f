import { isObject, itemsAt, type Json, type JsonObject, objectAt, objectsAt, textAt } from '../../manifests/json';

/** Who writes replicas where an autoscaler does. */
const AUTOSCALER = 'kube-controller-manager';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What is known of the fields of a live object that somebody has written on purpose, and no default or controller. */
export interface AppliedFields {
  /** Fields of those who deploy it, as `fieldsV1` of managedFields writes them. */
  readonly owned: readonly JsonObject[];
  /** What kubectl has last applied from the client's side; undefined where it has not. */
  readonly applied?: JsonObject;
}

/**
 * The fields of whoever deploys an object: of the manager by server-side apply that has most of what is wanted; else what
 * kubectl has last applied; else those of the one who has written most of it, as Helm does.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function appliedFields(live: JsonObject, wanted: JsonObject): AppliedFields {
  const managers = objectsAt(live, 'metadata', 'managedFields').filter((entry) => (textAt(entry, 'subresource') ?? '') === '');
  const byApply = managers.filter((entry) => textAt(entry, 'operation') === 'Apply');
  if (byApply.length > 0) return { owned: fieldsOfMost(byApply, wanted) };
  const applied = lastApplied(live);
  return applied ? { owned: [], applied } : { owned: fieldsOfMost(managers, wanted).map(withoutDefaultReplicas(live)) };
}

/** Who creates an object owns its defaults too. All of them are known, but for replicas: an autoscaler has not come to them yet. */
function withoutDefaultReplicas(live: JsonObject): (fields: JsonObject) => JsonObject {
  return (fields) => {
    if (objectAt(live, 'spec').replicas !== 1) return fields;
    const { 'f:replicas': _, ...spec } = objectAt(fields, 'f:spec');
    return { ...fields, 'f:spec': { ...spec, '.': {} } };
  };
}

/** Whether an autoscaler has written the replicas, which are then its own and no difference. */
export function isAutoscaled(live: JsonObject): boolean {
  return objectsAt(live, 'metadata', 'managedFields').some(
    (entry) =>
      textAt(entry, 'subresource') === 'scale' &&
      textAt(entry, 'manager') === AUTOSCALER &&
      'f:replicas' in objectAt(entry, 'fieldsV1', 'f:spec'),
  );
}

function lastApplied(live: JsonObject): JsonObject | undefined {
  const text = textAt(live, 'metadata', 'annotations', LAST_APPLIED);
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    // Somebody has written something else there.
    return undefined;
  }
}

/** The managers that have written a label; kubectl, too, where it has noted that it has applied it. */
export function labelWriters(live: JsonObject, label: string): string[] {
  const managers = objectsAt(live, 'metadata', 'managedFields')
    .filter((entry) => `f:${label}` in objectAt(entry, 'fieldsV1', 'f:metadata', 'f:labels'))
    .flatMap((entry) => textAt(entry, 'manager') ?? []);
  return label in objectAt(lastApplied(live), 'metadata', 'labels') ? [...managers, 'kubectl'] : managers;
}

/** Managers with equally many are all taken. */
function fieldsOfMost(managers: readonly JsonObject[], wanted: JsonObject): JsonObject[] {
  const entries = managers.map((entry) => ({ fields: objectAt(entry, 'fieldsV1'), manager: textAt(entry, 'manager') }));
  const counts = new Map<string | undefined, number>();
  for (const { fields, manager } of entries) counts.set(manager, (counts.get(manager) ?? 0) + countOf(fields, wanted));
  const most = Math.max(0, ...counts.values());
  return entries.filter(({ manager }) => counts.get(manager) === most && most > 0).map(({ fields }) => fields);
}

/** How many of the fields stand in an object too. */
function countOf(fields: JsonObject, value: Json | undefined): number {
  const entries = Object.entries(fields).filter(([name]) => name !== '.');
  if (value === undefined || entries.length === 0) return value === undefined ? 0 : 1;
  return entries.reduce((sum, [name, inner]) => sum + countOf(objectAt(inner), fieldOf(value, name)), 0);
}

/** `f:image` names a field, `k:{"name":"app"}` an item of a list by its keys, and `v:"x"` one by its value. */
function fieldOf(value: Json, name: string): Json | undefined {
  if (name.startsWith('f:')) return objectAt(value)[name.slice(2)];
  return itemsAt(value).find((item) => isItem(name, item));
}

/** Whether an item of a list is the one that a name of `fieldsV1` says. */
export function isItem(name: string, item: Json): boolean {
  if (name.startsWith('v:')) return JSON.parse(name.slice(2)) === item;
  if (!name.startsWith('k:') || !isObject(item)) return false;
  return Object.entries(JSON.parse(name.slice(2)) as JsonObject).every(([key, value]) => item[key] === value);
}
