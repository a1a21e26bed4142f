import { append } from '../core/groups';
import { type LabelSelector, selects } from '../manifests/label-selector';
import type { PodsView } from '../manifests/pods';
import { askedLabels, podLabel } from './pod-label';

/** What has labels in a namespace, as pods have. */
interface Labelled {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Finds the pods that a selector selects without asking all of them: pods are filed under each of their labels, and a
 * selector looks only where its rarest label is.
 */
export class PodIndex<T extends Labelled = PodsView> {
  private readonly filed = new Map<string, T[]>();

  constructor(all: readonly T[]) {
    for (const pods of all) {
      append(this.filed, pods.namespace, pods);
      for (const [key, value] of Object.entries(pods.labels)) append(this.filed, podLabel(pods.namespace, key, value), pods);
    }
  }

  /** The pods of a namespace that are selected, in the order of the set; a caller who needs one looks no further. */
  public *selected(namespace: string, selector: LabelSelector): Generator<T> {
    for (const pods of this.candidates(namespace, selector)) if (selects(selector, pods.labels)) yield pods;
  }

  /** Whether a selector selects any pods of a namespace. */
  public any(namespace: string, selector: LabelSelector): boolean {
    return this.selected(namespace, selector).next().done !== true;
  }

  private candidates(namespace: string, selector: LabelSelector): readonly T[] {
    const piles = askedLabels(namespace, selector).map((label) => this.filed.get(label) ?? []);
    const whole = this.filed.get(namespace) ?? [];
    return piles.reduce((least, pile) => (pile.length < least.length ? pile : least), whole);
  }
}
