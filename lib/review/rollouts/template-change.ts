import { at, numberAt, textAt } from '../../manifests/json';
import type { PodsView } from '../../manifests/pods';
import type { FieldStep } from '../diff/field-diff';
import type { ObjectChange } from '../diff/object-diff';
import type { ReviewTarget } from '../effect-rule';
import { podsIn } from '../set-pods';
import { fieldsWithin, type Update, updateOf } from '../update';
import { type ReplicaRange, replicaRange } from './replica-range';

/** What a workload does when the template of its pods has changed. */
export type Replacement = 'rolls' | 'recreates' | 'waits' | 'none';

/** A workload whose pods are made from another template than before. */
export interface TemplateChange {
  readonly update: Update;
  readonly pods: PodsView;
  readonly fields: readonly (readonly FieldStep[])[];
  readonly replicas: ReplicaRange;
  readonly replacement: Replacement;
}

/** Workloads that replace pods, or could. Jobs do not: theirs cannot be changed, and a CronJob's next run has the new one. */
const KINDS = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', '/ReplicationController'];

/** The change of a workload's template; undefined where its pods stay as they are. */
export function templateChange(change: ObjectChange, { after }: Pick<ReviewTarget, 'after'>): TemplateChange | undefined {
  const update = updateOf(change);
  if (!update || !KINDS.includes(change.object.split('/', 2).join('/'))) return undefined;
  const fields = fieldsWithin(update, 'spec.template');
  const pods = podsIn(after).get(change.object);
  if (fields.length === 0 || !pods) return undefined;
  const replicas = replicaRange(update.after, after);
  const hasPods = update.after.kind === 'DaemonSet' || (replicas.most > 0 && numberAt(update.before.body, 'spec', 'replicas') !== 0);
  return { update, pods, fields, replicas, replacement: hasPods ? replacementOf(update, replicas) : 'none' };
}

function replacementOf({ after: { kind, body } }: Update, { most }: ReplicaRange): Replacement {
  if (kind === 'ReplicaSet' || kind === 'ReplicationController') return 'waits';
  if (kind === 'Deployment') {
    if (at(body, 'spec', 'paused') === true) return 'waits';
    return textAt(body, 'spec', 'strategy', 'type') === 'Recreate' ? 'recreates' : 'rolls';
  }
  if (textAt(body, 'spec', 'updateStrategy', 'type') === 'OnDelete') return 'waits';
  return kind === 'StatefulSet' && partitionOf(body) >= most ? 'waits' : 'rolls';
}

/** Pods of a StatefulSet below this one keep the template that they have. */
export function partitionOf(body: Update['after']['body']): number {
  return numberAt(body, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0;
}
