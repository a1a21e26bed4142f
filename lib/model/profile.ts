import { ShopError } from '../core/shop-error';
import { PROFILES, type ProfileData } from './profile-data';
import { profileInForce } from './profile-experiment';

/** How pods receive secrets. */
export enum SecretDelivery {
  /** A read-only file for each key below /run/secrets; a rotated secret arrives without a restart. */
  FILE = 'file',
  /** An environment variable; for images that read nothing else. */
  ENV = 'env',
}

/** What a derived profile changes; everything that is left out stays as in the profile it derives from. */
export interface ShopProfileProps {
  /**
   * Name of the profile, as it appears in messages.
   *
   * @default - the name of the profile it derives from
   */
  readonly name?: string;
  /**
   * Fewest replicas of a web tier or worker that does not say so itself.
   *
   * @default - as in the profile it derives from
   */
  readonly minReplicas?: number;
  /**
   * Most replicas of a web tier or worker that does not say so itself.
   *
   * @default - as in the profile it derives from
   */
  readonly maxReplicas?: number;
  /**
   * Set CPU limits. They throttle in every 100 ms period even when the node is idle, so only auditors ask for them.
   *
   * @default - as in the profile it derives from
   */
  readonly cpuLimits?: boolean;
  /**
   * Share of the CPU requests that is reserved, in percent: below 100 where stages share the nodes of a small cluster.
   * Autoscalers measure use in percent of what is reserved, so they scale earlier.
   *
   * @default - as in the profile it derives from
   */
  readonly cpuRequestPercent?: number;
  /**
   * Pull images at every pod start, even when the node has them.
   *
   * @default - as in the profile it derives from
   */
  readonly alwaysPull?: boolean;
  /**
   * Run every container under a user and group of at least 10000: lower ones are raised by 10000.
   *
   * @default - as in the profile it derives from
   */
  readonly highUserIds?: boolean;
  /**
   * Refuse images without a tag or digest, and the tag `latest`.
   *
   * @default - as in the profile it derives from
   */
  readonly requireTags?: boolean;
  /**
   * Refuse images without a digest.
   *
   * @default - as in the profile it derives from
   */
  readonly requireDigests?: boolean;
  /**
   * Refuse images that are built on a base without a digest.
   *
   * @default - as in the profile it derives from
   */
  readonly requireBaseDigests?: boolean;
  /**
   * Refuse a data service whose password has no named source (an existing Secret or External Secrets).
   *
   * @default - as in the profile it derives from
   */
  readonly requireSecretSource?: boolean;
  /**
   * Back up databases on a schedule.
   *
   * @default - as in the profile it derives from
   */
  readonly backups?: boolean;
  /**
   * Keep the volume claims of a data service when it is deleted.
   *
   * @default - as in the profile it derives from
   */
  readonly retainVolumes?: boolean;
  /**
   * How pods receive secrets, unless a connection says otherwise.
   *
   * @default - as in the profile it derives from
   */
  readonly secretDelivery?: SecretDelivery;
  /**
   * RuntimeClass of web tiers, workers and jobs: `gvisor` or `kata`, as the cluster names it. Data services keep the
   * cluster's default runtime, because a sandbox slows their system calls.
   *
   * @default - as in the profile it derives from
   */
  readonly runtimeClass?: string;
  /**
   * Emit a ResourceQuota that admits the shop at full scale plus surge, and a LimitRange.
   *
   * @default - as in the profile it derives from
   */
  readonly quota?: boolean;
  /**
   * Share of the computed quota that is added for pods started by hand, in percent.
   *
   * @default - as in the profile it derives from
   */
  readonly quotaHeadroomPercent?: number;
}

/** What a stage of delivery asks of every component. Data: derive your own from one that is close. */
export class ShopProfile {
  /** One replica, no backups, volumes go with their service: for a laptop's or a branch's cluster. */
  public static development(): ShopProfile {
    return new ShopProfile(PROFILES.development);
  }

  /** Production's shape at the smallest size that still shows its behaviour: two replicas. */
  public static staging(): ShopProfile {
    return new ShopProfile(PROFILES.staging);
  }

  /** Three replicas, one for each of three zones; backups; named secrets; tagged images. */
  public static production(): ShopProfile {
    return new ShopProfile(PROFILES.production);
  }

  /** Production plus what only auditing tools ask: CPU limits, `Always`, users of 10000 and up, digests. */
  public static audited(): ShopProfile {
    return new ShopProfile(PROFILES.audited);
  }

  /**
   * A standard profile by its name, for a main.ts that reads it from the environment.
   *
   * @param name development, staging, production or audited
   */
  public static named(name: string): ShopProfile {
    const data = Object.entries(PROFILES).find(([key]) => key === name)?.[1];
    if (data) return new ShopProfile(data);
    const wanted = Object.keys(PROFILES).join(', ');
    throw new ShopError([{ code: 'SHOP-C002', path: 'ShopProfile', got: `"${name}"`, wanted, fix: 'name a standard profile' }]);
  }

  /** Name of the profile. */
  public readonly name: string;

  /** @internal */
  public readonly _data: ProfileData;

  private constructor(data: ProfileData) {
    this.name = data.name;
    this._data = data;
  }

  /**
   * A profile that differs from this one in what is given.
   *
   * @param changes what is different
   */
  public derive(changes: ShopProfileProps): ShopProfile {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    return new ShopProfile({ ...this._data, ...given });
  }

  /**
   * This profile, or what an experiment puts in its place.
   *
   * @internal
   */
  public _inForce(shop: string): ShopProfile {
    const data = profileInForce(shop, this._data);
    return data === this._data ? this : new ShopProfile(data);
  }
}
