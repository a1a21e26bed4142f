import type { Size } from 'cdk8s';
import type { ShopSecret } from './shop-secret';
import type { PodToleration, ShopResources, SideContainer } from './workload-props';

/** What the data services have in common. */
export interface DataServiceProps {
  /**
   * Image, when it should be another than the engine's own; it must take the same variables and paths.
   *
   * @default - the engine's official image at the engine's version
   */
  readonly image?: string;
  /**
   * Resources; memory decides the tuning.
   *
   * @default - by the kind of service
   */
  readonly resources?: ShopResources;
  /**
   * Where its password comes from.
   *
   * @default - the cluster's store where there is one; else generated on the cluster, which production profiles refuse
   */
  readonly credentials?: ShopSecret;
  /**
   * Containers that run beside the server, such as an exporter.
   *
   * @default []
   */
  readonly sidecars?: SideContainer[];
  /**
   * Labels of the nodes it may run on.
   *
   * @default {}
   */
  readonly nodeSelector?: { [key: string]: string };
  /**
   * Taints it tolerates.
   *
   * @default []
   */
  readonly tolerations?: PodToleration[];
  /**
   * Whether it is in the payment zone: it sees card data, or decides about what does. Its objects bear the label
   * `cdk8s-shop/zone: payment`, and checks refuse whatever opens a way into or out of the zone that is no connection of
   * the shop.
   *
   * @default false
   */
  readonly paymentZone?: boolean;
  /**
   * Labels of every object of the component, beside the recommended set.
   *
   * @default {}
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the pods.
   *
   * @default {}
   */
  readonly podAnnotations?: { [key: string]: string };
}

/** Props of a data service with a volume. */
export interface StoredDataServiceProps extends DataServiceProps {
  /**
   * Size of the volume of each replica. It can grow later where the StorageClass allows it; it cannot shrink.
   *
   * @default - by the kind of service
   */
  readonly storage?: Size;
}
