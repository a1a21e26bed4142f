import { BACKUP_KINDS, backupPlanOf } from '../data/backup-plans';
import { changeRule, type EffectRule, type EffectText } from '../effect-rule';

const backup = (schedule: string) => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: orders-db-backup, namespace: shop }
spec:
  schedule: ${schedule}
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{ name: dump, image: 'postgres:17.6', command: [pg_dump, -Fc, -h, orders-db, -f, /dumps/orders.dump] }]
`;

const TEXT: EffectText = {
  id: 'backup-weakened',
  kind: 'data-at-risk',
  severity: 'warning',
  reason: 'what is lost at the next fault is what was written since the last copy',
  recipe: ['apply the change only when something else saves the same data as often, and a copy of it has been read back once'],
  before: backup("'15 * * * *'"),
  after: backup("'15 2 * * *'"),
  see: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension'],
};

/** Shares of an hour are rounding: a month is not always as long. */
const TOLERANCE = 1.05;

/** A backup goes, stops, comes round less often, or is kept for less long. */
export const BACKUP_WEAKENED: EffectRule = changeRule(TEXT, BACKUP_KINDS, function* weakened(change) {
  const old = change.before && backupPlanOf(change.before);
  if (!old?.running) return;
  const { after } = change;
  if (!after) {
    // The archive of a database that goes is told with the database.
    if (change.before?.kind !== 'Cluster') yield { summary: 'goes, and nothing in these manifests saves what it saved' };
    return;
  }
  const fresh = backupPlanOf(after);
  const fields = change.fields.map(({ field }) => field).filter(([first, second]) => first === 'spec' && second !== 'jobTemplate');
  if (!fresh)
    yield {
      fields: fields.filter(([, second]) => second === 'backup' || second === 'plugins' || second === 'trigger'),
      summary: 'no longer saves anything',
    };
  else if (!fresh.running) yield { fields, summary: 'is suspended: no copy is made until somebody lets it run again' };
  else if (old.hours !== undefined && fresh.hours !== undefined && fresh.hours > old.hours * TOLERANCE)
    yield {
      fields,
      summary: `saves every ${hoursText(fresh.hours)} instead of every ${hoursText(old.hours)} (${old.schedule} to ${fresh.schedule})`,
    };
  else if (old.days !== undefined && fresh.days !== undefined && fresh.days < old.days)
    yield { fields, summary: `keeps copies for ${fresh.days} days instead of ${old.days}` };
});

function hoursText(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${Math.round(hours * 10) / 10} h` : `${Math.round(hours / 2.4) / 10} days`;
}
