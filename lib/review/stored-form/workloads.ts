import { isObject, type JsonObject, objectAt, textAt } from '../../manifests/json';
import { filled, type StoredDefinitions, without } from './stored-definition';

/**
 * What makes pods. The fields of a Job are filled in below a CronJob too, where the API leaves it to the Jobs that it makes:
 * either way they are the same Jobs.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/apps/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/batch/v1/defaults.go
 */
export const WORKLOAD_DEFINITIONS: StoredDefinitions = {
  'apps.v1.DeploymentSpec': filled({ replicas: 1, strategy: {}, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }),
  'apps.v1.DeploymentStrategy': rolling,
  'apps.v1.RollingUpdateDeployment': filled({ maxUnavailable: '25%', maxSurge: '25%' }),
  'apps.v1.ReplicaSetSpec': filled({ replicas: 1 }),
  'apps.v1.StatefulSetSpec': (spec) => ({
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: {},
    persistentVolumeClaimRetentionPolicy: {},
    revisionHistoryLimit: 10,
    ...spec,
    ...claimTemplates(spec),
  }),
  // Who states the type alone gets no `rollingUpdate` from the API, and the same behaviour.
  'apps.v1.StatefulSetUpdateStrategy': rolling,
  'apps.v1.RollingUpdateStatefulSetStrategy': filled({ partition: 0, maxUnavailable: 1 }),
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': filled({ whenDeleted: 'Retain', whenScaled: 'Retain' }),
  'apps.v1.DaemonSetSpec': filled({ updateStrategy: {}, revisionHistoryLimit: 10 }),
  'apps.v1.DaemonSetUpdateStrategy': rolling,
  'apps.v1.RollingUpdateDaemonSet': filled({ maxUnavailable: 1, maxSurge: 0 }),
  'batch.v1.Job': (job) => withoutOwnLabels(labelledAsPods(job)),
  'batch.v1.JobSpec': (spec) => ({
    ...(spec.completions === undefined && spec.parallelism === undefined && { completions: 1 }),
    parallelism: 1,
    // The greatest number there is, where each index has a limit of its own.
    backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : 2 ** 31 - 1,
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy: spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
    manualSelector: false,
    ...spec,
  }),
  'batch.v1.CronJobSpec': filled({ concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 }),
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': filled({ status: 'True' }),
  'core.v1.ReplicationController': labelledAsPods,
  'core.v1.ReplicationControllerSpec': (spec) => ({ replicas: 1, ...podLabels(spec, 'selector'), ...spec }),
};

function rolling(strategy: JsonObject): JsonObject {
  const { type = 'RollingUpdate' } = strategy;
  return { ...(type === 'RollingUpdate' && { rollingUpdate: {} }), ...strategy, type };
}

/** The API writes what kind a claim is into each template of one, and a status. */
function claimTemplates({ volumeClaimTemplates }: JsonObject): JsonObject {
  if (!Array.isArray(volumeClaimTemplates)) return {};
  const own = volumeClaimTemplates.map((claim) => (isObject(claim) ? without(claim, 'apiVersion', 'kind', 'status') : claim));
  return { volumeClaimTemplates: own };
}

function labelledAsPods(object: JsonObject): JsonObject {
  const labels = objectAt(object, 'metadata', 'labels');
  if (Object.keys(labels).length > 0 || textAt(object, 'metadata', 'name') === undefined) return object;
  return { ...object, metadata: { ...objectAt(object, 'metadata'), ...podLabels(objectAt(object, 'spec'), 'labels') } };
}

/** By which a Job knows its pods, unless its author says how: the API writes them into the Job. */
const JOB_LABELS = ['controller-uid', 'job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'];

function withoutOwnLabels(job: JsonObject): JsonObject {
  const { selector, template, ...spec } = objectAt(job, 'spec');
  if (spec.manualSelector === true || !isObject(template)) return job;
  const isOwn = 'batch.kubernetes.io/controller-uid' in objectAt({ selector }, 'selector', 'matchLabels');
  return {
    ...withoutLabels(job),
    spec: { ...spec, ...(selector !== undefined && !isOwn && { selector }), template: withoutLabels(template) },
  };
}

function withoutLabels(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  return { ...object, metadata: { ...metadata, labels: without(objectAt(metadata, 'labels'), ...JOB_LABELS) } };
}

function podLabels(spec: JsonObject, field: string): JsonObject {
  const labels = objectAt(spec, 'template', 'metadata', 'labels');
  return Object.keys(labels).length > 0 ? { [field]: labels } : {};
}
