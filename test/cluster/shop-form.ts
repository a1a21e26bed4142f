import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { AnyManifest } from '../support/synthesis';
import { kubectlJson } from './kubectl';

/** One shop as synthesized for one profile and kind of cluster. */
export interface ShopForm {
  readonly shop: string;
  readonly profile: string;
  readonly cluster: string;
  readonly version: string;
  readonly folder: string;
}

const { VARIANTS, VERSIONS } = require('../../scripts/shop-variants') as {
  readonly VARIANTS: readonly ShopForm[];
  readonly VERSIONS: readonly string[];
};

/** Newest version that the shops are synthesized for and the cluster is not older than. */
export function versionOfCluster(): string {
  const minor = Number.parseInt(kubectlJson('version').serverVersion.minor, 10);
  const version = VERSIONS.filter((v) => Number(v.split('.')[1]) <= minor).at(-1);
  if (version === undefined) throw new Error(`the cluster's version is 1.${minor}; the oldest supported is ${VERSIONS[0]}`);
  return version;
}

/** The forms of both shops for a version. */
export function formsFor(version: string): ShopForm[] {
  return VARIANTS.filter((variant) => variant.version === version);
}

/** Writes all forms for a version below a folder. */
export function synthesizeForms(version: string, output: string): void {
  execFileSync(process.execPath, [path.join(__dirname, '../../scripts/shop-variants.js'), output, `-${version}`]);
}

/** Files of a form in the order in which they are applied. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((file) => path.join(folder, file));
}

/** Every object of a form, in the order in which it is applied. */
export function objectsOf(folder: string): AnyManifest[] {
  return filesOf(folder).flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS()));
}

/** The pods that the form's workloads would make, each as a Pod of its own. */
export function podsOf(folder: string): AnyManifest[] {
  return objectsOf(folder).flatMap(({ metadata, spec }) => {
    const template = spec?.template ?? spec?.jobTemplate?.spec.template;
    if (!template?.spec) return [];
    const { name, namespace } = metadata;
    const podSpec = { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claimVolumes(spec)] };
    return [{ apiVersion: 'v1', kind: 'Pod', metadata: { ...template.metadata, name: `try-${name}`, namespace }, spec: podSpec }];
  });
}

/** What the StatefulSet controller adds to its pods. */
function claimVolumes({ volumeClaimTemplates = [] }: AnyManifest): AnyManifest[] {
  return volumeClaimTemplates.map(({ metadata: { name } }: AnyManifest) => ({ name, persistentVolumeClaim: { claimName: `${name}-0` } }));
}
