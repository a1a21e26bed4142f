import { isBackup } from '../../checks/backup-workloads';
import { hoursBetween } from '../../core/schedule';
import { at, isObject, type JsonObject, objectAt, objectsAt, requiredTextAt, textAt } from '../../manifests/json';
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

/** How each kind says when it saves, and by which field that it does not. */
interface Scheduled {
  readonly schedules: (spec: JsonObject) => readonly (string | undefined)[];
  readonly stopped?: string;
}

const stated = (...path: string[]): Scheduled['schedules'] => {
  return (spec) => [textAt(spec, ...path)];
};

/**
 * @see https://github.com/kubestash/apimachinery/blob/master/apis/core/v1alpha1/backupconfiguration_types.go
 * @see https://github.com/k8up-io/k8up/blob/master/api/v1/schedule_types.go
 * @see https://github.com/longhorn/longhorn-manager/blob/master/k8s/pkg/apis/longhorn/v1beta2/recurringjob.go a snapshot stays with its volume
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/config/crd/bases/postgresql.cnpg.io_scheduledbackups.yaml
 * @see https://github.com/backube/snapscheduler/blob/master/api/v1/snapshotschedule_types.go
 * @see https://github.com/stashed/apimachinery/blob/master/apis/stash/v1beta1/backup_configuration_types.go
 * @see https://velero.io/docs/main/api-types/schedule/
 * @see https://github.com/backube/volsync/blob/main/api/v1alpha1/replicationsource_types.go
 */
const SCHEDULED: Readonly<Record<string, Scheduled>> = {
  'core.kubestash.com/BackupConfiguration': { schedules: sessions, stopped: 'paused' },
  'k8up.io/Schedule': { schedules: stated('backup', 'schedule') },
  'longhorn.io/RecurringJob': { schedules: (spec) => (/^backup/.test(requiredTextAt(spec, 'task')) ? [textAt(spec, 'cron')] : []) },
  'postgresql.cnpg.io/ScheduledBackup': { schedules: stated('schedule'), stopped: 'suspend' },
  'snapscheduler.backube/SnapshotSchedule': { schedules: stated('schedule'), stopped: 'disabled' },
  'stash.appscode.com/BackupConfiguration': { schedules: stated('schedule'), stopped: 'paused' },
  'velero.io/Schedule': { schedules: stated('schedule'), stopped: 'paused' },
  'volsync.backube/ReplicationSource': { schedules: stated('trigger', 'schedule'), stopped: 'paused' },
};

/** KubeStash saves the same thing in several ways, each of which may be suspended by itself. */
function sessions(spec: JsonObject): (string | undefined)[] {
  const schedulers = objectsAt(spec, 'sessions').map((session) => objectAt(session, 'scheduler'));
  return schedulers.filter(({ suspend }) => suspend !== true).map((scheduler) => textAt(scheduler, 'schedule'));
}

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
  const scheduled = SCHEDULED[`${group}/${kind}`];
  if (!scheduled) return undefined;
  const spec = objectAt(body, 'spec');
  const stopped = scheduled.stopped !== undefined && spec[scheduled.stopped] === true;
  const plans = scheduled.schedules(spec).flatMap((schedule) => (schedule === undefined ? [] : [plan(schedule, stopped)]));
  const hoursOf = ({ hours = Number.POSITIVE_INFINITY }: BackupPlan): number => hours;
  const shortest = Math.min(...plans.map(hoursOf));
  return plans.find((own) => hoursOf(own) === shortest) ?? (isContinuous(manifest) ? { running: !stopped } : undefined);
}

/** VolSync copies without a pause where nothing tells it when: https://volsync.readthedocs.io/en/stable/usage/triggers.html */
function isContinuous({ kind, body }: Manifest): boolean {
  return kind === 'ReplicationSource' && at(body, 'spec', 'trigger') === undefined;
}

/** Some of these have a field for seconds before the five of cron; K8up chooses the minute of `@daily-random` itself. */
function plan(schedule: string, stopped: boolean): BackupPlan {
  const fields = schedule.trim().split(/\s+/);
  const hours = hoursBetween(fields.length === 6 ? fields.slice(1).join(' ') : schedule.replace(/^(@\w+)-random$/, '$1'));
  return { running: !stopped, schedule, ...(hours !== undefined && { hours }) };
}

/** A cluster that archives its log saves every change as it comes. */
function clusterPlan({ body }: Manifest): BackupPlan | undefined {
  const archives = isObject(at(body, 'spec', 'backup')) || objectsAt(body, 'spec', 'plugins').some((p) => p.isWALArchiver === true);
  const [, count, unit] = /^(\d+)([dwm])$/.exec(textAt(body, 'spec', 'backup', 'retentionPolicy') ?? '') ?? [];
  const days = count === undefined ? undefined : Number(count) * DAYS[unit as keyof typeof DAYS];
  return archives ? { running: true, ...(days !== undefined && { days }) } : undefined;
}

/**
 * Days in the units of CloudNativePG's retention policy.
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/cluster_types.go RetentionPolicy
 */
const DAYS = { d: 1, w: 7, m: 30 } as const;
