import { identityOf, type Manifest } from '../../manifests/manifest';
import { type FiledManifests, manifestsOf, type Stage } from '../stages';
import { jsonPatch, type PatchStep } from './json-patch';
import { change, type KustomizePatch, literally, movedTo, remove, targetOf } from './kustomization';

/** What one stage of an environment has beside the same stage of the base. */
export interface StageOverlay {
  readonly patches: readonly KustomizePatch[];
  /** Objects that the base does not have, by the file of dist/ that has them. */
  readonly added: FiledManifests;
}

/** The namespaces of a shop: in the base, and in the environment. */
export interface Namespaces {
  readonly base: string;
  readonly environment: string;
}

/**
 * What makes a stage of an environment of the base's: objects that go, fields that differ, objects that come. An object
 * is the same object in both when it is in the shop's own namespace of each; one patch moves them all.
 */
export function overlayOf(base: Stage | undefined, stage: Stage, namespaces: Namespaces): StageOverlay {
  const before = base ? manifestsOf(base) : [];
  const after = new Map(manifestsOf(stage).map((manifest) => [identityIn(namespaces, manifest), manifest]));
  const known = new Set(before.map(identityOf));
  const added = [...stage.files].map(([file, own]) => [file, own.filter((m) => !known.has(identityIn(namespaces, m)))] as const);
  return {
    patches: [
      ...before.flatMap((manifest) => difference(manifest, after.get(identityOf(manifest)), namespaces)),
      ...move(before, namespaces),
    ],
    added: new Map(added.filter(([, own]) => own.length > 0)),
  };
}

function difference(before: Manifest, after: Manifest | undefined, namespaces: Namespaces): KustomizePatch[] {
  if (!after) return [remove(before)];
  const steps = jsonPatch(before.body, movedTo(namespaces.base, namespaces.environment, after).body);
  return steps.length > 0 ? [change(targetOf(before), steps)] : [];
}

/** The last patch of a stage, because those before it name the objects by their namespace in the base. */
function move(before: readonly Manifest[], { base, environment }: Namespaces): KustomizePatch[] {
  if (base === environment || !before.some(({ namespace }) => namespace === base)) return [];
  const steps: PatchStep[] = [{ op: 'replace', path: '/metadata/namespace', value: environment }];
  return [change({ namespace: literally(base) }, steps)];
}

/** Identity of an environment's object, as the base has it: the shop's namespace, and the Namespace itself, by its name there. */
function identityIn({ base, environment }: Namespaces, manifest: Manifest): string {
  const { group, kind, namespace, name } = manifest;
  const isNamespace = group === '' && kind === 'Namespace' && name === environment;
  return identityOf({ group, kind, namespace: namespace === environment ? base : namespace, name: isNamespace ? base : name });
}
