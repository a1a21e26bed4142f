import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { bytesQuantity } from '../../core/units';
import { REVISION_LABEL } from '../../policy/availability';
import { BACKOFF_LIMIT, HISTORY, JOB_TTL_SECONDS, REPLACE_JOB, STARTING_DEADLINE_SECONDS } from '../../policy/jobs';
import { selectorOf } from '../../policy/labels';
import type { PodPlan } from '../../policy/pod-plan';
import { REVISION_HISTORY, type RolloutPlan } from '../../policy/rollout';
import { claimRetention, KEEP_DATA } from '../../policy/storage';
import { metadataOf, type Owner, objectLabels } from './metadata';
import { neededSecrets } from './needed-secrets';
import { addClaimKind, addPodFields } from './newer-fields';
import { emitObject } from './object';
import { podTemplate } from './pod';

/** A Deployment; without `replicas` an autoscaler owns the count. */
export function emitDeployment(
  scope: Construct,
  owner: Owner,
  plan: PodPlan,
  rollout: RolloutPlan,
  replicas: number | undefined,
): ApiObject {
  const { maxSurge, maxUnavailable, ...timing } = rollout;
  const value = (v: string | number) => (typeof v === 'number' ? k8s.IntOrString.fromNumber(v) : k8s.IntOrString.fromString(v));
  const manifest = k8s.KubeDeployment.manifest({
    metadata: metadataOf(owner, undefined, neededSecrets(owner, plan)),
    spec: {
      ...(replicas !== undefined && { replicas }),
      ...timing,
      selector: { matchLabels: selectorOf(owner.component.name) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: value(maxSurge), maxUnavailable: value(maxUnavailable) } },
      template: podTemplate(owner, plan, { revisionLabel: REVISION_LABEL.Deployment }),
    },
  });
  addPodFields(manifest.spec.template, plan, owner.shop.cluster.kubernetes);
  return emitObject(scope, 'Default', manifest);
}

/** What a StatefulSet has beside its pods. */
export interface StatefulSetShape {
  readonly replicas: number;
  readonly headless: string;
  /** Claim of each replica; left out, nothing persists. */
  readonly claim?: { readonly name: string; readonly bytes: number };
  readonly parallel: boolean;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A StatefulSet with one claim a replica. The claim's labels are the frozen selector: the template is immutable. */
export function emitStatefulSet(scope: Construct, owner: Owner, plan: PodPlan, shape: StatefulSetShape): ApiObject {
  const { claim } = shape;
  const retain = owner.shop.profile.retainVolumes;
  const manifest = k8s.KubeStatefulSet.manifest({
    metadata: metadataOf(owner, undefined, { ...(claim && retain && KEEP_DATA), ...neededSecrets(owner, plan), ...shape.annotations }),
    spec: {
      replicas: shape.replicas,
      serviceName: shape.headless,
      revisionHistoryLimit: REVISION_HISTORY,
      podManagementPolicy: shape.parallel ? 'Parallel' : 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate' },
      selector: { matchLabels: selectorOf(owner.component.name) },
      ...(claim && { persistentVolumeClaimRetentionPolicy: claimRetention(retain), volumeClaimTemplates: [claimTemplate(owner, claim)] }),
      template: podTemplate(owner, plan, { revisionLabel: REVISION_LABEL.StatefulSet }),
    },
  });
  addPodFields(manifest.spec.template, plan, owner.shop.cluster.kubernetes);
  if (claim) addClaimKind(manifest.spec.volumeClaimTemplates[0]);
  return emitObject(scope, 'Default', manifest);
}

function claimTemplate(
  owner: Owner,
  { name, bytes }: { readonly name: string; readonly bytes: number },
): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name, labels: selectorOf(owner.component.name) },
    spec: claimSpec(owner, bytes),
  };
}

function claimSpec({ shop }: Owner, bytes: number): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: ['ReadWriteOnce'],
    ...(shop.cluster.storageClass && { storageClassName: shop.cluster.storageClass }),
    resources: { requests: { storage: k8s.Quantity.fromString(bytesQuantity(bytes)) } },
  };
}

/** A claim of its own, beside any workload. */
export function emitClaim(scope: Construct, id: string, owner: Owner, name: string, bytes: number): ApiObject {
  const annotations = owner.shop.profile.retainVolumes ? KEEP_DATA : {};
  return emitObject(
    scope,
    id,
    k8s.KubePersistentVolumeClaim.manifest({ metadata: metadataOf(owner, name, annotations), spec: claimSpec(owner, bytes) }),
  );
}

/** How a job runs. */
export interface JobShape {
  readonly deadlineSeconds: number;
  readonly backoffLimit?: number;
  readonly ttlSeconds?: number;
  /** Beside those that every Job has. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A schedule: five-field cron, and the time zone that it is meant in. */
export interface ScheduleShape {
  readonly cron: string;
  readonly timeZone?: string;
}

/** A Job that runs once. */
export function emitJob(scope: Construct, id: string, owner: Owner, plan: PodPlan, shape: JobShape): ApiObject {
  const manifest = k8s.KubeJob.manifest({
    metadata: metadataOf(owner, undefined, { ...REPLACE_JOB, ...neededSecrets(owner, plan), ...shape.annotations }),
    spec: { ...jobSpec(owner, plan, shape), ttlSecondsAfterFinished: shape.ttlSeconds ?? JOB_TTL_SECONDS },
  });
  addPodFields(manifest.spec.template, plan, owner.shop.cluster.kubernetes);
  return emitObject(scope, id, manifest);
}

/** A CronJob: never two runs at once, and none that is too late. */
export function emitCronJob(
  scope: Construct,
  id: string,
  owner: Owner,
  plan: PodPlan,
  shape: JobShape,
  schedule: ScheduleShape,
): ApiObject {
  const manifest = k8s.KubeCronJob.manifest({
    metadata: metadataOf(owner, undefined, neededSecrets(owner, plan)),
    spec: {
      schedule: schedule.cron,
      ...(schedule.timeZone && { timeZone: schedule.timeZone }),
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: STARTING_DEADLINE_SECONDS,
      successfulJobsHistoryLimit: HISTORY.succeeded,
      failedJobsHistoryLimit: HISTORY.failed,
      jobTemplate: { metadata: { labels: objectLabels(owner) }, spec: jobSpec(owner, plan, shape) },
    },
  });
  addPodFields(manifest.spec.jobTemplate.spec.template, plan, owner.shop.cluster.kubernetes);
  return emitObject(scope, id, manifest);
}

function jobSpec(owner: Owner, plan: PodPlan, shape: JobShape): k8s.JobSpec {
  return {
    backoffLimit: shape.backoffLimit ?? BACKOFF_LIMIT,
    activeDeadlineSeconds: shape.deadlineSeconds,
    // A pod of its own for each try, so that the log of the failure stays.
    template: podTemplate(owner, plan, { restartPolicy: 'Never' }),
  };
}
