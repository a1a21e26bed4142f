import type { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { type Review, review } from '../../lib/review/review';
import type { UpgradeCase } from './upgrade-case';

/**
 * What a review of a case says, against the version that the cluster of the tests has.
 *
 * @param definitions what both ends hold beside the case's own manifests
 */
export function reviewed({ before, after }: UpgradeCase, definitions: readonly Manifest[] = []): Review {
  const kubernetes = KubernetesVersion.V1_36;
  const [old, fresh] = [before, after].map(({ all }) => new ManifestSet([...definitions, ...all])) as [ManifestSet, ManifestSet];
  return review({ name: 'before', manifests: old }, { name: 'after', manifests: fresh }, { kubernetes });
}

/** `severity rule object` of every effect. */
export function effectLines({ effects }: Review): string[] {
  return effects.map(({ severity, rule, object }) => `${severity} ${rule} ${object}`);
}
