import type { Json, JsonObject } from '../../manifests/json';
import { textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';

/** The few kinds of values that the chart has. */
export type ValueGroup = 'images' | 'replicas' | 'hosts' | 'storage';

/** A place in an object that a value fills: where, and with what. */
export interface Place {
  readonly manifest: Manifest;
  readonly field: readonly (string | number)[];
  /** The template's action, without its braces. */
  readonly action: string;
  /** What follows it: the unit of an amount. */
  readonly unit?: string;
}

/** A value of the chart, `group.key`. */
export interface ChartValue {
  readonly group: ValueGroup;
  readonly key: string;
  readonly value: Json;
  readonly schema: JsonObject;
}

/** Values, and all places that they fill. */
export interface ChartValues {
  readonly values: readonly ChartValue[];
  readonly places: readonly Place[];
}

/** A value in a template; by `index`, because keys have hyphens. */
export function valueAction(group: ValueGroup, key: string): string {
  return `index .Values.${group} "${key}"`;
}

/** What an object is called in the values: by its component, whose name lasts; an object of the user's by its own. */
export function ownerOf({ labels, name }: Manifest): string {
  return labels['app.kubernetes.io/instance'] ?? name;
}

/** The first name that is free, or the last with a number, which the same names get each time. */
export function freeKey(isFree: (key: string) => boolean, candidates: readonly string[]): string {
  const free = candidates.find(isFree);
  if (free !== undefined) return free;
  const last = candidates[candidates.length - 1] ?? '';
  let number = 2;
  while (!isFree(`${last}-${number}`)) number += 1;
  return `${last}-${number}`;
}

/** A quantity in whole units, such as `50Gi`; undefined where it is written otherwise. */
export function binaryQuantity(
  body: Json | undefined,
  ...path: readonly string[]
): { readonly amount: number; readonly unit: string } | undefined {
  const groups = /^(?<amount>[1-9]\d*)(?<unit>[KMGT]i)$/.exec(textAt(body, ...path) ?? '')?.groups;
  return groups ? { amount: Number(groups.amount), unit: `${groups.unit}` } : undefined;
}
