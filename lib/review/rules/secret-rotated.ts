import { textAt } from '../../manifests/json';
import { changeRule, type EffectRule } from '../effect-rule';
import { changedKeys, contentFields, contentStory } from '../settings/config-change';
import { configExample } from '../settings/config-example';
import { fieldsWithin, updateOf } from '../update';

/** A Secret with another value, or one that its operator writes anew, and which pods notice. */
export const SECRET_ROTATED: EffectRule = changeRule(
  {
    id: 'secret-rotated',
    kind: 'rotated',
    severity: 'warning',
    reason:
      'pods read variables and files under a subPath once, when they start; who still has the old value cannot log in once it is no longer valid',
    recipe: ['let the old value stay valid until everybody has the new one', 'restart what reads it'],
    before: configExample('Secret', 'one'),
    after: configExample('Secret', 'two'),
    see: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod'],
  },
  ['/Secret', 'external-secrets.io/ExternalSecret', 'bitnami.com/SealedSecret'],
  function* rotated(change, target) {
    const update = updateOf(change);
    if (!update) return;
    const { kind, namespace, name, body } = update.after;
    if (kind === 'Secret') {
      const fields = contentFields(change);
      if (fields.length > 0) yield { fields, ...contentStory(update.after, changedKeys(change), target) };
      return;
    }
    const fields = fieldsWithin(update, 'spec');
    const secret = textAt(body, 'spec', 'target', 'name') ?? name;
    const story = contentStory({ kind: 'Secret', namespace, name: secret }, undefined, target);
    if (fields.length > 0)
      yield { fields, ...story, summary: `lets its operator write Secret ${secret} anew; if its value differs, ${story.summary}` };
  },
);
