import { changeRule, type EffectRule } from '../effect-rule';
import { changedKeys, contentFields, contentStory } from '../settings/config-change';
import { configExample } from '../settings/config-example';
import { updateOf } from '../update';

/** A ConfigMap with other content, and which pods notice. */
export const CONFIG_CHANGED: EffectRule = changeRule(
  {
    id: 'config-changed',
    kind: 'rotated',
    severity: 'warning',
    reason:
      'pods read variables and files under a subPath once, when they start; files of a volume are written anew, and nothing restarts for it',
    recipe: ['restart what reads it'],
    before: configExample('ConfigMap', 'one-page'),
    after: configExample('ConfigMap', 'two-step'),
    see: ['https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically'],
  },
  ['/ConfigMap'],
  function* changed(change, target) {
    const update = updateOf(change);
    const fields = contentFields(change);
    if (update && fields.length > 0) yield { fields, ...contentStory(update.after, changedKeys(change), target) };
  },
);
