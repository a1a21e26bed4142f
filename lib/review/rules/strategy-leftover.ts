import { textAt } from '../../manifests/json';
import { changeRule, type EffectRule } from '../effect-rule';
import { deploymentExample } from '../rollout-examples';
import { fieldsWithin, updateOf } from '../update';

/** A strategy beside which server-side apply leaves the settings of the one before. */
export const STRATEGY_LEFTOVER: EffectRule = changeRule(
  {
    id: 'strategy-leftover',
    kind: 'refused',
    severity: 'warning',
    reason:
      'the API server has filled in rollingUpdate by itself, so nobody owns it, server-side apply leaves it, and beside another strategy it is not allowed',
    recipe: [
      'kubectl apply without --server-side takes it; Flux and Argo CD with ServerSideApply=true do not',
      'before, take it out by hand: kubectl patch with --type=json, \'[{ "op": "replace", "path": "/spec/strategy", "value": { "type": "Recreate" } }]\'; of a StatefulSet the path is /spec/updateStrategy, the type OnDelete',
    ],
    before: deploymentExample(),
    after: deploymentExample({ strategy: '{ type: Recreate }' }),
    see: ['https://github.com/kubernetes/kubernetes/issues/24198', 'https://kubernetes.io/docs/reference/using-api/server-side-apply/'],
  },
  ['apps/Deployment', 'apps/StatefulSet'],
  function* left(change) {
    const update = updateOf(change);
    if (!update) return;
    const [field, lone] =
      update.after.kind === 'Deployment' ? (['strategy', 'Recreate'] as const) : (['updateStrategy', 'OnDelete'] as const);
    const [old, fresh] = [update.before, update.after].map(({ body }) => textAt(body, 'spec', field, 'type') ?? 'RollingUpdate');
    if (old === 'RollingUpdate' && fresh === lone)
      yield {
        fields: fieldsWithin(update, `spec.${field}`),
        summary: `is refused by server-side apply, which leaves spec.${field}.rollingUpdate beside ${lone}`,
      };
  },
);
