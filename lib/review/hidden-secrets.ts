import { isBase64 } from '../checks/schemas/scalars';
import { isObject, type Json, type JsonObject, objectAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';

/** Annotations in which tools keep the object whole, values and all. */
const COPIES: ReadonlySet<string> = new Set(['kubectl.kubernetes.io/last-applied-configuration']);

/**
 * Two sets in which no value of a Secret is left: each stands as a number, the same for the same value, so that a review
 * sees that one differs and nobody can see or guess what it is. Texts and their base64 are the same value.
 */
export function withHiddenSecrets(before: ManifestSet, after: ManifestSet): [ManifestSet, ManifestSet] {
  const numbers = new Map<string, number>();
  const hide = (set: ManifestSet): ManifestSet =>
    set.of('Secret', '').length === 0 ? set : new ManifestSet(set.all.map((manifest) => hidden(manifest, numbers)));
  return [hide(before), hide(after)];
}

function hidden(manifest: Manifest, numbers: Map<string, number>): Manifest {
  if (manifest.kind !== 'Secret' || manifest.group !== '') return manifest;
  const { data, stringData, metadata, ...rest } = manifest.body;
  const shown = [
    ...Object.entries(objectAt(data)).map(([key, value]) => [key, hiddenBytes(value, numbers)]),
    ...Object.entries(objectAt(stringData)).map(([key, value]) => [key, hiddenText(value, numbers)]),
  ];
  return {
    ...manifest,
    body: {
      ...rest,
      ...(metadata !== undefined && { metadata: withoutCopies(metadata) }),
      ...(shown.length > 0 && { data: Object.fromEntries(shown) }),
    },
  };
}

/** Bytes stay what the API server takes for bytes, and what it refuses for them stays refused. */
function hiddenBytes(value: Json | undefined, numbers: Map<string, number>): string {
  const isTaken = typeof value === 'string' && isBase64(value);
  return isTaken ? inBase64(numbered(Buffer.from(value, 'base64'), numbers)) : numbered(value, numbers);
}

/** A text has the number of its bytes, whichever way it is written. */
function hiddenText(value: Json | undefined, numbers: Map<string, number>): string {
  return typeof value === 'string' ? inBase64(numbered(Buffer.from(value, 'utf8'), numbers)) : numbered(value, numbers);
}

function numbered(value: Buffer | Json | undefined, numbers: Map<string, number>): string {
  const key = Buffer.isBuffer(value) ? value.toString('latin1') : `\0${JSON.stringify(value)}`;
  const number = numbers.get(key) ?? numbers.size + 1;
  numbers.set(key, number);
  return `hidden value ${number}`;
}

function inBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function withoutCopies(metadata: Json): Json {
  if (!isObject(metadata) || !isObject(metadata.annotations)) return metadata;
  const kept = Object.entries(metadata.annotations).filter(([name]) => !COPIES.has(name));
  return { ...metadata, annotations: Object.fromEntries(kept) as JsonObject };
}
