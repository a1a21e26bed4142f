import type { ImageLock } from './image-lock';

/** How much a finding matters. */
export enum RuleSeverity {
  /** Refused or broken. */
  ERROR = 'error',
  /** Weakens what runs. */
  WARNING = 'warning',
  /** Worth a look. */
  NOTE = 'note',
}

/** Levels of the Pod Security Standards. */
export enum PodSecurityLevel {
  PRIVILEGED = 'privileged',
  BASELINE = 'baseline',
  RESTRICTED = 'restricted',
}

/** A pack of rules of your own: one that `Pack` of `cdk8s-shop/checks` describes. See docs/guides/own-rules.md. */
export interface IRulePack {
  /** Lower-case words with hyphens. */
  readonly name: string;
}

/** A finding that somebody has looked at and accepts, for a time. */
export interface RuleWaiver {
  /** Id of the rule. */
  readonly rule: string;
  /** The object, as findings name it: `apps/Deployment/shop/orders`. */
  readonly object: string;
  /**
   * The field, as findings name it.
   *
   * @default - every field of the object
   */
  readonly field?: string;
  /** Why it is accepted, for whoever reads it later. */
  readonly reason: string;
  /** The last day on which it holds, as `2027-03-31`. */
  readonly until: string;
}

/**
 * One agreed connection across the border of the payment zone. An end is a workload (`apps/Deployment/shop/orders`), every
 * pod of a namespace (`/Namespace//monitoring`, or `/Namespace//*` for any), or a range of addresses.
 */
export interface PaymentZoneEdge {
  /** The client. */
  readonly from: string;
  /** The target. */
  readonly to: string;
  /**
   * The port.
   *
   * @default - every port that the policies open
   */
  readonly port?: number;
}

/**
 * The part of a shop that sees card data, and the connections that were agreed for it beside those of the shop's own
 * components.
 */
export interface PaymentZoneSettings {
  /**
   * Workloads in the zone beside the components that are marked `paymentZone`: `apps/Deployment/shop/checkout`.
   *
   * @default []
   */
  readonly workloads?: string[];
  /**
   * Connections across the zone's border that were agreed.
   *
   * @default []
   */
  readonly edges?: PaymentZoneEdge[];
  /**
   * Ranges of addresses outside of the cluster that the zone may connect to: `203.0.113.0/24`.
   *
   * @default []
   */
  readonly cidrs?: string[];
  /**
   * Hosts outside of the cluster that the zone may connect to, for network plugins that know names: `api.psp.example`.
   *
   * @default []
   */
  readonly hosts?: string[];
}

/** What rules have to be told about a shop, because no manifest says it. A rule without its setting finds nothing. */
export interface ShopCheckSettings {
  /**
   * Registries that images may come from, with or without a path: `registry.example/bookshop`.
   *
   * @default - any
   */
  readonly registries?: string[];
  /**
   * Whether every image has to state its digest.
   *
   * @default - what the profile of the shop demands; false beside a shop
   */
  readonly requireDigests?: boolean;
  /**
   * The lock that images have to keep to: one that lacks an image or has another digest for it stops the synthesis.
   *
   * @default - none, so that no image is held against a lock
   */
  readonly imageLock?: ImageLock;
  /**
   * Whether containers have to run as users and groups of 10000 and up, as kube-score and checkov (CKV_K8S_40) ask.
   *
   * @default - what the profile of the shop demands; false beside a shop
   */
  readonly requireHighUserIds?: boolean;
  /**
   * Objects that exist beside the manifests and may be referred to: `/Secret/shop/psp-key`. A `*` stands for any text
   * without a slash, as in `/Secret/shop/*`.
   *
   * @default []
   */
  readonly elsewhere?: string[];
  /**
   * What the payment zone may be connected with beside what the shop's own connections say.
   *
   * @default - nothing; where no component is marked `paymentZone`, the connections of a zone are not judged
   */
  readonly paymentZone?: PaymentZoneSettings;
  /**
   * Level of the Pod Security Standards that every pod has to keep, beside what its namespace enforces.
   *
   * @default - what the namespace enforces; restricted where it enforces nothing
   */
  readonly podSecurity?: PodSecurityLevel;
}

/** How the manifests of an app are checked before they are written. */
export interface ShopChecks {
  /**
   * Packs of your own, which run beside the built-in ones.
   *
   * @default []
   */
  readonly packs?: IRulePack[];
  /**
   * Ids of rules that are not run.
   *
   * @default []
   */
  readonly disabledRules?: string[];
  /**
   * Severities by the id of the rule, where they are to be other than the rule's own.
   *
   * @default {}
   */
  readonly severities?: { [rule: string]: RuleSeverity };
  /**
   * What the rules have to be told.
   *
   * @default {}
   */
  readonly settings?: ShopCheckSettings;
  /**
   * Findings that are accepted for a time.
   *
   * @default []
   */
  readonly waivers?: RuleWaiver[];
  /**
   * What day it is, as `2027-03-31`. Waivers need it, because synthesis looks at no clock.
   *
   * @default - none, which does without waivers
   */
  readonly today?: string;
  /**
   * The lightest finding that stops the synthesis.
   *
   * @default RuleSeverity.ERROR
   */
  readonly stopAt?: RuleSeverity;
}
