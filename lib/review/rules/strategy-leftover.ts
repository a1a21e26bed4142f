import { at, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { changeRule, type EffectRule } from '../effect-rule';
import { deploymentExample } from '../rollouts/rollout-examples';
import { kubectlName } from '../rollouts/workload-pods';
import { fieldsWithin, updateOf } from '../update';

/** A strategy beside which the settings of the one before stay, because the API server filled them in and nobody owns them. */
export const STRATEGY_LEFTOVER: EffectRule = changeRule(
  {
    id: 'strategy-leftover',
    kind: 'refused',
    severity: 'error',
    reason:
      'the API server has filled in rollingUpdate by itself, so nobody owns it, server-side apply leaves it, and beside another strategy it is not allowed',
    recipe: ['state rollingUpdate as it is now and apply that, then change the type'],
    before: deploymentExample({ strategy: '{ type: RollingUpdate }' }),
    after: deploymentExample({ strategy: '{ type: Recreate }' }),
    see: ['https://github.com/kubernetes/kubernetes/issues/24198', 'https://kubernetes.io/docs/reference/using-api/server-side-apply/'],
  },
  ['apps/Deployment', 'apps/StatefulSet'],
  function* left(change, { written }) {
    const update = updateOf(change);
    if (!update) return;
    const isDeployment = update.after.kind === 'Deployment';
    const [field, lone] = isDeployment ? ['strategy', 'Recreate'] : ['updateStrategy', 'OnDelete'];
    const [old, fresh] = [update.before, update.after].map(({ body }) => textAt(body, 'spec', field, 'type'));
    const owned = at(written.identified(change.object)?.body, 'spec', field, 'rollingUpdate') !== undefined;
    if (old !== 'RollingUpdate' || fresh !== lone || owned) return;
    const summary = `is refused${isDeployment ? ' by server-side apply' : ''}: spec.${field}.rollingUpdate stays beside ${lone}, because nobody has stated it`;
    yield { fields: fieldsWithin(update, `spec.${field}`), summary, recipe: recipeFor(update.after, field, lone) };
  },
);

function recipeFor(workload: Manifest, field: string, lone: string): string[] {
  const patch = JSON.stringify([{ op: 'replace', path: `/spec/${field}`, value: { type: lone } }]);
  return [
    `state rollingUpdate in spec.${field} as it is now and apply that, then change the type: what is stated is taken away with it`,
    `or change it by hand first: kubectl patch ${kubectlName(workload)} --type=json -p '${patch}'`,
    ...(workload.kind === 'Deployment' ? ['or apply this once without --server-side, which takes it'] : []),
  ];
}
