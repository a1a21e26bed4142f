import { parse, parseAllDocuments } from 'yaml';
import type { Json } from '../../lib/manifests/json';
import type { FileTree } from '../../lib/writers/file-tree';
import type { Place } from '../../lib/writers/helm/chart-value';
import type { ShopView } from '../../lib/writers/shop-view';
import { renderYaml } from '../../lib/writers/yaml';
import type { AnyManifest } from './synthesis';

/**
 * A template with what stood in the manifest put in the place of each action, character by character: what Helm makes of it with
 * the default values. Guards and what Helm alone reads are taken out.
 */
export function withDefaults(template: string, places: readonly Place[]): string {
  const texts = new Map(
    places.map(({ action, unit = '', manifest, field }) => [`{{ ${action} }}${unit}`, scalar(at(manifest.body, field))]),
  );
  const filled = template.replace(/\{\{ (?:index|int|int64|add) .+? \}\}(?:[KMGT]i)?/g, (action) => texts.get(action) ?? action);
  return filled
    .replace(/^\{\{- (?:if \.Values\.clusterObjects|end) \}\}\n/gm, '')
    .replace(/^ {4}helm\.sh\/resource-policy: keep\n/gm, '')
    .replace(/^ {2}annotations:\n(?! {4})/gm, '')
    .replaceAll('{{ "{{" }}', '{{');
}

/** The default values of a chart, flat: `images.orders`. */
export function defaultsOf(tree: FileTree, shop: ShopView): ReadonlyMap<string, unknown> {
  const values = parse(fileOf(tree, shop, 'values.yaml'));
  return new Map(
    Object.entries(values).flatMap(([group, own]): [string, unknown][] =>
      own !== null && typeof own === 'object' ? Object.entries(own).map(([key, value]) => [`${group}.${key}`, value]) : [[group, own]],
    ),
  );
}

/** A file of the chart of a shop. */
export function fileOf(tree: FileTree, shop: ShopView, path: string): string {
  const text = tree.get(`helm/${shop.name}/${path}`);
  if (text === undefined) throw new Error(`no ${path} in ${[...tree.keys()].join(' ')}`);
  return text;
}

/** The objects of a text, as Kubernetes reads them. */
export function objectsIn(text: string): AnyManifest[] {
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS());
}

function at(value: Json | undefined, [key, ...rest]: readonly (string | number)[]): Json | undefined {
  return key === undefined ? value : at((value as { [key: string]: Json })[key], rest);
}

function scalar(value: Json | undefined): string {
  return renderYaml({ a: value }).slice('a: '.length, -1);
}
