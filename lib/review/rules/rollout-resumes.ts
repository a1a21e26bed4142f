import { at, numberAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { changeRule, type EffectRule } from '../effect-rule';
import { statefulSetExample } from '../rollouts/rollout-examples';
import { partitionOf, templateChange } from '../rollouts/template-change';
import { fieldsWithin, updateOf } from '../update';

const STRATEGY = ['spec.paused', 'spec.updateStrategy', 'spec.strategy'];

/** What held a rollout back is gone; whether one was waiting, the cluster knows and the manifests do not. */
export const ROLLOUT_RESUMES: EffectRule = changeRule(
  {
    id: 'rollout-resumes',
    kind: 'no-restart',
    severity: 'note',
    reason:
      'pods of an older template are replaced as soon as nothing holds that back, and the manifests do not show whether there are any',
    recipe: ['kubectl rollout status tells what is going on, kubectl rollout history what is waiting'],
    before: statefulSetExample({ more: '  updateStrategy: { rollingUpdate: { partition: 2 } }\n' }),
    after: statefulSetExample({ more: '  updateStrategy: { rollingUpdate: { partition: 0 } }\n' }),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions'],
  },
  ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'],
  function* resumed(change, target) {
    const update = updateOf(change);
    if (!update || templateChange(change, target)) return;
    const summary = releaseText(update.before, update.after);
    if (summary !== undefined) yield { fields: fieldsWithin(update, ...STRATEGY), summary };
  },
);

function releaseText(before: Manifest, after: Manifest): string | undefined {
  const waiting = 'that have an older template, if any, are replaced now';
  if (after.kind === 'Deployment')
    return at(before.body, 'spec', 'paused') === true && at(after.body, 'spec', 'paused') !== true ? `pods ${waiting}` : undefined;
  const [old, fresh] = [before, after].map(({ body }) => textAt(body, 'spec', 'updateStrategy', 'type'));
  if (old === 'OnDelete' && fresh === 'RollingUpdate') return `pods ${waiting}`;
  const [from, to] = [partitionOf(before.body), partitionOf(after.body)];
  if (after.kind !== 'StatefulSet' || fresh !== 'RollingUpdate' || to >= from) return undefined;
  const first = numberAt(after.body, 'spec', 'ordinals', 'start') ?? 0;
  return `pods ${after.name}-${first + to} to ${after.name}-${first + from - 1} ${waiting}`;
}
