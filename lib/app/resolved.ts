import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { filePlaceOf } from '../constructs/file-place';
import { type Manifest, manifestOf } from '../manifests/manifest';

/** An object, and what it is once everything late in it has been read. */
export interface ResolvedObject {
  readonly object: ApiObject;
  readonly manifest: Manifest;
}

/** An object with what will be written of it. Resolving is most of the work of a synthesis: once for each object. */
export function resolved(object: ApiObject): ResolvedObject {
  const component = filePlaceOf(object)?.name;
  return { object, manifest: manifestOf(object.toJson(), { path: object.node.path, ...(component !== undefined && { component }) }) };
}

/** Every object that a construct makes, resolved. */
export function resolvedIn(scope: IConstruct): ResolvedObject[] {
  return scope.node.findAll().flatMap((construct) => (ApiObject.isApiObject(construct) ? [resolved(construct)] : []));
}
