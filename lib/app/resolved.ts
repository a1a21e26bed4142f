import type { ApiObject } from 'cdk8s';
import { filePlaceOf } from '../constructs/file-place';
import { type Manifest, manifestOf } from '../manifests/manifest';

/** An object as it will be written, with the construct that made it. Resolving is most of the work of a synthesis. */
export function resolved(object: ApiObject): Manifest {
  const component = filePlaceOf(object)?.name;
  return manifestOf(object.toJson(), { path: object.node.path, ...(component !== undefined && { component }) });
}
