import type { ImageLockData } from '../model/image-lock-data';

/** What rules have to be told about a shop, because no manifest says it. A rule without its setting finds nothing. */
export interface CheckSettings {
  /** Registries that images may come from, with or without a path: `registry.example/bookshop`. */
  readonly registries?: readonly string[];
  /**
   * Whether every image has to state its digest.
   *
   * @default - what the profile of the shop demands; false beside a shop
   */
  readonly requireDigests?: boolean;
  /**
   * The lock that images have to keep to: the content of images.lock.json.
   *
   * @default - none, so that no image is held against a lock
   */
  readonly imageLock?: ImageLockData;
  /**
   * Whether containers have to run as users and groups of 10000 and up, as kube-score and checkov (CKV_K8S_40) ask.
   *
   * @default - what the profile of the shop demands; false beside a shop
   */
  readonly requireHighUserIds?: boolean;
  /**
   * Objects that exist beside the manifests and may be referred to, as `identityOf` writes them: `/Secret/shop/psp-key`.
   * A `*` stands for any text without a slash, as in `/Secret/shop/*`.
   */
  readonly elsewhere?: readonly string[];
  /**
   * What the payment zone may be connected with. In it are the pods with the label `cdk8s-shop/zone: payment`, and those
   * of the workloads that are named here.
   *
   * @default - not said, so that connections of the zone are not judged
   */
  readonly paymentZone?: PaymentZone;
  /**
   * Level of the Pod Security Standards that every pod has to keep, beside what its namespace enforces: the stricter of
   * the two counts.
   *
   * @default - what the namespace's label `pod-security.kubernetes.io/enforce` says; restricted where there is no label
   */
  readonly podSecurity?: 'privileged' | 'baseline' | 'restricted';
}

/** The part of a shop that sees card data, and the connections that were agreed for it. */
export interface PaymentZone {
  /** Workloads in the zone beside those with the label, as `identityOf` writes them: `apps/Deployment/shop/checkout`. */
  readonly workloads?: readonly string[];
  /** Connections across the zone's border that were agreed; none where absent. */
  readonly edges?: readonly ZoneEdge[];
  /** Ranges of addresses outside of the cluster that the zone may connect to: `203.0.113.0/24`. */
  readonly cidrs?: readonly string[];
  /** Hosts outside of the cluster that the zone may connect to, for network plugins that know names: `api.psp.example`. */
  readonly hosts?: readonly string[];
}

/**
 * One agreed connection. An end is a workload as `identityOf` writes it, every pod of a namespace (`/Namespace//monitoring`,
 * or `/Namespace//*` for any), or a range of addresses.
 */
export interface ZoneEdge {
  readonly from: string;
  readonly to: string;
  /** Undefined: every port that the policies open. */
  readonly port?: number;
}
