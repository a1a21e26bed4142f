import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { unservedForms } from '../refusals/refusing-checks';
import { updateOf } from '../update';

const scaler = (version: string, target: string): string => `
apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: { name: storefront, namespace: shop }
spec:
  minReplicas: 3
  maxReplicas: 30
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }
  ${target}
`;

const TEXT: EffectText = {
  id: 'api-version-changed',
  kind: 'no-restart',
  severity: 'note',
  reason: 'a version is only the form in which an object is written and read; the API server stores the same object in one form of its own',
  recipe: [],
  before: scaler('v1', 'targetCPUUtilizationPercentage: 70'),
  after: scaler('v2', 'metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]'),
  see: ['https://kubernetes.io/docs/reference/using-api/#api-versioning'],
};

/** An object that is the same, written in another version of its API. */
export const API_VERSION_CHANGED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const change of target.changes) {
      const update = updateOf(change);
      if (!update || update.before.apiVersion === update.after.apiVersion || unservedForms(target).has(change.object)) continue;
      const summary = `is written as ${update.after.apiVersion} instead of ${update.before.apiVersion}, and is the same object as before`;
      yield { change, fields: [['apiVersion']], summary };
    }
  },
};
