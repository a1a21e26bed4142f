import { isObject, type Json, type JsonObject } from '../../manifests/json';

/**
 * By which fields the API tells the items of a list apart, by the name of the list: the first set that every item has
 * and that no two share. `protocol` may be left out, and is then TCP.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/api/openapi-spec/swagger.json x-kubernetes-list-map-keys and x-kubernetes-patch-merge-key
 */
const KEYS: ReadonlyMap<string, ReadonlyArray<readonly string[]>> = new Map([
  ['claims', [['name']]],
  ['containers', [['name']]],
  ['env', [['name']]],
  ['ephemeralContainers', [['name']]],
  ['hostAliases', [['ip']]],
  ['imagePullSecrets', [['name']]],
  ['initContainers', [['name']]],
  ['listeners', [['name']]],
  ['matchConditions', [['name']]],
  [
    'ports',
    [
      ['containerPort', 'protocol'],
      ['port', 'protocol'],
    ],
  ],
  ['resourceClaims', [['name']]],
  ['secrets', [['name']]],
  ['topologySpreadConstraints', [['topologyKey', 'whenUnsatisfiable']]],
  ['volumeDevices', [['devicePath']]],
  ['volumeMounts', [['mountPath']]],
  ['volumes', [['name']]],
  // Not declared by the API, which keeps the whole list or none; by these its readers tell the items apart.
  ['volumeClaimTemplates', [['metadata']]],
]);

const DEFAULTS: Readonly<Record<string, Json>> = { protocol: 'TCP' };

/**
 * Lists with keys whose order counts: the API server keeps it, and another order is another pod template, so that pods are
 * replaced, or another claim template, which is refused. Of the other lists with keys the order means nothing.
 * @see docs/decisions/0017-stored-form.md measured on an API server, with both kinds of apply
 */
const ORDERED: ReadonlySet<string> = new Set([
  'claims',
  'containers',
  'env',
  'ephemeralContainers',
  'hostAliases',
  'imagePullSecrets',
  'initContainers',
  'resourceClaims',
  'topologySpreadConstraints',
  'volumeClaimTemplates',
  'volumeDevices',
  'volumeMounts',
  'volumes',
]);

/** Whether another order of a list is another list, by its name and its items. */
export function isOrdered(list: string, items: Iterable<JsonObject>): boolean {
  const [first] = items;
  return ORDERED.has(list) || (list === 'ports' && first?.containerPort !== undefined);
}

/** The items of two lists by what tells them apart; undefined where nothing does, so that only their places are left. */
export function keyed(list: string, before: readonly Json[], after: readonly Json[]): [Keyed, Keyed] | undefined {
  for (const fields of KEYS.get(list) ?? []) {
    const maps = [byKey(before, fields), byKey(after, fields)] as const;
    if (maps[0] && maps[1]) return [maps[0], maps[1]];
  }
  return undefined;
}

type Keyed = ReadonlyMap<string, JsonObject>;

function byKey(items: readonly Json[], fields: readonly string[]): Keyed | undefined {
  const map = new Map<string, JsonObject>();
  for (const item of items) {
    if (!isObject(item)) return undefined;
    const key = keyOf(item, fields);
    if (key === undefined || map.has(key)) return undefined;
    map.set(key, item);
  }
  return map;
}

function keyOf(item: JsonObject, fields: readonly string[]): string | undefined {
  const values = fields.map((field) => {
    const value = item[field] ?? DEFAULTS[field];
    return isObject(value) ? value.name : value;
  });
  return values.every((value) => typeof value === 'string' || typeof value === 'number') ? values.join('/') : undefined;
}
