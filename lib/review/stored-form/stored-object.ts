import { type Definition, definitionAt, type Shape } from '../../checks/schemas/shapes';
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
  const definition = definitionAt(name, minor);
  const zeros = zeroValuesOf(name);
  const stated = said(object, definition, zeros, isSingleZero);
  const whole = Object.hasOwn(DEFINITIONS, name) ? (DEFINITIONS[name]?.(stated) ?? stated) : stated;
  const inner = Object.entries(whole).map(([field, value]): [string, Json | undefined] => {
    const shape = definition.fields.get(field)?.shape;
    return [field, shape && value !== undefined ? storedValue(value, shape, minor) : value];
  });
  return said(Object.fromEntries(inner), definition, zeros, isZero);
}

function storedValue(value: Json, shape: Shape, minor: number): Json {
  if (shape.form === 'object') return isObject(value) ? storedObject(value, shape.definition, minor) : value;
  if (shape.form === 'list')
    return Array.isArray(value) ? (value as readonly Json[]).map((item) => storedValue(item, shape.of, minor)) : value;
  if (shape.form === 'map') {
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, item === undefined ? item : storedValue(item, shape.of, minor)]),
    );
  }
  // The API decodes what is in base64, so that its line ends mean nothing.
  return shape.form === 'scalar' && shape.scalar === 'bytes' && typeof value === 'string' ? value.replaceAll(/[\r\n]/g, '') : value;
}

/** The fields that say something: no list or map is what an empty one is, and `null` is nothing. */
function said(object: JsonObject, { fields }: Definition, zeros: ReadonlySet<string>, isNothing: (value: Json) => boolean): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([field, value]) => {
      const shape = fields.get(field)?.shape;
      if (value === undefined || (value === null && shape)) return false;
      if (!shape) return true;
      if (shape.form === 'list' || shape.form === 'map') return !isEmpty(value);
      return !(zeros.has(field) && isNothing(value));
    }),
  );
}

function isEmpty(value: Json): boolean {
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function isSingleZero(value: Json): boolean {
  return value === false || value === 0 || value === '';
}

/** An object says nothing when it is empty after what it defaults to has been filled in. */
function isZero(value: Json): boolean {
  return isSingleZero(value) || (isObject(value) && isEmpty(value));
}

const zeroValues = new Map<string, ReadonlySet<string>>();

function zeroValuesOf(name: string): ReadonlySet<string> {
  const known = zeroValues.get(name) ?? new Set(Object.hasOwn(ZERO_VALUES, name) ? ZERO_VALUES[name]?.split(' ') : []);
  zeroValues.set(name, known);
  return known;
}
