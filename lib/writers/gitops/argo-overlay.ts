import { Phase } from '../../core/phase';
import type { FileTree } from '../file-tree';
import { keepsData, SYNC_OPTIONS } from '../kept-data';
import { annotate, type KustomizePatch, kustomization, targetOf } from '../kustomize/kustomization';
import { type Environment, overlayFolder } from '../kustomize/kustomize';
import { manifestsOf, type Stage, stagesOf } from '../stages';
import { waitingClaims } from '../waiting-claims';
import { jobHooks } from './argo-hooks';
import { lastingJobs } from './lasting-jobs';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** After everything: Argo CD does not wait for the health of the last wave. */
const LAST_WAVE = Phase.OTHER + 10;

/** Folder of an environment as Argo CD takes it, below the folder of the artifacts. */
export function argoFolder({ name }: Environment): string {
  return `argocd/overlays/${name}`;
}

/**
 * The environment with what only Argo CD reads: the phase of each object as its sync wave, each of which has to be healthy
 * before the next begins. Nothing of it is in another output.
 */
export function argoOverlay(environment: Environment): FileTree {
  const own = argoFolder(environment);
  const stages = stagesOf(environment.shop.files);
  return new Map([
    [`${own}/kustomization.yaml`, kustomization(stages.map(({ folder }) => folder))],
    ...stages.map((stage): [string, string] => [`${own}/${stage.folder}/kustomization.yaml`, waveFile(environment, stage)]),
  ]);
}

function waveFile(environment: Environment, stage: Stage): string {
  const wave = annotate({ kind: '.*' }, { [SYNC_WAVE]: `${stage.phase}` });
  const own = manifestsOf(stage);
  return kustomization(
    [`../../../../${overlayFolder(environment)}/${stage.folder}`],
    [wave, ...waiting(environment, stage), ...namespaceKept(environment, stage), ...lastingJobs(own), ...jobHooks(own)],
  );
}

/** Argo CD takes a pending claim for one that is being made, and would wait for it. */
function waiting({ shop }: Environment, stage: Stage): KustomizePatch[] {
  const own = new Set(manifestsOf(stage));
  return waitingClaims(shop.manifests)
    .filter((claim) => own.has(claim))
    .map((claim) => annotate(targetOf(claim), { 'argocd.argoproj.io/ignore-healthcheck': 'true', [SYNC_WAVE]: `${LAST_WAVE}` }));
}

/** What holds data says so itself, in every output; the Namespace around it is deleted by whoever prunes it. */
function namespaceKept({ shop }: Environment, stage: Stage): KustomizePatch[] {
  return manifestsOf(stage)
    .filter((manifest) => manifest.kind === 'Namespace' && keepsData(manifest, shop.manifests.all))
    .map((manifest) => annotate(targetOf(manifest), { [SYNC_OPTIONS]: 'Prune=false,Delete=false' }));
}
