import { quantityOf } from '../../../lib/manifests/quantity';
import { secondsOf } from '../../../lib/review/diff/duration';
import type { AnyManifest } from '../../support/synthesis';
import type { ObjectFate } from '../../upgrades/upgrade-case';

type Objects = ReadonlyMap<string, AnyManifest>;

/** What has become of objects of custom kinds, whose generation moves with every change beside their metadata. */
export function objectFates(before: Objects, after: Objects): Record<string, ObjectFate> {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return Object.fromEntries(names.map((name) => [name, fateOf(before.get(name), after.get(name))]));
}

function fateOf(before: AnyManifest | undefined, after: AnyManifest | undefined): ObjectFate {
  if (!before) return 'new';
  if (!after || after.metadata.uid !== before.metadata.uid) return after ? 'new' : 'gone';
  if (after.metadata.generation === before.metadata.generation) return 'kept';
  return contentOf(before) === contentOf(after) ? 'rewritten' : 'changed';
}

/** All but the metadata, the same whatever the order of lists and fields, and the units of numbers. */
function contentOf({ apiVersion: _, metadata: __, ...content }: AnyManifest): string {
  return unordered(content);
}

function unordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(unordered).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(numberOf(value) ?? value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}:${unordered(inner)}`)
    .sort()
    .join()}}`;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'string' ? (secondsOf(value) ?? quantityOf(value)) : undefined;
}
