import { at, type JsonObject, objectAt, objectsAt, textAt, textRecordAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ContainerView, PodsView } from '../../manifests/pods';
import { expanded, type Parts } from './parts';
import { podNameOf } from './pod-name';

/** Environment of a container, in its order. */
export type Environment = ReadonlyMap<string, Parts>;

/**
 * What a container finds in its environment on a cluster, worked out: ConfigMaps are looked up, `$(NAME)` is replaced. What
 * only a cluster knows, such as the address of a pod, is left out.
 */
export function environmentOf(container: ContainerView, pods: PodsView, manifests: ManifestSet): Environment {
  const found = new Map<string, Parts>();
  for (const source of objectsAt(container.body, 'envFrom')) {
    const data = configData(manifests, pods, textAt(source, 'configMapRef', 'name'));
    for (const [key, text] of Object.entries(data)) found.set(`${textAt(source, 'prefix') ?? ''}${key}`, [text]);
  }
  for (const variable of objectsAt(container.body, 'env')) {
    const parts = partsOfVariable(variable, pods, manifests, found);
    if (parts) found.set(textAt(variable, 'name') ?? '', parts);
  }
  return found;
}

function partsOfVariable(variable: JsonObject, pods: PodsView, manifests: ManifestSet, before: Environment): Parts | undefined {
  const from = objectAt(variable, 'valueFrom');
  const secret = textAt(from, 'secretKeyRef', 'name');
  const key = textAt(from, 'secretKeyRef', 'key');
  if (secret !== undefined && key !== undefined) return [{ secret, key }];
  const text = at(variable, 'valueFrom') === undefined ? (textAt(variable, 'value') ?? '') : knownText(from, pods, manifests);
  if (text === undefined) return undefined;
  return at(variable, 'valueFrom') === undefined ? expanded(text, before) : [text];
}

function knownText(from: JsonObject, pods: PodsView, manifests: ManifestSet): string | undefined {
  const configMap = textAt(from, 'configMapKeyRef', 'name');
  if (configMap !== undefined) return configData(manifests, pods, configMap)[textAt(from, 'configMapKeyRef', 'key') ?? ''];
  switch (textAt(from, 'fieldRef', 'fieldPath')) {
    case 'metadata.name':
      return podNameOf(pods);
    case 'metadata.namespace':
      return pods.namespace;
    case 'spec.serviceAccountName':
      return textAt(pods.spec, 'serviceAccountName') ?? 'default';
    default:
      return undefined;
  }
}

/** Texts of a ConfigMap in the namespace of the pods; none where there is no such ConfigMap. */
export function configData(manifests: ManifestSet, { namespace }: PodsView, name: string | undefined): Readonly<Record<string, string>> {
  const manifest = name === undefined ? undefined : manifests.find('ConfigMap', namespace, name);
  return textRecordAt(manifest?.body, 'data');
}
