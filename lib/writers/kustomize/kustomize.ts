import type { FileTree } from '../file-tree';
import { renderManifestFile } from '../manifest-file';
import type { ShopView } from '../shop-view';
import { type Stage, stagesOf } from '../stages';
import { kustomization } from './kustomization';
import { overlayOf } from './overlay';

/** A shop as it is in one environment, such as `production`. */
export interface Environment {
  readonly name: string;
  readonly shop: ShopView;
}

/** Folder of an environment, below the folder of the artifacts. */
export function overlayFolder(environment: Environment): string {
  return `kustomize/overlays/${environment.name}`;
}

/**
 * The shop as kustomize takes it: base/ holds the files of dist/ in a folder for each phase, overlays/ what each
 * environment has beside it. Every folder can be built, a phase alone as well as the whole.
 */
export function kustomizeTree(base: ShopView, environments: readonly Environment[]): FileTree {
  return new Map([...baseFiles(base), ...environments.flatMap((environment) => overlayFiles(base, environment))]);
}

function baseFiles(base: ShopView): [string, string][] {
  const stages = stagesOf(base.files);
  return [
    ['kustomize/base/kustomization.yaml', kustomization(stages.map(({ folder }) => folder))],
    ...stages.flatMap(({ folder, files }): [string, string][] => [
      [`kustomize/base/${folder}/kustomization.yaml`, kustomization([...files.keys()])],
      ...[...files].map(([file, own]): [string, string] => [`kustomize/base/${folder}/${file}`, renderManifestFile(own)]),
    ]),
  ];
}

function overlayFiles(base: ShopView, environment: Environment): [string, string][] {
  const own = overlayFolder(environment);
  const inBase = new Map(stagesOf(base.files).map((stage) => [stage.phase, stage]));
  const stages = stagesOf(environment.shop.files);
  const namespaces = { base: base.namespace, environment: environment.shop.namespace };
  return [
    [`${own}/kustomization.yaml`, kustomization(stages.map(({ folder }) => folder))],
    ...stages.flatMap((stage) => stageFiles(`${own}/${stage.folder}`, inBase.get(stage.phase), stage, namespaces)),
  ];
}

function stageFiles(own: string, base: Stage | undefined, stage: Stage, namespaces: Parameters<typeof overlayOf>[2]): [string, string][] {
  const { patches, added } = overlayOf(base, stage, namespaces);
  const resources = [...(base ? [`../../../base/${base.folder}`] : []), ...added.keys()];
  return [
    [`${own}/kustomization.yaml`, kustomization(resources, patches)],
    ...[...added].map(([file, manifests]): [string, string] => [`${own}/${file}`, renderManifestFile(manifests)]),
  ];
}
