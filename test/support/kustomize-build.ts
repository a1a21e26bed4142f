import { posix } from 'node:path';
import { JsonPatch } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../lib/manifests/json';
import type { FileTree } from '../../lib/writers/file-tree';
import type { AnyManifest } from './synthesis';

/**
 * What kustomize builds of a folder in memory, as far as the library writes for it; scripts/delivery.js asks the real one.
 * Every file of the tree that it reads is counted in `read`.
 */
export function kustomizeBuild(tree: FileTree, folder: string, read: string[] = []): AnyManifest[] {
  const path = `${folder}/kustomization.yaml`;
  read.push(path);
  const { resources, patches = [] } = parse(textOf(tree, path));
  let objects: AnyManifest[] = resources.flatMap((resource: string) => {
    const target = posix.join(folder, resource);
    if (tree.has(`${target}/kustomization.yaml`)) return kustomizeBuild(tree, target, read);
    read.push(target);
    return parseAllDocuments(textOf(tree, target), { version: '1.1' }).map((d) => d.toJS());
  });
  for (const patch of patches) objects = patched(objects, patch);
  return objects;
}

function patched(objects: readonly AnyManifest[], { target, patch }: { target?: Record<string, string>; patch: string }): AnyManifest[] {
  // As kustomize does, which costs a text at the end its line feed.
  const body = parse(patch.trim(), { version: '1.1' });
  if (body.$patch === 'delete') return objects.filter((o) => !isSame(o, body));
  const matches = (o: AnyManifest) =>
    Object.entries(target ?? {}).every(([field, text]) => new RegExp(`^${text}$`).test(fieldOf(o, field)));
  if (!objects.some(matches)) throw new Error(`nothing is ${JSON.stringify(target)}`);
  return objects.map((o) => (matches(o) ? changed(o, body) : o));
}

function changed(object: AnyManifest, body: AnyManifest): AnyManifest {
  if (Array.isArray(body)) return JsonPatch.apply(structuredClone(object), ...body.map(operation));
  const annotations = { ...object.metadata.annotations, ...body.metadata.annotations };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function operation({ op, path, value }: { op: string; path: string; value: JsonObject }): JsonPatch {
  return op === 'add' ? JsonPatch.add(path, value) : op === 'remove' ? JsonPatch.remove(path) : JsonPatch.replace(path, value);
}

function fieldOf({ apiVersion, kind, metadata }: AnyManifest, field: string): string {
  const [version, group = ''] = apiVersion.split('/').reverse();
  return `${{ group, version, kind, name: metadata.name, namespace: metadata.namespace }[field] ?? ''}`;
}

function isSame(a: AnyManifest, b: AnyManifest): boolean {
  return ['group', 'version', 'kind', 'name', 'namespace'].every((field) => fieldOf(a, field) === fieldOf(b, field));
}

function textOf(tree: FileTree, path: string): string {
  const text = tree.get(path);
  if (text === undefined) throw new Error(`no file ${path}`);
  return text;
}
