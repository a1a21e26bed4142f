import { autoscalerOf } from '../checks/autoscaling';
import { type CustomKind, customKindsOf, sameJson } from '../checks/schemas/custom-resources';
import { apiVersionsOf, definitionOfKind, isBuiltInGroup, knownVersions, servedKind } from '../checks/schemas/shapes';
import { isObject, type JsonObject, objectAt } from '../manifests/json';
import { identityOf, type Manifest, manifestOf } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { withAllocated } from './stored-form/allocated';
import { asSecondVersion } from './stored-form/autoscalers';
import { storedCustom } from './stored-form/custom-objects';
import { withoutNoise } from './stored-form/noise';
import { barePod } from './stored-form/pods';
import { without } from './stored-form/stored-definition';
import { storedObject } from './stored-form/stored-object';

/**
 * The manifests of a set as the API server stores them, so that what only says its default, or says nothing, is no
 * difference. The API version stays the one that is stated. What a cluster decides stays open: addresses, ports of nodes,
 * its default storage class, and the replicas of a workload that states none and is, or was, scaled by something else in the set.
 */
export function storedForm(set: ManifestSet, { running, definitions = [] }: StoredFormOptions = {}): ManifestSet {
  const kinds = new Map([set, ...definitions].reverse().flatMap((own) => [...customKindsOf(own)]));
  return new ManifestSet(set.all.map((manifest) => stored(manifest, { set, running, kinds })));
}

export interface StoredFormOptions {
  /** What is there already: of some fields the server keeps what it has given. */
  readonly running?: Running;
  /**
   * Where definitions are found that the set does not hold, the first one first.
   *
   * @default - nowhere
   */
  readonly definitions?: readonly ManifestSet[];
}

/** What is there already, as it was written and as it is stored. */
export interface Running {
  readonly written: ManifestSet;
  readonly stored: ManifestSet;
}

interface Surroundings {
  readonly set: ManifestSet;
  readonly running: Running | undefined;
  /** By `apiVersion/Kind`. */
  readonly kinds: ReadonlyMap<string, CustomKind>;
}

function stored(manifest: Manifest, around: Surroundings): Manifest {
  const { origin, source } = manifest;
  const own = sameAsRunning(manifest, around.set, around.running) ?? manifestOf(storedOver(manifest, around));
  return { ...own, origin, source };
}

function storedOver(manifest: Manifest, { set, running, kinds }: Surroundings): JsonObject {
  const { apiVersion, group, kind } = manifest;
  const custom = isBuiltInGroup(group) ? undefined : kinds.get(`${apiVersion}/${kind}`);
  if (custom?.schema) return storedCustom(customBody(manifest, custom), custom.schema, runningObject(manifest, running));
  const body = storedBody(withoutNoise(manifest.body), manifest);
  const own = isOpen(manifest, set) || staysOpen(manifest, running) ? { ...body, spec: without(objectAt(body, 'spec'), 'replicas') } : body;
  const old = group === '' && kind === 'Service' ? running?.stored.identified(identityOf(manifest)) : undefined;
  return old ? withAllocated(own, old.body) : own;
}

/** Where a kind has no status apart, it is a field like others. */
function customBody({ body }: Manifest, { hasStatus }: CustomKind): JsonObject {
  return { ...withoutNoise(body), ...(!hasStatus && body.status !== undefined && { status: body.status }) };
}

function runningObject(manifest: Manifest, running: Running | undefined): { written: JsonObject; stored: JsonObject } | undefined {
  const [written, old] = [running?.written, running?.stored].map((set) => set?.identified(identityOf(manifest)));
  return written && old ? { written: written.body, stored: old.body } : undefined;
}

/** Most objects are written as they were, and need not be worked out again. */
function sameAsRunning(manifest: Manifest, set: ManifestSet, running?: Running): Manifest | undefined {
  const identity = identityOf(manifest);
  const old = running?.written.identified(identity);
  if (!(running && old && sameJson(old.body, manifest.body))) return undefined;
  return isOpen(old, running.written) || !isOpen(manifest, set) ? running.stored.identified(identity) : undefined;
}

/** Whether something else in the set decides how many pods there are. */
function isOpen(manifest: Manifest, set: ManifestSet): boolean {
  return statesNoReplicas(manifest) && autoscalerOf(manifest, set) !== undefined;
}

function statesNoReplicas({ body }: Manifest): boolean {
  return objectAt(body, 'spec').replicas === undefined;
}

/** Of a workload that has never stated how many, the server keeps what its autoscaler has set last. */
function staysOpen(manifest: Manifest, running: Running | undefined): boolean {
  const old = running?.written.identified(identityOf(manifest));
  return running !== undefined && old !== undefined && isOpen(old, running.written) && statesNoReplicas(manifest);
}

function storedBody(body: JsonObject, { apiVersion, group, kind }: Manifest): JsonObject {
  if (group === 'autoscaling' && apiVersion === 'autoscaling/v1') return storedAs('autoscaling/v2', kind, asSecondVersion(body));
  if (group === '' && kind === 'Pod' && isObject(body.spec)) return storedAs(apiVersion, kind, { ...body, spec: barePod(body.spec) });
  return storedAs(apiVersion, kind, body);
}

/** A version of a group that is no longer served is read by the definition of the one that is. */
function storedAs(apiVersion: string, kind: string, body: JsonObject): JsonObject {
  const { until } = knownVersions();
  const minor = servedKind(apiVersion, kind).at(-1)?.until ?? until;
  const known = definitionOfKind(apiVersion, kind, minor) ? apiVersion : sameGroup(apiVersion, kind, minor);
  const definition = known === undefined ? undefined : definitionOfKind(known, kind, minor);
  return definition === undefined ? body : storedObject(body, definition, minor);
}

function sameGroup(apiVersion: string, kind: string, minor: number): string | undefined {
  const group = apiVersion.slice(0, apiVersion.lastIndexOf('/') + 1);
  return group === '' ? undefined : apiVersionsOf(kind, minor).find((other) => other.startsWith(group));
}
