import { indexedObjectsAt, textAt, textRecordAt, textsAt } from '../../manifests/json';
import { CONTROLLERS } from '../controllers';
import { changesWithRelease } from '../release-labels';
import { manifestRule, type Rule } from '../rule';

const deployment = (labels: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: ${labels} }
  template:
    metadata: { labels: { app: storefront, helm.sh/chart: storefront-2.4.1 } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`;

/** A workload's selector holds no label that the next release changes. */
export const CHANGING_SELECTOR: Rule = manifestRule(
  {
    id: 'changing-selector',
    severity: 'warning',
    why: 'The selector of a workload cannot be changed. With the label of a release in it the next one is refused, and stays so until the workload is deleted and made anew, which is an outage.',
    wanted: 'labels that stay, such as app.kubernetes.io/name and app.kubernetes.io/instance',
    fix: 'leave the label to the pods, and out of the selector',
    wrong: deployment('{ app: storefront, helm.sh/chart: storefront-2.4.1 }'),
    right: deployment('{ app: storefront }'),
    see: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
      'https://helm.sh/docs/chart_best_practices/labels/',
    ],
  },
  CONTROLLERS,
  function* changing(manifest) {
    const selector = ['spec', 'selector'];
    for (const [key, value] of Object.entries(textRecordAt(manifest.body, ...selector, 'matchLabels')))
      if (changesWithRelease(key, value, manifest)) yield { field: [...selector, 'matchLabels', key], got: JSON.stringify(value) };
    for (const [index, expression] of indexedObjectsAt(manifest.body, ...selector, 'matchExpressions')) {
      const key = textAt(expression, 'key') ?? '';
      const value = textsAt(expression, 'values').find((one) => changesWithRelease(key, one, manifest));
      if (value !== undefined)
        yield { field: [...selector, 'matchExpressions', index, 'values'], got: `${JSON.stringify(value)} of the label "${key}"` };
    }
  },
);
