import { autoscalerOf } from '../../checks/autoscaling';
import { at, type Json, numberAt, textAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { PodsView } from '../../manifests/pods';

/** How many pods a workload has. */
export interface PodCounts {
  /** At the least: of an autoscaler, or of the workload itself. */
  readonly least: number;
  /** At the most, when nothing is being replaced. */
  readonly most: number;
  /** How many more there may be while pods are replaced. */
  readonly surge: number;
  /** The same where there are the least pods. */
  readonly leastSurge: number;
  /** There is one of these for each node, and how many nodes there are nobody says. */
  readonly perNode: boolean;
}

/** Pods at the most that KEDA makes where nothing is said: https://keda.sh/docs/latest/reference/scaledobject-spec/#maxreplicacount */
const KEDA_MOST = 100;

/** How many pods a workload may have by what the set says, its autoscaler included. */
export function podCounts(pods: PodsView, set: ManifestSet): PodCounts {
  const { body, group, kind } = pods.manifest;
  const alone = { surge: 0, leastSurge: 0, perNode: false };
  switch (`${group}/${kind}`) {
    case '/Pod':
      return { ...alone, least: 1, most: 1 };
    case 'apps/DaemonSet': {
      const surge = surgeOf(at(body, 'spec', 'updateStrategy', 'rollingUpdate', 'maxSurge'), 1);
      return { least: 1, most: 1, surge, leastSurge: surge, perNode: true };
    }
    case 'batch/Job':
      return { ...alone, least: 0, most: at(body, 'spec', 'suspend') === true ? 0 : atOnce(at(body, 'spec')) };
    case 'batch/CronJob':
      return { ...alone, least: 0, most: at(body, 'spec', 'suspend') === true ? 0 : atOnce(at(body, 'spec', 'jobTemplate', 'spec')) };
    default:
      return scaledCounts(pods, set);
  }
}

function scaledCounts({ manifest }: PodsView, set: ManifestSet): PodCounts {
  const { body, group, kind } = manifest;
  const scaler = autoscalerOf(manifest, set);
  const own = numberAt(body, 'spec', 'replicas') ?? 1;
  const most = scaler ? mostOf(scaler.manifest.body) : own;
  const rolls = `${group}/${kind}` === 'apps/Deployment' && textAt(body, 'spec', 'strategy', 'type') !== 'Recreate';
  const stated = rolls ? (at(body, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%') : 0;
  const least = Math.min(scaler?.min ?? own, most);
  return { least, most, surge: surgeOf(stated, most), leastSurge: surgeOf(stated, least), perNode: false };
}

/** An autoscaler says it by one of two names; only KEDA has a default. */
function mostOf(body: Json): number {
  return numberAt(body, 'spec', 'maxReplicas') ?? numberAt(body, 'spec', 'maxReplicaCount') ?? KEDA_MOST;
}

/** A share of the pods is rounded up, as the controllers do. */
function surgeOf(stated: Json | undefined, pods: number): number {
  if (typeof stated === 'number') return stated;
  const percent = typeof stated === 'string' ? Number.parseFloat(stated) : Number.NaN;
  return Number.isFinite(percent) ? Math.ceil((pods * percent) / 100) : 0;
}

function atOnce(job: Json | undefined): number {
  const parallel = numberAt(job, 'parallelism') ?? 1;
  return Math.min(parallel, numberAt(job, 'completions') ?? parallel);
}
