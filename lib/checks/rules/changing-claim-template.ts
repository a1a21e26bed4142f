import { textRecordAt } from '../../manifests/json';
import { claimTemplatesOf } from '../claims';
import { databaseExample } from '../data-examples';
import { changesWithRelease } from '../release-labels';
import { manifestRule, type Rule } from '../rule';

/** The claim templates of a StatefulSet hold nothing that the next release changes. */
export const CHANGING_CLAIM_TEMPLATE: Rule = manifestRule(
  {
    id: 'changing-claim-template',
    severity: 'warning',
    why: 'The claim templates of a StatefulSet cannot be changed, their labels and annotations included. With the label of a release in them the next one is refused, and stays so until the StatefulSet is deleted and made anew.',
    wanted: 'labels and annotations that stay, such as app.kubernetes.io/name and app.kubernetes.io/instance',
    fix: 'leave out of the template what tells the chart or the version; for a StatefulSet that runs, delete it with --cascade=orphan first',
    wrong: databaseExample({ labels: '{ app.kubernetes.io/name: orders-db, helm.sh/chart: orders-db-2.4.1 }' }),
    right: databaseExample({ labels: '{ app.kubernetes.io/name: orders-db }' }),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/', 'https://helm.sh/docs/chart_best_practices/labels/'],
  },
  ['apps/StatefulSet'],
  function* changing(manifest) {
    for (const [index, template] of claimTemplatesOf(manifest))
      for (const kind of ['labels', 'annotations'])
        for (const [key, value] of Object.entries(textRecordAt(template, 'metadata', kind)))
          if (changesWithRelease(key, value, manifest))
            yield { field: ['spec', 'volumeClaimTemplates', index, 'metadata', kind, key], got: JSON.stringify(value) };
  },
);
