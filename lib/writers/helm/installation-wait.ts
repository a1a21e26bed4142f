import { numberAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ShopView } from '../shop-view';
import { waitingClaims } from '../waiting-claims';

/** Seconds after which somebody has to look why a shop does not run: images are pulled, a broker's nodes start one by one. */
const PATIENCE_SECONDS = 900;

/** How an installation waits until the shop runs. */
export interface InstallationWait {
  /** What `helm upgrade` is given for it. */
  readonly flags: string;
  /** What waits in its stead, a line of a shell. */
  readonly command: string;
  readonly reason: string;
}

/**
 * Helm waits for every claim to be bound, and takes a Job that has left for a failure. So it waits no longer than a finished
 * Job stays, and not at all where a claim waits for a pod that comes later.
 * @see https://helm.sh/docs/intro/using_helm/#helpful-options-for-installupgraderollback
 */
export function installationWait({ namespace, manifests }: ShopView): InstallationWait {
  const seconds = Math.min(PATIENCE_SECONDS, ...jobStays(manifests));
  const timeout = seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
  const claims = waitingClaims(manifests).map(({ name }) => `\`${name}\``);
  if (claims.length > 0) {
    return {
      flags: '',
      command: `kubectl --namespace ${namespace} rollout status statefulset,deployment --timeout ${PATIENCE_SECONDS / 60}m\n`,
      reason: `Not with \`--wait\`: Helm would wait for the claims ${claims.join(', ')} too, which most StorageClasses bind when the first pod mounts
them, and that is a CronJob's.`,
    };
  }
  return {
    flags: ` --wait --wait-for-jobs --timeout ${timeout}`,
    command: '',
    reason:
      seconds < PATIENCE_SECONDS
        ? `With a longer \`--timeout\` Helm would fail: a finished Job leaves after ${timeout}, and Helm asks for it as long as it waits.`
        : `Helm waits for the pods, and for Jobs to be done.`,
  };
}

/** Seconds that finished Jobs stay. */
function jobStays(manifests: ManifestSet): number[] {
  return manifests.of('Job', 'batch').flatMap(({ body }) => numberAt(body, 'spec', 'ttlSecondsAfterFinished') ?? []);
}
