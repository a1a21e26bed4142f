import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import { ClusterProfile } from '../model/cluster-profile';
import { ShopProfile } from '../model/profile';
import { ShopGraph } from '../model/shop-graph';
import { CLUSTER_RULES } from './cluster-rules';
import { emitFoundation } from './emit/foundation';
import { placeFile } from './file-place';
import { NAME_RULES } from './name-rules';
import { namespaceRule } from './place-rules';
import { PROFILE_RULES } from './profile-rules';
import { provideShop } from './shop-context';
import { refuseSecondShop } from './shop-uniqueness';
import { graphFaults } from './shop-validation';

/** Properties of `Shop`. */
export interface ShopProps {
  /**
   * What the stage of delivery asks of every component.
   *
   * @default ShopProfile.production()
   */
  readonly profile?: ShopProfile;
  /**
   * What the cluster offers.
   *
   * @default ClusterProfile.plain()
   */
  readonly cluster?: ClusterProfile;
  /**
   * Namespace of the shop.
   *
   * @default - the shop's name
   */
  readonly namespace?: string;
  /**
   * Labels of every object, beside the recommended set.
   *
   * @default {}
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of every object, such as the team to ask.
   *
   * @default {}
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Digests of images: the reference as it is used, and `sha256:…`. `ImageLock.fromFile('images.lock.json').digests` has
   * those that `cdk8s-shop images lock` took from the registries.
   *
   * @default {}
   */
  readonly imageDigests?: { [image: string]: string };
}

/**
 * A shop: one namespace and all that is in it.
 *
 * Emits Namespace, the default-deny NetworkPolicy and PriorityClasses; ResourceQuota and LimitRange where the profile
 * has quotas. It is a chart, so it stands in a `ShopApp`, a plain cdk8s `App`, or another chart.
 */
export class Shop extends Chart {
  /** Name of the shop: its id. */
  public readonly shopName: string;
  /** Its namespace. */
  public readonly shopNamespace: string;
  /** The profile it was made with. */
  public readonly profile: ShopProfile;
  /** The cluster it was made for. */
  public readonly cluster: ClusterProfile;
  /** @internal */
  public readonly _graph: ShopGraph = new ShopGraph();

  constructor(scope: Construct, id: string, props: ShopProps = {}) {
    const namespace = props.namespace ?? id;
    super(scope, id, { namespace, disableResourceNameHashes: true });
    this.cluster = props.cluster ?? ClusterProfile.plain();
    this.profile = (props.profile ?? ShopProfile.production())._inForce(id);
    const input = { ...props, id, offers: this.cluster._data, asks: this.profile._data };
    refuse(this.node.path, input, NAME_RULES, RULES, CLUSTER_RULES, PROFILE_RULES);
    refuseSecondShop(this, id, namespace);

    this.shopName = id;
    this.shopNamespace = namespace;
    const context = {
      name: id,
      namespace,
      graph: this._graph,
      profile: this.profile._data,
      cluster: this.cluster._data,
      labels: { ...props.labels },
      annotations: { ...props.annotations },
      imageDigests: { ...props.imageDigests },
    };
    provideShop(this, context);
    placeFile(this, { shop: id, phase: Phase.OTHER, name: id });
    const foundation = new Construct(this, 'Foundation');
    placeFile(foundation, { shop: id, phase: Phase.FOUNDATION, name: id });
    emitFoundation(foundation, context);
    this.node.addValidation({ validate: () => graphFaults(context) });
  }
}

const RULES: ReadonlyArray<Rule<ShopProps>> = [
  namespaceRule(({ namespace }) => (namespace === undefined ? [] : [namespace])),
  {
    code: 'SHOP-I004',
    broken: ({ imageDigests }) =>
      Object.entries(imageDigests ?? {})
        .filter(([, digest]) => !/^sha256:[a-f0-9]{64}$/.test(digest))
        .map(([image, digest]) => `the digest "${digest}" of ${image}`),
    wanted: 'sha256: and 64 hex digits',
    fix: 'take the digest from the registry, with `cdk8s-shop images lock`',
  },
];
