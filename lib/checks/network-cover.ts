import type { ManifestSet } from '../manifests/manifest-set';
import { type Direction, networkPolicyOf } from '../manifests/network-policy';
import type { PodsView } from '../manifests/pods';
import { oncePerSet } from './once-per-set';
import { SelectorIndex } from './selector-index';

const policies = oncePerSet(
  (manifests) =>
    new SelectorIndex(
      manifests
        .of('NetworkPolicy', 'networking.k8s.io')
        .map(networkPolicyOf)
        .map(({ namespace, pods, ingress, egress }) => {
          const item: Direction[] = [...(ingress ? ['ingress' as const] : []), ...(egress ? ['egress' as const] : [])];
          return { namespace, selector: pods, item };
        }),
    ),
);

/** The directions in which some NetworkPolicy decides what the pods may do. */
export function closedDirections({ namespace, labels }: PodsView, manifests: ManifestSet): ReadonlySet<Direction> {
  return new Set(policies(manifests).selecting(namespace, labels).flat());
}
