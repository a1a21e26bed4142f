import { makesPods } from '../../checks/operators';
import { isBuiltInGroup } from '../../checks/schemas/shapes';
import type { ObjectChange } from '../diff/object-diff';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';

/** What is left where no rule has anything to say. */
export const NO_RESTART: EffectText = {
  id: 'no-restart',
  kind: 'no-restart',
  severity: 'note',
  reason: 'no pod is made from the fields that differ, and nothing else depends on them',
  recipe: [],
  before: `
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { selector: { app: orders }, ports: [{ port: 80 }] }
`,
  after: `
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop, labels: { team: checkout } }
spec: { selector: { app: orders }, ports: [{ port: 80 }] }
`,
  see: [],
};

/** What is left: every change that no other rule has an effect for. */
export function noRestart(isExplained: (change: ObjectChange) => boolean): EffectRule {
  return {
    ...NO_RESTART,
    *find({ changes }: ReviewTarget): Iterable<Impact> {
      for (const change of changes) if (!isExplained(change)) yield { change, ...told(change) };
    },
  };
}

/** Of a custom resource nobody but its operator knows what a change does. */
function told(change: ObjectChange): Pick<Impact, 'summary' | 'kind' | 'reason'> {
  const { kind, after, fields } = change;
  const isOperated =
    after !== undefined && !isBuiltInGroup(after.group) && (kind === 'added' || fields.some(({ field }) => field[0] === 'spec'));
  if (!isOperated) return { summary: SUMMARIES[kind] };
  const reason = 'what is made of a custom resource is decided by its operator, whose version and settings are not among the manifests';
  if (kind === 'changed' && makesPods(after))
    return { kind: 'rolls', summary: 'is changed, and its operator may replace the pods that it makes of it', reason };
  return { summary: `is ${kind === 'added' ? 'new' : 'changed'}; what its operator makes of that is not known here`, reason };
}

const SUMMARIES: Readonly<Record<ObjectChange['kind'], string>> = {
  added: 'is new; nothing restarts',
  removed: 'goes; nothing restarts',
  changed: 'takes effect without a restart',
  renamed: 'has another name; nothing restarts',
};
