import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { ClusterData } from '../model/cluster-profile';
import type { ProfileData } from '../model/profile-data';
import type { ShopGraph } from '../model/shop-graph';

/** A shop as its writers read it: who talks to whom, and every object of it, resolved. */
export interface ShopView {
  readonly name: string;
  readonly namespace: string;
  readonly profile: ProfileData;
  readonly cluster: ClusterData;
  readonly graph: ShopGraph;
  /** Every object of the shop, in the order in which they are applied. */
  readonly manifests: ManifestSet;
  /** The same objects by the file of dist/ that has them, the files in the order in which they are applied. */
  readonly files: ReadonlyMap<string, readonly Manifest[]>;
}
