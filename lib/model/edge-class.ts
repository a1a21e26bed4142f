/** Where the proxies of the edge run, so that policies can admit them and nothing else. */
export interface EdgeDataPlane {
  /**
   * Namespace of the proxies' pods.
   *
   * @default - any namespace but the shop's own, because a plain cluster does not say where its controller runs
   */
  readonly namespace?: string;
  /**
   * Labels of the proxies' pods.
   *
   * @default - every pod of the namespace
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * CIDRs from which traffic arrives when the proxies are no pods: a cloud balancer, proxies on the host network.
   *
   * @default []
   */
  readonly cidrs?: string[];
}

/** What serves the edge of the shop: an Ingress controller or an implementation of the Gateway API. */
export class EdgeClass {
  /**
   * The Gateway API with a GatewayClass.
   *
   * @param className name of the GatewayClass
   * @param dataPlane where its proxies run
   */
  public static gateway(className: string, dataPlane: EdgeDataPlane = {}): EdgeClass {
    return new EdgeClass('gateway', className, dataPlane);
  }

  /**
   * An Ingress controller, for the installed base.
   *
   * @param className name of the IngressClass; left out, the cluster's default class
   * @param dataPlane where its proxies run
   */
  public static ingress(className?: string, dataPlane: EdgeDataPlane = {}): EdgeClass {
    return new EdgeClass('ingress', className, dataPlane);
  }

  /** @internal */
  public readonly _api: 'gateway' | 'ingress';
  /** @internal */
  public readonly _className?: string;
  /** @internal */
  public readonly _dataPlane: EdgeDataPlane;

  private constructor(api: 'gateway' | 'ingress', className: string | undefined, dataPlane: EdgeDataPlane) {
    this._api = api;
    this._className = className;
    this._dataPlane = dataPlane;
  }
}
