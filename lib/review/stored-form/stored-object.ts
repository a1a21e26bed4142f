import { definitionAt, type Shape } from '../../checks/schemas/shapes';
import { isObject, type Json, type JsonObject } from '../../manifests/json';
import { AUTOSCALER_DEFINITIONS } from './autoscalers';
import { CLUSTER_DEFINITIONS } from './cluster-objects';
import { NETWORK_DEFINITIONS } from './networks';
import { POD_DEFINITIONS } from './pods';
import type { StoredDefinitions } from './stored-definition';
import { VOLUME_DEFINITIONS } from './volumes';
import { WORKLOAD_DEFINITIONS } from './workloads';
import { ZERO_VALUES } from './zero-values';

const DEFINITIONS: StoredDefinitions = {
  ...AUTOSCALER_DEFINITIONS,
  ...CLUSTER_DEFINITIONS,
  ...NETWORK_DEFINITIONS,
  ...POD_DEFINITIONS,
  ...VOLUME_DEFINITIONS,
  ...WORKLOAD_DEFINITIONS,
};

/**
 * An object of a definition of the API as it is stored: without fields that say nothing, with those that the API server fills
 * in, and so are the objects in it. What the definition does not know, or knows as something else, stays as it is.
 */
export function storedObject(object: JsonObject, name: string, minor: number): JsonObject {
  const { fields } = definitionAt(name, minor);
  const zeros = zeroValuesOf(name);
  const stated: Record<string, Json> = {};
  for (const [field, value] of Object.entries(object))
    if (says(value, fields.get(field)?.shape) && !(isZero(value) && zeros.has(field))) stated[field] = value;
  const whole = Object.hasOwn(DEFINITIONS, name) ? (DEFINITIONS[name]?.(stated) ?? stated) : stated;
  const stored: Record<string, Json> = {};
  for (const [field, value] of Object.entries(whole)) {
    const shape = fields.get(field)?.shape;
    const inner = shape && value !== undefined ? storedValue(value, shape, minor) : value;
    // An object says nothing when it is empty after what it defaults to has been filled in.
    if (says(inner, shape) && !((isZero(inner) || isEmpty(inner)) && zeros.has(field))) stored[field] = inner;
  }
  return stored;
}

function storedValue(value: Json, shape: Shape, minor: number): Json {
  if (isKept(shape)) return value;
  if (shape.form === 'object') return isObject(value) ? storedObject(value, shape.definition, minor) : value;
  if (shape.form === 'list')
    return Array.isArray(value) ? (value as readonly Json[]).map((item) => storedValue(item, shape.of, minor)) : value;
  if (shape.form === 'map' && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item && storedValue(item, shape.of, minor)]));
  }
  // Bytes: the API decodes what is in base64, so that its line ends mean nothing.
  return typeof value === 'string' ? value.replaceAll(/[\r\n]/g, '') : value;
}

/** Single values, and lists and maps of them, are stored as they are stated; but for bytes. */
function isKept(shape: Shape): boolean {
  if (shape.form === 'list' || shape.form === 'map') return isKept(shape.of);
  return shape.form === 'constant' || (shape.form === 'scalar' && shape.scalar !== 'bytes');
}

/** No list or map is what an empty one is, and `null` is nothing. */
function says(value: Json | undefined, shape: Shape | undefined): value is Json {
  if (value === undefined || (value === null && shape)) return false;
  return !((shape?.form === 'list' || shape?.form === 'map') && isEmpty(value));
}

function isEmpty(value: Json): boolean {
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function isZero(value: Json | undefined): boolean {
  return value === false || value === 0 || value === '';
}

const zeroValues = new Map<string, ReadonlySet<string>>();

function zeroValuesOf(name: string): ReadonlySet<string> {
  const known = zeroValues.get(name) ?? new Set(Object.hasOwn(ZERO_VALUES, name) ? ZERO_VALUES[name]?.split(' ') : []);
  zeroValues.set(name, known);
  return known;
}
