import { textAt } from '../../manifests/json';
import { changeRule, type EffectRule } from '../effect-rule';
import { statefulSetExample } from '../rollouts/rollout-examples';
import { partitionOf, type TemplateChange, templateChange } from '../rollouts/template-change';

const ON_DELETE = '  updateStrategy: { type: OnDelete }\n';

/** A template that has changed, and pods that stay as they are until somebody does something. */
export const PODS_KEEP_OLD_TEMPLATE: EffectRule = changeRule(
  {
    id: 'pods-keep-old-template',
    kind: 'no-restart',
    severity: 'warning',
    reason: 'nothing replaces pods that run, so old and new ones live side by side from the next restart of one on',
    recipe: [],
    before: statefulSetExample({ more: ON_DELETE }),
    after: statefulSetExample({ more: ON_DELETE, tag: '4.1.3' }),
    see: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment',
      'https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/',
    ],
  },
  ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', '/ReplicationController'],
  function* kept(change, target) {
    const found = templateChange(change, target);
    if (found?.replacement === 'waits') yield { fields: found.fields, ...storyOf(found) };
  },
);

function storyOf({ update, replicas }: TemplateChange): { readonly summary: string; readonly recipe: readonly string[] } {
  const { kind, name, namespace, body } = update.after;
  const place = namespace === undefined ? '' : ` -n ${namespace}`;
  if (kind === 'Deployment')
    return {
      summary: 'replaces no pod while the Deployment is paused',
      recipe: [`kubectl rollout resume deployment ${name}${place}, or set paused: false`],
    };
  if (kind === 'ReplicaSet' || kind === 'ReplicationController')
    return {
      summary: `leaves the pods that run as they are; only new ones of this ${kind} are made from the new template`,
      recipe: ['delete the old pods one by one, or let a Deployment do it'],
    };
  if (textAt(body, 'spec', 'updateStrategy', 'type') !== 'OnDelete')
    return {
      summary: `replaces no pod: partition ${partitionOf(body)} is not below any of its ${replicas.most}`,
      recipe: ['lower the partition step by step, down to 0'],
    };
  return {
    summary: 'replaces no pod until somebody deletes it, as the strategy OnDelete wants it',
    recipe: ['delete the pods one by one, each when the one before is ready again'],
  };
}
