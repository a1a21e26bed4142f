import type { FileTree } from '../file-tree';
import type { ShopView } from '../shop-view';
import { chartReadme } from './chart-readme';
import { chartTests } from './chart-tests';
import { BOUNDS_TEMPLATE, chartFile, HELM_IGNORE, notes } from './chart-texts';
import type { ChartValues } from './chart-value';
import { hostValues } from './host-values';
import { imageSchema, imageValues } from './image-values';
import { replicaValues } from './replica-values';
import { storageValues } from './storage-values';
import { templateFile } from './template';
import { valuesFile } from './values-file';
import { type SingleValue, valuesSchema } from './values-schema';

/** What a chart says of itself. */
export interface HelmChartData {
  readonly version: string;
  readonly appVersion?: string;
  /** Image of the tests; it has curl. */
  readonly testImage: string;
}

/** A Helm chart of the shop: its objects with the documented few values, and nothing else, left open. */
export function helmChart(shop: ShopView, data: HelmChartData): FileTree {
  const { values, places } = chartValues(shop);
  const tests = chartTests(shop);
  const single = singleValues(shop, data, tests.size > 0);
  const scaled = values.some(({ group }) => group === 'replicas');
  const files: (readonly [string, string])[] = [
    ['.helmignore', HELM_IGNORE],
    ['Chart.yaml', chartFile(shop, data)],
    ['README.md', chartReadme(shop, values, single)],
    ['values.schema.json', valuesSchema(values, single)],
    ['values.yaml', valuesFile(values, single)],
    ['templates/NOTES.txt', notes(shop, tests.size > 0)],
    ...(scaled ? [['templates/bounds.yaml', BOUNDS_TEMPLATE] as const] : []),
    ...[...shop.files].map(([path, own]) => [`templates/${templateName(path)}`, templateFile(own, places, shop.manifests.all)] as const),
    ...[...tests].map(([path, text]) => [`templates/${path}`, text] as const),
  ];
  return new Map(files.map(([path, text]) => [`helm/${shop.name}/${path}`, text]));
}

/** Every value of the chart, and the places that it fills. */
export function chartValues(shop: ShopView): ChartValues {
  const found = [imageValues(shop.manifests, shop.profile), replicaValues(shop), hostValues(shop.manifests), storageValues(shop.manifests)];
  return { values: found.flatMap(({ values }) => values), places: found.flatMap(({ places }) => places) };
}

function singleValues({ profile }: ShopView, { testImage }: HelmChartData, tested: boolean): SingleValue[] {
  const description = 'Whether the chart makes the objects of the cluster: the Namespace and the PriorityClasses.';
  const image = imageSchema(profile, 'Image of the tests; it has curl.');
  return [
    { key: 'clusterObjects', value: true, schema: { type: 'boolean', description } },
    ...(tested ? [{ key: 'testImage', value: testImage, schema: image }] : []),
  ];
}

/** `10-carts.yaml` of `shop/10-carts.k8s.yaml`: Helm takes any name, and a chart's reader expects this one. */
function templateName(path: string): string {
  return `${path.slice(path.lastIndexOf('/') + 1).replace(/(\.k8s)?\.\w+$/, '')}.yaml`;
}
