import { groupedBy } from '../../core/groups';
import type { Json, JsonObject } from '../../manifests/json';
import type { ChartValue, ValueGroup } from './chart-value';

/** What each group of values is, told in values.yaml, in the schema and in the chart's README. */
export const GROUPS: Readonly<Record<ValueGroup, string>> = {
  images: 'Images, by component.',
  replicas: 'Bounds of the autoscalers, by component.',
  hosts: 'Host names, by edge.',
  storage: 'Sizes of the volumes, by component.',
};

/** A value that is in no group. */
export interface SingleValue {
  readonly key: string;
  readonly value: Json;
  readonly schema: JsonObject;
}

/** Values by their group, the groups in a fixed order; a group without values is left out. */
export function byGroup(values: readonly ChartValue[]): ReadonlyMap<ValueGroup, readonly ChartValue[]> {
  const grouped = groupedBy(values, ({ group }) => group);
  const names = Object.keys(GROUPS) as ValueGroup[];
  return new Map(names.flatMap((name) => (grouped.has(name) ? [[name, grouped.get(name) ?? []] as const] : [])));
}

/**
 * The JSON schema by which Helm refuses values: every key known, of its type, within its bounds. Draft 7, which all of
 * Helm 3 reads.
 * @see https://helm.sh/docs/topics/charts/#schema-files
 */
export function valuesSchema(values: readonly ChartValue[], single: readonly SingleValue[]): string {
  const groups = [...byGroup(values)].map(([group, own]): [string, JsonObject] => [
    group,
    objectSchema(
      GROUPS[group],
      own.map(({ key, schema }): [string, JsonObject] => [key, isShared(own) ? { $ref: `#/definitions/${group}` } : schema]),
    ),
  ]);
  const shared = [...byGroup(values)].filter(([, own]) => isShared(own));
  const definitions = Object.fromEntries(shared.map(([group, [first]]) => [group, first?.schema]));
  const required = [...groups, ...single.map(({ key, schema }): [string, JsonObject] => [key, schema])];
  const root = objectSchema('Values of the chart. Everything else follows from the description of the shop.', required);
  // Helm puts it into the values of a chart that is part of another.
  const global = { type: 'object', description: 'Values of a chart around this one; none is read.' };
  const { properties } = root;
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...root, properties: { ...(properties as JsonObject), global }, definitions }, undefined, 2)}\n`;
}

/** Whether all values of a group have one schema, which is then written once. */
function isShared(values: readonly ChartValue[]): boolean {
  return values.length > 1 && values.every(({ schema }) => schema === values[0]?.schema);
}

/** Every property is required, because Helm takes a null for one that is left out. */
function objectSchema(description: string, properties: readonly (readonly [string, JsonObject])[]): JsonObject {
  return {
    type: 'object',
    description,
    additionalProperties: false,
    required: properties.map(([key]) => key),
    properties: Object.fromEntries(properties),
  };
}
