import { changeRule, type EffectRule } from '../effect-rule';
import { deploymentExample } from '../rollouts/rollout-examples';
import { daemonSetStory, deploymentStory, type RolloutStory, statefulSetStory } from '../rollouts/rollout-text';
import { partitionOf, type TemplateChange, templateChange } from '../rollouts/template-change';

/** Pods that are replaced step by step because their template has changed. */
export const ROLLS_PODS: EffectRule = changeRule(
  {
    id: 'rolls-pods',
    kind: 'rolls',
    severity: 'note',
    reason:
      'pods are made from the template and never changed, so every change of the template replaces them, labels and annotations included',
    recipe: [],
    before: deploymentExample(),
    after: deploymentExample({ tag: '2.5.0' }),
    see: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates',
      'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/',
    ],
  },
  ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'],
  function* rolled(change, target) {
    const found = templateChange(change, target);
    if (found?.replacement !== 'rolls') return;
    const { summary, down } = storyOf(found);
    yield {
      fields: found.fields,
      summary,
      ...(down === 'always' && { kind: 'recreates' }),
      ...(down !== 'never' && { severity: 'warning', recipe: change.object.startsWith('apps/StatefulSet/') ? ALONE : NO_SURGE }),
    };
  },
);

function storyOf({ pods, replicas, update }: TemplateChange): RolloutStory {
  if (update.after.kind === 'DaemonSet') return daemonSetStory(pods);
  if (update.after.kind === 'StatefulSet') return statefulSetStory(pods, replicas, partitionOf(update.after.body));
  return deploymentStory(pods, replicas);
}

/** What helps where no pod of a Deployment is left while they are replaced. */
const NO_SURGE = ['set maxUnavailable: 0 and maxSurge: 1, so that the new pod is ready before the old one goes'];

/** The same for a StatefulSet, whose pods are replaced one after the other. */
const ALONE = ['roll it out when nobody minds, or run a second pod that takes over, if the software can', 'let its clients try again'];
