import type { LabelSelector } from '../manifests/label-selector';

/** A label of pods in a namespace, as one text to file them under. */
export function podLabel(namespace: string, key: string, value: string): string {
  return `${namespace}\0${key}\0${value}`;
}

/** The labels that a selector asks for with their one value: whatever it selects has each of them. */
export function askedLabels(namespace: string, selector: LabelSelector): string[] {
  return selector.flatMap(({ key, operator, values: [value, ...more] }) =>
    operator === 'In' && value !== undefined && more.length === 0 ? [podLabel(namespace, key, value)] : [],
  );
}
