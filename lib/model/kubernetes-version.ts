import { ShopError } from '../core/shop-error';

/**
 * A minor version of Kubernetes, oldest of the clusters that the manifests are for.
 * Fields that it does not know are not emitted.
 */
export class KubernetesVersion {
  public static readonly V1_27 = new KubernetesVersion(27);
  public static readonly V1_28 = new KubernetesVersion(28);
  public static readonly V1_29 = new KubernetesVersion(29);
  public static readonly V1_30 = new KubernetesVersion(30);
  public static readonly V1_31 = new KubernetesVersion(31);
  public static readonly V1_32 = new KubernetesVersion(32);
  public static readonly V1_33 = new KubernetesVersion(33);
  public static readonly V1_34 = new KubernetesVersion(34);
  public static readonly V1_35 = new KubernetesVersion(35);
  public static readonly V1_36 = new KubernetesVersion(36);

  /**
   * The version of a text such as `1.34`.
   *
   * @param text major and minor, `1.27` to `1.36`
   */
  public static of(text: string): KubernetesVersion {
    const found = Object.values(KubernetesVersion).find((version) => version.text === text);
    if (found) return found;
    throw new ShopError([
      { code: 'SHOP-C001', path: 'KubernetesVersion', got: `"${text}"`, wanted: '1.27 to 1.36', fix: 'name a supported minor version' },
    ]);
  }

  /** Major and minor: `1.34`. */
  public readonly text: string;
  /** The minor number alone: 34. */
  public readonly minor: number;

  private constructor(minor: number) {
    this.minor = minor;
    this.text = `1.${minor}`;
  }
}
