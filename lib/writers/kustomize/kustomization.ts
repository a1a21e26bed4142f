import type { Json } from '../../manifests/json';
import { type Manifest, manifestOf } from '../../manifests/manifest';
import { renderDocuments } from '../manifest-file';
import { renderYaml } from '../yaml';
import type { PatchStep } from './json-patch';

/** What an object of a kustomization has to be for a patch to be applied to it. Each field is a regular expression. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** A patch of a kustomization: JSON Patch with a target, or strategic merge. */
export interface KustomizePatch {
  readonly target?: PatchTarget;
  readonly patch: string;
}

/**
 * A kustomization.yaml. The order of its resources is kept: without `sortOptions`, kustomize sorts by kind.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/sortoptions/
 */
export function kustomization(resources: readonly string[], patches: readonly KustomizePatch[] = []): string {
  return renderDocuments([
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      sortOptions: { order: 'fifo' },
      resources,
      ...(patches.length > 0 && { patches }),
    },
  ]);
}

/** A JSON Patch of what its target is. */
export function change(target: PatchTarget, steps: readonly PatchStep[]): KustomizePatch {
  const text = renderYaml(steps);
  // Kustomize trims a patch, and a text of several lines at its end would lose the last line feed.
  return { target, patch: /[:-] \|\n/.test(text) ? `${text}# end\n` : text };
}

/** The target that is one object and no other. */
export function targetOf({ apiVersion, group, kind, namespace, name }: Manifest): PatchTarget {
  return {
    ...(group !== '' && { group: literally(group) }),
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    kind,
    name: literally(name),
    ...(namespace !== undefined && { namespace: literally(namespace) }),
  };
}

/** A name as the regular expression that kustomize takes it for; dots are all that names have of its special characters. */
export function literally(name: string): string {
  return name.replaceAll('.', '\\.');
}

/** A patch that merges annotations into whatever its target is; the kind and name that it must have are not looked at. */
export function annotate(target: PatchTarget, annotations: Readonly<Record<string, string>>): KustomizePatch {
  const anything = { apiVersion: 'v1', kind: 'Any', metadata: { name: 'any', annotations } };
  return { target, patch: renderYaml(anything) };
}

/** A patch that takes an object away. */
export function remove({ apiVersion, kind, namespace, name }: Manifest): KustomizePatch {
  const identity = { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
  return { patch: renderYaml({ $patch: 'delete', ...identity }) };
}

/** The same object as it would be in another namespace. */
export function movedTo(namespace: string, from: string, manifest: Manifest): Manifest {
  if (manifest.namespace !== from) return manifest;
  const metadata = { ...(manifest.body.metadata as Readonly<Record<string, Json>>), namespace };
  return manifestOf({ ...manifest.body, metadata }, manifest.origin);
}
