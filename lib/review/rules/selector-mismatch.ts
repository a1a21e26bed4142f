import { CONTROLLERS } from '../../checks/controllers';
import { objectAt, textRecordAt } from '../../manifests/json';
import { labelSelectorOf, selects } from '../../manifests/label-selector';
import { changeRule, type EffectRule } from '../effect-rule';
import { deploymentExample } from '../rollouts/rollout-examples';
import { fieldsWithin, updateOf } from '../update';

/** Pods that would no longer bear the labels by which their workload knows them. */
export const SELECTOR_MISMATCH: EffectRule = changeRule(
  {
    id: 'selector-mismatch',
    kind: 'refused',
    severity: 'error',
    reason:
      'a workload knows its pods by its selector, which cannot be changed, so the pods of its template must keep the labels that it selects',
    recipe: ['give the template the labels of spec.selector back, and put new ones beside them'],
    before: deploymentExample(),
    after: deploymentExample().replace('{ labels: { app: storefront } }', '{ labels: { app: shop-storefront } }'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  },
  CONTROLLERS,
  function* unselected(change) {
    const { after } = change;
    const update = updateOf(change);
    // A selector that changes is refused as such.
    if (!after || (update && fieldsWithin(update, 'spec.selector').length > 0)) return;
    const selector = labelSelectorOf(objectAt(after.body, 'spec', 'selector'));
    const labels = textRecordAt(after.body, 'spec', 'template', 'metadata', 'labels');
    if (selector.length === 0 || selects(selector, labels)) return;
    const missing = selector.filter((condition) => !selects([condition], labels)).map(({ key }) => key);
    yield {
      fields: update ? fieldsWithin(update, 'spec.template.metadata.labels') : [['spec', 'template', 'metadata', 'labels']],
      summary: `is refused: its pods would not bear ${missing.join(', ')} as spec.selector wants it`,
    };
  },
);
