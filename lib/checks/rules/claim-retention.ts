import { textAt } from '../../manifests/json';
import { claimTemplatesOf } from '../claims';
import { databaseExample } from '../data-examples';
import { manifestRule, type Rule } from '../rule';

/** The claims of a StatefulSet outlive its pods. */
export const CLAIM_RETENTION: Rule = manifestRule(
  {
    id: 'claim-retention',
    severity: 'warning',
    why: 'A claim that goes with its pod takes the data along: a StatefulSet that is scaled down for an hour, or deleted to be made anew with another template, comes back empty. Deletion alone is a note, for whoever writes it may mean a shop that passes.',
    wanted: 'Retain, which is what the API server takes where nothing is said',
    fix: 'set whenScaled and whenDeleted to Retain, and delete claims by hand',
    wrong: databaseExample({ spec: { persistentVolumeClaimRetentionPolicy: '{ whenScaled: Delete, whenDeleted: Retain }' } }),
    right: databaseExample({ spec: { persistentVolumeClaimRetentionPolicy: '{ whenScaled: Retain, whenDeleted: Retain }' } }),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention'],
  },
  ['apps/StatefulSet'],
  function* dropped(manifest) {
    if (claimTemplatesOf(manifest).length === 0) return;
    for (const [when, severity] of [['whenScaled', 'warning'] as const, ['whenDeleted', 'note'] as const]) {
      const field = ['spec', 'persistentVolumeClaimRetentionPolicy', when];
      if (textAt(manifest.body, ...field) === 'Delete') yield { field, severity, got: 'Delete' };
    }
  },
);
