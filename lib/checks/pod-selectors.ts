import { at, isObject, textRecordAt } from '../manifests/json';
import { type LabelSelector, labelSelectorOf } from '../manifests/label-selector';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { PodsView } from '../manifests/pods';
import { oncePerSet } from './once-per-set';
import { SelectorIndex } from './selector-index';
import { indexOf } from './set-index';

const services = oncePerSet((manifests) => {
  const selecting = manifests.of('Service', '').map((item) => {
    const matchLabels = textRecordAt(item.body, 'spec', 'selector');
    return { namespace: item.namespace ?? 'default', selector: labelSelectorOf({ matchLabels }), item };
  });
  // A Service without a selector has its endpoints from elsewhere; unlike any other selector it selects nothing.
  return new SelectorIndex(selecting.filter(({ selector }) => selector.length > 0));
});

const budgets = oncePerSet((manifests) => {
  const all = manifests.of('PodDisruptionBudget', 'policy').flatMap((item) => {
    const selector = countedBy(item);
    return selector ? [{ namespace: item.namespace ?? 'default', selector, item }] : [];
  });
  return new SelectorIndex(all);
});

/** A budget whose selector is empty counts every pod of its namespace, one without a selector none. */
function countedBy({ body }: Manifest): LabelSelector | undefined {
  const stated = at(body, 'spec', 'selector');
  return isObject(stated) ? labelSelectorOf(stated) : undefined;
}

/** Services that send requests to the pods. */
export function servicesOver({ namespace, labels }: PodsView, manifests: ManifestSet): readonly Manifest[] {
  return services(manifests).selecting(namespace, labels);
}

/** PodDisruptionBudgets that count the pods. */
export function budgetsOver({ namespace, labels }: PodsView, manifests: ManifestSet): readonly Manifest[] {
  return budgets(manifests).selecting(namespace, labels);
}

/** The workloads whose pods a PodDisruptionBudget counts. */
export function podsUnder(budget: Manifest, manifests: ManifestSet): readonly PodsView[] {
  const selector = countedBy(budget);
  return selector ? [...indexOf(manifests).pods.selected(budget.namespace ?? 'default', selector)] : [];
}
