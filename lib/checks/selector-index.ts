import { append } from '../core/groups';
import { type LabelSelector, selects } from '../manifests/label-selector';
import { askedLabels, podLabel } from './pod-label';

type Labels = Readonly<Record<string, string>>;

/** Something that selects pods of its namespace. */
export interface Selecting<T> {
  readonly namespace: string;
  readonly selector: LabelSelector;
  readonly item: T;
}

/**
 * Finds who selects a pod without asking every selector: each is filed under the rarest of the labels that it asks for,
 * so that a label which the whole shop bears puts nothing on a pile.
 */
export class SelectorIndex<T> {
  private readonly filed = new Map<string, Selecting<T>[]>();

  constructor(all: readonly Selecting<T>[]) {
    const uses = new Map<string, number>();
    for (const selecting of all)
      for (const key of askedLabels(selecting.namespace, selecting.selector)) uses.set(key, (uses.get(key) ?? 0) + 1);
    const rarity = (key: string) => uses.get(key) ?? 0;
    for (const selecting of all) {
      const rarest = askedLabels(selecting.namespace, selecting.selector).reduce(
        (best, key) => (best === '' || rarity(key) < rarity(best) ? key : best),
        '',
      );
      append(this.filed, rarest === '' ? anyLabelOf(selecting.namespace) : rarest, selecting);
    }
  }

  /** Everything of the namespace that selects these labels. */
  public selecting(namespace: string, labels: Labels): T[] {
    const keys = [anyLabelOf(namespace), ...Object.entries(labels).map(([key, value]) => podLabel(namespace, key, value))];
    return keys
      .flatMap((key) => this.filed.get(key) ?? [])
      .filter(({ selector }) => selects(selector, labels))
      .map(({ item }) => item);
  }
}

function anyLabelOf(namespace: string): string {
  return `${namespace}\0`;
}
