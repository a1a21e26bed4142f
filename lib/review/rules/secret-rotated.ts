import { textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { changeRule, type EffectRule } from '../effect-rule';
import { changedKeys, contentFields, contentStory } from '../settings/config-change';
import { configExample } from '../settings/config-example';
import { readersOf } from '../settings/config-readers';
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
    if (update?.after.kind === 'Secret') {
      const fields = contentFields(change);
      if (fields.length > 0) yield { fields, ...contentStory(update.after, changedKeys(change), target) };
      return;
    }
    const { before, after } = change;
    if (!after || after.kind === 'Secret') return;
    const written = secretOf(after);
    const story = contentStory(written, undefined, target);
    const fields = update ? fieldsWithin(update, 'spec') : [];
    const [secret, unsure] = [`Secret ${written.name}`, `if its value differs, ${story.summary}`];
    if (fields.length > 0) yield { fields, ...story, summary: `lets its operator write ${secret} anew; ${unsure}` };
    // What pods have read has a value already, from elsewhere.
    const isRead = [target.before, target.after].every((set) => readersOf(written, set).length > 0);
    if (!before && isRead) yield { ...story, summary: `lets its operator write ${secret}, which pods have read before; ${unsure}` };
  },
);

/** The Secret that an operator writes for one of its objects. */
function secretOf({ namespace, name, body }: Manifest): Pick<Manifest, 'kind' | 'namespace' | 'name'> {
  return { kind: 'Secret', namespace, name: textAt(body, 'spec', 'target', 'name') ?? name };
}
