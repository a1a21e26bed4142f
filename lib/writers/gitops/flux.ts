import { numberAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { FileTree } from '../file-tree';
import { keepsData } from '../kept-data';
import { type Environment, overlayFolder } from '../kustomize/kustomize';
import { renderDocuments } from '../manifest-file';
import { manifestsOf, type Stage, stagesOf } from '../stages';
import type { GitPlace } from './git-place';
import { lastingJobs } from './lasting-jobs';

/** What Flux is told beside the shop itself. */
export interface FluxData extends GitPlace {
  /** Namespace of Flux. */
  readonly namespace: string;
  /** Secret with the credentials of the repository. */
  readonly secretName?: string;
}

/** How often Flux compares the cluster with the repository, and the repository with what it has. */
const INTERVAL = '10m';

/** How soon it tries again after a failure: the pause of a person who looks what went wrong. */
const RETRY_INTERVAL = '1m';

/** Kinds whose health says whether the next phase may begin. A claim is none: it may wait for its first consumer. */
const AWAITED = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'batch/Job', 'external-secrets.io/ExternalSecret']);

/** Seconds that a replica of a StatefulSet may take: they start one after the other, and nothing in it says how long. */
const REPLICA_SECONDS = 600;

/** A file for each environment: the repository, and a Kustomization for each phase, which waits for the one before. */
export function fluxTree(environments: readonly Environment[], flux: FluxData): FileTree {
  return new Map(environments.map((environment) => [`flux/${environment.name}.yaml`, renderDocuments(objectsOf(environment, flux))]));
}

/** Name of a Kustomization. Flux writes it into a label, so it has the length of one at most. */
export function kustomizationName(shop: string, environment: string, stage: string): string {
  return `${shop}-${environment}-${stage}`;
}

function objectsOf(environment: Environment, flux: FluxData): object[] {
  const stages = stagesOf(environment.shop.files);
  return [source(environment, flux), ...stages.map((stage, i) => stageObject(environment, flux, stage, stages[i - 1]))];
}

function source({ shop }: Environment, { namespace, repository, revision, secretName }: FluxData): object {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: shop.name, namespace },
    spec: {
      interval: INTERVAL,
      ref: revision.startsWith('refs/') ? { name: revision } : { branch: revision },
      ...(secretName !== undefined && { secretRef: { name: secretName } }),
      url: repository,
    },
  };
}

function stageObject(environment: Environment, flux: FluxData, stage: Stage, before: Stage | undefined): object {
  const { shop } = environment;
  const name = (of: Stage) => kustomizationName(shop.name, environment.name, of.name);
  const manifests = manifestsOf(stage);
  const patches = lastingJobs(manifests);
  const awaited = manifests.filter(({ group, kind }) => AWAITED.has(`${group}/${kind}`));
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: name(stage), namespace: flux.namespace },
    spec: {
      ...(before && { dependsOn: [{ name: name(before) }] }),
      ...(awaited.length > 0 && { healthChecks: awaited.map(reference), timeout: `${timeout(awaited)}s` }),
      interval: INTERVAL,
      path: `./${flux.path}/${overlayFolder(environment)}/${stage.folder}`,
      ...(patches.length > 0 && { patches }),
      // Where it is false, deleting the Kustomization leaves the objects too.
      prune: !manifests.some((manifest) => keepsData(manifest, shop.manifests.all)),
      retryInterval: RETRY_INTERVAL,
      sourceRef: { kind: 'GitRepository', name: shop.name },
    },
  };
}

function reference({ apiVersion, kind, name, namespace }: Manifest): object {
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}

/** Seconds after which the slowest object has failed by its own account. */
function timeout(awaited: readonly Manifest[]): number {
  return Math.max(...awaited.map(secondsOf));
}

function secondsOf({ kind, body }: Manifest): number {
  if (kind === 'StatefulSet') return REPLICA_SECONDS * (numberAt(body, 'spec', 'replicas') ?? 1);
  return numberAt(body, 'spec', 'progressDeadlineSeconds') ?? numberAt(body, 'spec', 'activeDeadlineSeconds') ?? REPLICA_SECONDS;
}
