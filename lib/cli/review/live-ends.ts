import { textAt } from '../../manifests/json';
import { identityOf, manifestOf } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { KubernetesVersion } from '../../model/kubernetes-version';
import { deployedTogether } from '../../review/live/deployed-together';
import { asApplied, asLastApplied } from '../../review/live/live-projection';
import type { ReviewEnd } from '../../review/review';
import type { Kubectl } from './kubectl';
import { LiveObjects } from './live-objects';
import type { ReviewEnds } from './review-ends';

export interface LiveEnds extends ReviewEnds {
  /** Version of the cluster; undefined for one that this release does not know. */
  readonly kubernetes?: KubernetesVersion;
  /** What could not be looked for, for the user. */
  readonly notes: readonly string[];
}

/** What runs of the manifests, with what would be deleted beside it, and the manifests as the cluster would store them. */
export async function liveEnds(
  kubectl: Kubectl,
  name: string,
  { name: file, manifests }: ReviewEnd,
  namespace?: string,
): Promise<LiveEnds> {
  const version = textAt(await kubectl.must('/version'), 'gitVersion');
  const cluster = await LiveObjects.of(kubectl, manifests);
  const wanted = await cluster.asStored(manifests, namespace);
  const { objects, notes } = await cluster.around(wanted);
  const byIdentity = new Map(objects.map((body) => [identityOf(manifestOf(body)), body]));
  const there = wanted.flatMap(({ body, ...manifest }) => {
    const live = byIdentity.get(identityOf(manifest));
    return live ? [{ live, applied: asApplied(live, body) }] : [];
  });
  const ours = new Set(there.map(({ live }) => live));
  const others = objects.filter((body) => !ours.has(body));
  const gone = deployedTogether(others, [...wanted.map(({ body }) => body), ...ours]).map(asLastApplied);
  const kubernetes = Object.values(KubernetesVersion).find(({ text }) => version?.startsWith(`v${text}.`));
  return {
    before: { name, manifests: new ManifestSet([...there.map(({ applied }) => applied), ...gone].map((body) => manifestOf(body))) },
    after: { name: file, manifests: new ManifestSet(wanted) },
    notes,
    ...(kubernetes && { kubernetes }),
  };
}
