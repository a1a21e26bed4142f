import { autoscalerOf } from '../checks/autoscaling';
import { apiVersionsOf, definitionOfKind, knownVersions, servedKind } from '../checks/schemas/shapes';
import { isObject, type JsonObject, objectAt } from '../manifests/json';
import { identityOf, type Manifest, manifestOf } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { withAllocated } from './stored-form/allocated';
import { asSecondVersion } from './stored-form/autoscalers';
import { withoutNoise } from './stored-form/noise';
import { barePod } from './stored-form/pods';
import { without } from './stored-form/stored-definition';
import { storedObject } from './stored-form/stored-object';

/**
 * The manifests of a set as the API server stores them, so that what only says its default, or says nothing, is no
 * difference. The API version stays the one that is stated. What a cluster decides stays open: addresses, ports of nodes,
 * its default storage class, and the replicas of a workload that states none and is scaled by something else in the set.
 *
 * @param running what is there already, in its stored form: of some fields the server keeps what it has given
 */
export function storedForm(set: ManifestSet, running?: ManifestSet): ManifestSet {
  return new ManifestSet(set.all.map((manifest) => stored(manifest, set, running?.identified(identityOf(manifest)))));
}

function stored(manifest: Manifest, set: ManifestSet, running?: Manifest): Manifest {
  const { origin, source, group, kind } = manifest;
  const own = unscaled(storedBody(withoutNoise(manifest.body), manifest), manifest, set);
  const body = running && group === '' && kind === 'Service' ? withAllocated(own, running.body) : own;
  return { ...manifestOf(body), ...(origin && { origin }), ...(source && { source }) };
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

function unscaled(body: JsonObject, manifest: Manifest, set: ManifestSet): JsonObject {
  const isOpen = objectAt(manifest.body, 'spec').replicas === undefined && autoscalerOf(manifest, set) !== undefined;
  return isOpen ? { ...body, spec: without(objectAt(body, 'spec'), 'replicas') } : body;
}
