import { ApiObject, type ApiObjectProps, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';

/** A manifest as the generated classes write it: plain data, which later versions' fields can be added to. */
export type PlainManifest = ApiObjectProps;

/**
 * The one way in which an object is made. The generated classes serve as typed builders only (`KubeX.manifest`): their
 * instances map every field again at synthesis, and so drop what they do not know, the user's patches included.
 */
export function emitObject(scope: Construct, id: string, manifest: PlainManifest): ApiObject {
  return new ApiObject(scope, id, manifest);
}

/** An object that stands in no namespace: a chart gives its own to every object, so it has to be taken away. */
export function emitClusterObject(scope: Construct, id: string, manifest: PlainManifest): ApiObject {
  const object = emitObject(scope, id, manifest);
  object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  return object;
}
