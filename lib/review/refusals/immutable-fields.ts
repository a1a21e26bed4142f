import type { JsonObject } from '../../manifests/json';
import { at, isObject, objectAt, objectsAt, requiredTextAt, textAt } from '../../manifests/json';
import { quantityOf } from '../../manifests/quantity';
import type { FieldStep } from '../diff/field-diff';
import { fieldsWithin, isWithin, type Update } from '../update';
import { frozenClaim, frozenVolume } from './immutable-volumes';

type Fields = readonly (readonly FieldStep[])[];

/** The fields of an update that the API server does not let change. */
type Frozen = (update: Update, minor: number) => Fields;

/**
 * What an update may not change, by kind; a kind that is not here may be changed in all its fields. Where it depends on what
 * only the cluster knows, the usual is taken: a claim is bound, a suspended Job has never run.
 * @see https://github.com/kubernetes/kubernetes/tree/v1.36.3/pkg/apis the Validate…Update functions of each group
 */
const FROZEN: Readonly<Record<string, Frozen>> = {
  '/ConfigMap': frozenData('data', 'binaryData'),
  '/PersistentVolume': frozenVolume,
  '/PersistentVolumeClaim': frozenClaim,
  '/Pod': frozenPod,
  '/ResourceQuota': within('spec.scopes'),
  '/Secret': (update) => [...fieldsWithin(update, 'type'), ...frozenData('data', 'stringData')(update)],
  '/Service': frozenService,
  'apiextensions.k8s.io/CustomResourceDefinition': (update) => [
    ...fieldsWithin(update, 'spec.group', 'spec.names.plural', 'spec.names.kind', 'spec.scope'),
    ...droppedStorageVersion(update),
  ],
  'apps/ControllerRevision': within('data'),
  'apps/DaemonSet': within('spec.selector'),
  'apps/Deployment': within('spec.selector'),
  'apps/ReplicaSet': within('spec.selector'),
  'apps/StatefulSet': frozenStatefulSet,
  'batch/Job': frozenJob,
  'discovery.k8s.io/EndpointSlice': within('addressType'),
  'networking.k8s.io/IPAddress': within('spec.parentRef'),
  'networking.k8s.io/IngressClass': within('spec.controller'),
  'node.k8s.io/RuntimeClass': within('handler'),
  'rbac.authorization.k8s.io/ClusterRoleBinding': within('roleRef'),
  'rbac.authorization.k8s.io/RoleBinding': within('roleRef'),
  'resource.k8s.io/ResourceClaim': within('spec'),
  'resource.k8s.io/ResourceClaimTemplate': within('spec'),
  'scheduling.k8s.io/PriorityClass': within('value', 'preemptionPolicy'),
  'storage.k8s.io/CSIDriver': within('spec.attachRequired', 'spec.volumeLifecycleModes'),
  'storage.k8s.io/StorageClass': within('parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'),
  'storage.k8s.io/VolumeAttachment': within('spec'),
  'storage.k8s.io/VolumeAttributesClass': within('driverName', 'parameters'),
};

/** The fields of an update for which the API server refuses it; none where it takes the update, as far as built-in kinds go. */
export function immutableFields(update: Update, minor: number): Fields {
  return FROZEN[update.object.split('/', 2).join('/')]?.(update, minor) ?? [];
}

function within(...paths: readonly string[]): Frozen {
  return (update) => fieldsWithin(update, ...paths);
}

/** What is said to be immutable stays so; only what it is not about may change. */
function frozenData(...fields: readonly string[]): (update: Update) => Fields {
  return (update) => (update.before.body.immutable === true ? fieldsWithin(update, 'immutable', ...fields) : []);
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/apps/validation/validation.go revisionHistoryLimit can be changed since 1.33 */
function frozenStatefulSet(update: Update, minor: number): Fields {
  const open = ['replicas', 'ordinals', 'template', 'updateStrategy', 'minReadySeconds', 'persistentVolumeClaimRetentionPolicy'];
  if (minor >= 33) open.push('revisionHistoryLimit');
  return fieldsWithin(update, 'spec').filter((field) => !open.some((name) => isWithin(field, `spec.${name}`)));
}

/** What a suspended Job may have changed in its template, so that queues can place its pods. */
const OF_A_SUSPENDED_JOB = [
  'metadata.annotations',
  'metadata.labels',
  'spec.affinity.nodeAffinity',
  'spec.nodeSelector',
  'spec.schedulingGates',
  'spec.tolerations',
];

function frozenJob(update: Update, minor: number): Fields {
  const always = ['selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'];
  const template = fieldsWithin(update, 'spec.template').filter((field) => !isOpenInTemplate(field, update, minor));
  return [...fieldsWithin(update, ...always.map((name) => `spec.${name}`)), ...completions(update), ...template];
}

function isOpenInTemplate(field: readonly FieldStep[], { before }: Update, minor: number): boolean {
  if (at(before.body, 'spec', 'suspend') !== true) return false;
  if (OF_A_SUSPENDED_JOB.some((path) => isWithin(field, `spec.template.${path}`))) return true;
  // Since 1.36 how much its containers get, too.
  return minor >= 36 && ['containers', 'initContainers'].some((list) => isWithin(field, `spec.template.spec.${list}.resources`));
}

/** An indexed Job is elastic: it may be given as many indexes as pods. */
function completions(update: Update): Fields {
  const spec = objectAt(update.after.body, 'spec');
  const isElastic = spec.completionMode === 'Indexed' && spec.completions === spec.parallelism;
  return isElastic ? [] : fieldsWithin(update, 'spec.completions');
}

/** A pod gets other images, fewer gates, more tolerations and less time; everything else it was made with. */
function frozenPod(update: Update): Fields {
  const isOpen = (field: readonly FieldStep[]): boolean =>
    ['spec.containers.image', 'spec.initContainers.image'].some((path) => isWithin(field, path)) ||
    (isWithin(field, 'spec.activeDeadlineSeconds') && lessTime(update)) ||
    (isWithin(field, 'spec.tolerations') && onlyMore(update, 'tolerations')) ||
    (isWithin(field, 'spec.schedulingGates') && onlyFewer(update, 'schedulingGates'));
  return fieldsWithin(update, 'spec').filter((field) => !isOpen(field));
}

function lessTime({ before, after }: Update): boolean {
  const [old, fresh] = [before, after].map(({ body }) => quantityOf(at(body, 'spec', 'activeDeadlineSeconds')));
  return fresh !== undefined && fresh <= (old ?? Number.POSITIVE_INFINITY);
}

function onlyMore({ before, after }: Update, list: string): boolean {
  const has = new Set(textsOf(after.body, list));
  return textsOf(before.body, list).every((text) => has.has(text));
}

function onlyFewer({ before, after, ...update }: Update, list: string): boolean {
  return onlyMore({ ...update, before: after, after: before }, list);
}

function textsOf(body: JsonObject, list: string): string[] {
  return objectsAt(body, 'spec', list).map((item) => JSON.stringify(item));
}

/**
 * A Service keeps its address, whose primary family with it; one that says none is given the one it has. What stands for a
 * host's name has no address, so it comes and goes freely.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/core/service/storage/storage.go patchAllocatedValues
 */
function frozenService(update: Update): Fields {
  const [old, fresh] = [objectAt(update.before.body, 'spec'), objectAt(update.after.body, 'spec')];
  const isBalanced = old.type === 'LoadBalancer' && fresh.type === 'LoadBalancer';
  const classOfBalancer = isBalanced ? fieldsWithin(update, 'spec.loadBalancerClass') : [];
  if (old.type === 'ExternalName' || fresh.type === 'ExternalName') return [];
  const isStated = fresh.clusterIP !== undefined && fresh.clusterIP !== '';
  const addressed = isStated ? addressFields(update) : [];
  const isHeadless = old.clusterIP === 'None' && (fresh.clusterIP ?? 'None') === 'None';
  const families = isHeadless ? [] : frozenFamilies(update, old, fresh);
  const balanced = isBalanced && isLocal(old) && isLocal(fresh) && fresh.healthCheckNodePort !== undefined;
  return [...addressed, ...families, ...classOfBalancer, ...(balanced ? fieldsWithin(update, 'spec.healthCheckNodePort') : [])];
}

/** Both fields say the same; one of them is enough to be told. */
function addressFields(update: Update): Fields {
  const first = fieldsWithin(update, 'spec.clusterIP');
  return first.length > 0 ? first : fieldsWithin(update, 'spec.clusterIPs');
}

function isLocal(spec: JsonObject): boolean {
  return spec.externalTrafficPolicy === 'Local';
}

/** The first family stays; the second comes with its policy and goes only with it. */
function frozenFamilies(update: Update, old: JsonObject, fresh: JsonObject): Fields {
  const [before, after] = [old.ipFamilies, fresh.ipFamilies];
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  const isOtherFirst = before[0] !== after[0];
  const isReleased = after.length < before.length && fresh.ipFamilyPolicy !== 'SingleStack';
  return isOtherFirst || isReleased ? fieldsWithin(update, 'spec.ipFamilies') : [];
}

/** A version in which objects may be stored stays until all of them have been written anew. */
function droppedStorageVersion({ before, after }: Update): Fields {
  const kept = new Set(objectsAt(after.body, 'spec', 'versions').map((version) => textAt(version, 'name')));
  const dropped = objectsAt(before.body, 'spec', 'versions').filter(
    (v) => isObject(v) && v.storage === true && !kept.has(textAt(v, 'name')),
  );
  return dropped.map((version) => ['spec', 'versions', { item: requiredTextAt(version, 'name') }]);
}
