import { groupedBy } from '../../core/groups';
import type { Json, JsonObject } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { GENERATED_MARK } from '../file-tree';
import { keepsData } from '../kept-data';
import { renderYaml } from '../yaml';
import type { Place } from './chart-value';

/** What a place becomes in a body: where, and the template's text. */
export interface Filling {
  readonly field: readonly (string | number)[];
  readonly text: string;
}

/** Annotation by which Helm leaves an object where it is, whatever becomes of the release. */
const KEEP = { 'helm.sh/resource-policy': 'keep' };

/**
 * A file of dist/ as a template: the same text, but for the values, what is kept, and the objects of the cluster, which
 * somebody else may have made.
 */
export function templateFile(manifests: readonly Manifest[], places: readonly Place[], all: readonly Manifest[]): string {
  const byManifest = groupedBy(places, ({ manifest }) => manifest);
  const documents = manifests.map((manifest) => {
    const body = keepsData(manifest, all) ? kept(manifest.body) : manifest.body;
    const text = templateText(body, (byManifest.get(manifest) ?? []).map(filling));
    return manifest.namespace === undefined ? `{{- if .Values.clusterObjects }}\n${text}{{- end }}\n` : text;
  });
  return `${GENERATED_MARK}\n${documents.join('---\n')}`;
}

/** An object as a template: braces in its own text stay braces. */
export function templateText(body: JsonObject, fillings: readonly Filling[]): string {
  const mark = absentFrom(JSON.stringify(body));
  const tokens = new Map(fillings.map(({ text }, i) => [`${mark}${i}x`, text]));
  const marked = fillings.reduce<Json>((filled, { field }, i) => replaced(filled, field, `${mark}${i}x`), body) as JsonObject;
  const escaped = renderYaml(marked).replaceAll('{{', '{{ "{{" }}');
  return escaped.replace(new RegExp(`${mark}\\d+x`, 'g'), (token) => tokens.get(token) ?? token);
}

function filling({ field, action, unit = '' }: Place): Filling {
  return { field, text: `{{ ${action} }}${unit}` };
}

/** A word that is nowhere in a text, and that YAML takes without quotes. */
function absentFrom(text: string): string {
  let mark = 'VALUE';
  while (text.includes(mark)) mark += 'S';
  return mark;
}

/** A copy with another value at one place; the rest is shared. */
function replaced(value: Json, [key, ...rest]: readonly (string | number)[], text: string): Json {
  if (key === undefined) return text;
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? replaced(item, rest, text) : item));
  const fields = value as JsonObject;
  return { ...fields, [key]: replaced(fields[key] ?? null, rest, text) };
}

/** The object with Helm's annotation; annotations come first in metadata, as everywhere. */
function kept(body: JsonObject): JsonObject {
  const { annotations, ...metadata } = body.metadata as JsonObject;
  return { ...body, metadata: { annotations: { ...(annotations as JsonObject | undefined), ...KEEP }, ...metadata } };
}
