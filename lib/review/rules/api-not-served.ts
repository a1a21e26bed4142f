import { readable } from '../../core/readable';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { unservedForms } from '../refusals/refusing-checks';

const budget = (apiVersion: string): string => `
apiVersion: ${apiVersion}
kind: PodDisruptionBudget
metadata: { name: storefront, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: storefront } } }
`;

const TEXT: EffectText = {
  id: 'api-not-served',
  kind: 'removed-api',
  severity: 'error',
  reason: 'the API server answers that it knows no such kind, so nothing of the object is applied',
  recipe: ['write the object in a form that the target version serves'],
  before: budget('policy/v1'),
  after: budget('policy/v1beta1'),
  see: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
};

/** An object in a form that the target version of Kubernetes does not serve, no longer or not yet. */
export const API_NOT_SERVED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    const unserved = unservedForms(target);
    for (const change of target.changes) {
      const [found] = unserved.get(change.object) ?? [];
      if (!found) continue;
      const summary = `is refused: Kubernetes ${target.kubernetes.text} does not serve ${readable(found.got)}`;
      yield { change, fields: [found.field], summary, recipe: [readable(found.fix)] };
    }
  },
};
