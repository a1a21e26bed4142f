import { isBackup } from '../../checks/backup-workloads';
import { hoursBetween } from '../../core/schedule';
import { at, isObject, objectsAt, requiredTextAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { podsOf } from '../../manifests/pods';

/** What an object does to save data again and again. */
export interface BackupPlan {
  readonly running: boolean;
  /** When it runs, as it is written. */
  readonly schedule?: string;
  /** Hours between two runs. */
  readonly hours?: number;
  /** How long copies are kept, in days. */
  readonly days?: number;
}

/** Where each kind says when it runs, and that it does not. */
const SCHEDULED: Readonly<Record<string, { readonly schedule: readonly string[]; readonly stopped?: readonly string[] }>> = {
  'core.kubestash.com/BackupConfiguration': { schedule: ['spec', 'schedule'], stopped: ['spec', 'paused'] },
  'k8up.io/Schedule': { schedule: ['spec', 'backup', 'schedule'] },
  'longhorn.io/RecurringJob': { schedule: ['spec', 'cron'], stopped: [] },
  'postgresql.cnpg.io/ScheduledBackup': { schedule: ['spec', 'schedule'], stopped: ['spec', 'suspend'] },
  'snapscheduler.backube/SnapshotSchedule': { schedule: ['spec', 'schedule'], stopped: ['spec', 'disabled'] },
  'stash.appscode.com/BackupConfiguration': { schedule: ['spec', 'schedule'], stopped: ['spec', 'paused'] },
  'velero.io/Schedule': { schedule: ['spec', 'schedule'], stopped: ['spec', 'paused'] },
  'volsync.backube/ReplicationSource': { schedule: ['spec', 'trigger', 'schedule'], stopped: ['spec', 'paused'] },
};

/** Kinds of which some objects save data. */
export const BACKUP_KINDS: readonly string[] = ['batch/CronJob', 'postgresql.cnpg.io/Cluster', ...Object.keys(SCHEDULED)];

/** What the object saves and when; undefined for one that saves nothing. */
export function backupPlanOf(manifest: Manifest): BackupPlan | undefined {
  const { group, kind, body } = manifest;
  if (`${group}/${kind}` === 'postgresql.cnpg.io/Cluster') return clusterPlan(manifest);
  if (`${group}/${kind}` === 'batch/CronJob') {
    const pods = podsOf(manifest);
    return pods && isBackup(pods) ? plan(requiredTextAt(body, 'spec', 'schedule'), at(body, 'spec', 'suspend') === true) : undefined;
  }
  const places = SCHEDULED[`${group}/${kind}`];
  if (!places) return undefined;
  const stopped = places.stopped !== undefined && at(body, ...places.stopped) === true;
  const schedule = textAt(body, ...places.schedule);
  if (schedule !== undefined) return plan(schedule, stopped);
  return isContinuous(manifest) ? { running: !stopped } : undefined;
}

/** VolSync copies without a pause where nothing tells it when: https://volsync.readthedocs.io/en/stable/usage/triggers.html */
function isContinuous({ kind, body }: Manifest): boolean {
  return kind === 'ReplicationSource' && at(body, 'spec', 'trigger') === undefined;
}

/** Some of these have a field for seconds before the five of cron. */
function plan(schedule: string, stopped: boolean): BackupPlan {
  const fields = schedule.trim().split(/\s+/);
  const hours = hoursBetween(fields.length === 6 ? fields.slice(1).join(' ') : schedule);
  return { running: !stopped, schedule, ...(hours !== undefined && { hours }) };
}

/** A cluster that archives its log saves every change as it comes. */
function clusterPlan({ body }: Manifest): BackupPlan | undefined {
  const archives = isObject(at(body, 'spec', 'backup')) || objectsAt(body, 'spec', 'plugins').some((p) => p.isWALArchiver === true);
  const [, count, unit] = /^(\d+)([dwm])$/.exec(textAt(body, 'spec', 'backup', 'retentionPolicy') ?? '') ?? [];
  const days = count === undefined ? undefined : Number(count) * DAYS[unit as keyof typeof DAYS];
  return archives ? { running: true, ...(days !== undefined && { days }) } : undefined;
}

/** Days in the units of CloudNativePG's retention policy. */
const DAYS = { d: 1, w: 7, m: 30 } as const;
