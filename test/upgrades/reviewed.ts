import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { type Review, review } from '../../lib/review/review';
import type { UpgradeCase } from './upgrade-case';

/** What a review of a case says, against the version that the cluster of the tests has. */
export function reviewed({ before, after }: UpgradeCase): Review {
  const kubernetes = KubernetesVersion.V1_36;
  return review({ name: 'before', manifests: before }, { name: 'after', manifests: after }, { kubernetes });
}

/** `severity rule object` of every effect. */
export function effectLines({ effects }: Review): string[] {
  return effects.map(({ severity, rule, object }) => `${severity} ${rule} ${object}`);
}
