import { type JsonObject, textAt } from '../../manifests/json';
import { identityOf, manifestOf } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { KubernetesVersion } from '../../model/kubernetes-version';
import { deployedTogether, deployerOf } from '../../review/live/deployed-together';
import { asApplied, asLastApplied } from '../../review/live/live-projection';
import type { ReviewEnd } from '../../review/review';
import type { Kubectl } from './kubectl';
import { LiveObjects } from './live-objects';
import { otherKinds } from './other-kinds';
import type { ReviewEnds } from './review-ends';

export interface LiveEnds extends ReviewEnds {
  /** Version of the cluster; undefined for one that this release does not know. */
  readonly kubernetes?: KubernetesVersion;
  /** What could not be looked for, and what stays though nobody wants it any more, for the user. */
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
  const ours = there.map(({ live }) => live);
  const deployer = deployerOf(
    wanted.map(({ body }) => body),
    ours,
  );
  const beside = await otherKinds(kubectl, wanted, deployer.marks);
  const { going, notes: staying } = deployedTogether(distinct([...objects, ...beside.objects], ours), deployer);
  const gone = going.map(asLastApplied);
  const kubernetes = Object.values(KubernetesVersion).find(({ text }) => version?.startsWith(`v${text}.`));
  return {
    before: { name, manifests: new ManifestSet([...there.map(({ applied }) => applied), ...gone].map((body) => manifestOf(body))) },
    after: { name: file, manifests: new ManifestSet(wanted) },
    notes: [...notes, ...beside.notes, ...staying],
    ...(kubernetes && { kubernetes }),
  };
}

/** Objects but for some, each once: an API server may serve one object in two groups. */
function distinct(objects: readonly JsonObject[], known: readonly JsonObject[]): JsonObject[] {
  const keyOf = (body: JsonObject): string => textAt(body, 'metadata', 'uid') ?? identityOf(manifestOf(body));
  const keys = new Set(known.map(keyOf));
  return objects.filter((body) => {
    const isNew = !keys.has(keyOf(body));
    keys.add(keyOf(body));
    return isNew;
  });
}
