import { objectAt, textRecordAt } from '../manifests/json';
import { labelSelectorOf } from '../manifests/label-selector';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { PodsView } from '../manifests/pods';
import { oncePerSet } from './once-per-set';
import { SelectorIndex } from './selector-index';

const services = oncePerSet((manifests) => {
  const selecting = manifests.of('Service', '').map((item) => {
    const matchLabels = textRecordAt(item.body, 'spec', 'selector');
    return { namespace: item.namespace ?? 'default', selector: labelSelectorOf({ matchLabels }), item };
  });
  // A Service without a selector has its endpoints from elsewhere; unlike any other selector it selects nothing.
  return new SelectorIndex(selecting.filter(({ selector }) => selector.length > 0));
});

const budgets = oncePerSet((manifests) => {
  const all = manifests.of('PodDisruptionBudget', 'policy');
  return new SelectorIndex(
    all.map((item) => ({
      namespace: item.namespace ?? 'default',
      selector: labelSelectorOf(objectAt(item.body, 'spec', 'selector')),
      item,
    })),
  );
});

/** Services that send requests to the pods. */
export function servicesOver({ namespace, labels }: PodsView, manifests: ManifestSet): readonly Manifest[] {
  return services(manifests).selecting(namespace, labels);
}

/** PodDisruptionBudgets that count the pods. */
export function budgetsOver({ namespace, labels }: PodsView, manifests: ManifestSet): readonly Manifest[] {
  return budgets(manifests).selecting(namespace, labels);
}

const podsByBudget = oncePerSet((manifests) => {
  const counted = new Map<Manifest, PodsView[]>();
  for (const pods of manifests.pods)
    for (const budget of budgetsOver(pods, manifests)) {
      const others = counted.get(budget) ?? [];
      others.push(pods);
      counted.set(budget, others);
    }
  return counted;
});

/** The workloads whose pods a PodDisruptionBudget counts. */
export function podsUnder(budget: Manifest, manifests: ManifestSet): readonly PodsView[] {
  return podsByBudget(manifests).get(budget) ?? [];
}
