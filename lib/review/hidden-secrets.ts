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
  const values = [...Object.entries(objectAt(data)).map(decoded), ...Object.entries(objectAt(stringData)).map(encoded)];
  const shown = values.map(([key, value]) => [key, numbered(value, numbers)]);
  return {
    ...manifest,
    body: {
      ...rest,
      ...(metadata !== undefined && { metadata: withoutCopies(metadata) }),
      ...(shown.length > 0 && { data: Object.fromEntries(shown) }),
    },
  };
}

/** What is no base64 is refused by the API server, and hidden as it stands. */
function decoded([key, value]: [string, Json | undefined]): [string, Json | undefined] {
  return [key, typeof value === 'string' ? Buffer.from(value, 'base64').toString('latin1') : value];
}

/** A text by its bytes, as what is decoded stands. */
function encoded([key, value]: [string, Json | undefined]): [string, Json | undefined] {
  return [key, typeof value === 'string' ? Buffer.from(value, 'utf8').toString('latin1') : value];
}

function numbered(value: Json | undefined, numbers: Map<string, number>): string {
  const key = JSON.stringify(value) ?? '';
  const number = numbers.get(key) ?? numbers.size + 1;
  numbers.set(key, number);
  return `hidden value ${number}`;
}

function withoutCopies(metadata: Json): Json {
  if (!isObject(metadata) || !isObject(metadata.annotations)) return metadata;
  const kept = Object.entries(metadata.annotations).filter(([name]) => !COPIES.has(name));
  return { ...metadata, annotations: Object.fromEntries(kept) as JsonObject };
}
