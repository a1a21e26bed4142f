import { GENERATED_MARK } from '../file-tree';
import { renderYaml } from '../yaml';
import type { ChartValue } from './chart-value';
import { byGroup, GROUPS, type SingleValue } from './values-schema';

/** values.yaml: the values with which the chart gives the objects of dist/, each group with what it is. */
export function valuesFile(values: readonly ChartValue[], single: readonly SingleValue[]): string {
  const groups = [...byGroup(values)].map(([group, own]) =>
    section(GROUPS[group], { [group]: Object.fromEntries(own.map(({ key, value }) => [key, value])) }),
  );
  const singles = single.map(({ key, value, schema }) => section(`${schema.description}`, { [key]: value }));
  return [`${GENERATED_MARK}\n# Bounds are in values.schema.json, reasons in README.md.\n`, ...groups, ...singles].join('\n');
}

function section(comment: string, value: object): string {
  return `# ${comment}\n${renderYaml(value)}`;
}
