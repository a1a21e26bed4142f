import { isBase64 } from '../checks/schemas/scalars';
import { isObject, type Json, type JsonObject } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';

/** Fields that say what a Secret is. In any other may stand what is for nobody to read, in misspelt ones too. */
export const OF_NO_VALUE: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);

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
  return {
    ...manifest,
    body: {
      ...Object.fromEntries(
        Object.entries(rest).map(([name, value]) => [name, OF_NO_VALUE.has(name) ? value : hiddenText(value, numbers)]),
      ),
      ...(metadata !== undefined && { metadata: withoutCopies(metadata) }),
      ...(data !== undefined && { data: each(data, (value) => hiddenData(value, numbers)) }),
      ...(stringData !== undefined && { stringData: each(stringData, (value) => hiddenText(value, numbers)) }),
    },
  };
}

/** What is no map is refused, and hidden whole. */
function each(values: Json, hide: (value: Json | undefined) => Json): Json {
  return isObject(values) ? Object.fromEntries(Object.entries(values).map(([key, value]) => [key, hide(value)])) : hide(values);
}

/** What is no base64 is none when it is hidden, for the API server refuses it. */
function hiddenData(value: Json | undefined, numbers: Map<string, number>): Json {
  if (typeof value !== 'string' || !isBase64(value)) return hiddenText(value, numbers);
  const text = Buffer.from(value, 'base64').toString('latin1');
  return Buffer.from(textOf(numberOf(text, numbers))).toString('base64');
}

/** A text by its bytes, as what is decoded stands. Anything else is refused, and becomes a number, which is refused too. */
function hiddenText(value: Json | undefined, numbers: Map<string, number>): Json {
  if (typeof value !== 'string') return numberOf(value, numbers);
  return textOf(numberOf(Buffer.from(value, 'utf8').toString('latin1'), numbers));
}

function textOf(number: number): string {
  return `hidden value ${number}`;
}

function numberOf(value: Json | undefined, numbers: Map<string, number>): number {
  const key = `${JSON.stringify(value)}`;
  const number = numbers.get(key) ?? numbers.size + 1;
  numbers.set(key, number);
  return number;
}

function withoutCopies(metadata: Json): Json {
  if (!isObject(metadata) || !isObject(metadata.annotations)) return metadata;
  const kept = Object.entries(metadata.annotations).filter(([name]) => !COPIES.has(name));
  return { ...metadata, annotations: Object.fromEntries(kept) as JsonObject };
}
