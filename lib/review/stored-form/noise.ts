import { isObject, type Json, type JsonObject, objectAt } from '../../manifests/json';
import { without } from './stored-definition';

/** Fields of the metadata that the API server writes and that nobody can set. */
const OWN_METADATA = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** Annotations in which the API server, kubectl and controllers keep their own accounts. */
const OWN_ANNOTATIONS =
  /^(kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/.*|deprecated\.daemonset\.template\.generation|autoscaling\.alpha\.kubernetes\.io\/.*|control-plane\.alpha\.kubernetes\.io\/.*|endpoints\.kubernetes\.io\/.*|pv\.kubernetes\.io\/.*|volume\.kubernetes\.io\/(selected-node|storage-provisioner|storage-resizer|provisioner-deletion-.*)|volume\.beta\.kubernetes\.io\/storage-provisioner)$/;

/** What controllers wait for before an object of theirs goes. */
const OWN_FINALIZERS: ReadonlySet<Json> = new Set([
  'batch.kubernetes.io/job-tracking',
  'customresourcecleanup.apiextensions.k8s.io',
  'external-provisioner.volume.kubernetes.io/finalizer',
  'foregroundDeletion',
  'kubernetes.io/pv-protection',
  'kubernetes.io/pvc-protection',
  'orphan',
  'service.kubernetes.io/load-balancer-cleanup',
]);

/** A manifest without what is not the author's to state, which objects that were read from a cluster are full of. */
export function withoutNoise(body: JsonObject): JsonObject {
  const { status: _, ...rest } = body;
  const { metadata, spec } = rest;
  return {
    ...rest,
    ...(isObject(metadata) && { metadata: ownMetadata(metadata) }),
    // Which the API server writes into every namespace.
    ...(rest.kind === 'Namespace' && isObject(spec) && { spec: without(spec, 'finalizers') }),
  };
}

function ownMetadata(metadata: JsonObject): JsonObject {
  const { annotations, finalizers, ...rest } = without(metadata, ...OWN_METADATA);
  const own = Object.entries(objectAt({ annotations }, 'annotations')).filter(([name]) => !OWN_ANNOTATIONS.test(name));
  const waiting = Array.isArray(finalizers) ? (finalizers as readonly Json[]).filter((name) => !OWN_FINALIZERS.has(name)) : [];
  return {
    ...rest,
    ...(own.length > 0 && { annotations: Object.fromEntries(own) }),
    ...(waiting.length > 0 && { finalizers: waiting }),
  };
}
