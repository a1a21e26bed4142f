import type { Construct } from 'constructs';
import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import type { Component } from '../model/component';
import type { CallOptions, Connection } from './connection';
import { emitAdmission } from './emit/companions';
import { type ExternalTargetProps, externalComponent, refuseExternal } from './external-target';
import { NAME_RULES, serviceNameRule } from './name-rules';
import { namespaceRule, podLabelsRule, portRule } from './place-rules';
import { endpointsOf } from './pods-component';
import { ShopComponent } from './shop-component';
import type { ShopContext } from './shop-context';
import type { ICallable } from './shop-web-tier';
import { PortProtocol } from './workload-props';

/** A service outside of the cluster. */
export interface ExternalServiceProps extends ExternalTargetProps {
  /**
   * Scheme in the clients' URI.
   *
   * @default https
   */
  readonly scheme?: string;
}

/** A service in the cluster that this shop does not own. */
export interface InClusterServiceProps {
  /** Namespace it is in. */
  readonly namespace: string;
  /** Labels of its pods, which the egress rule selects. */
  readonly podLabels: { [key: string]: string };
  /** Port of its Service. */
  readonly port: number;
  /**
   * Port of its containers, which the egress rule opens.
   *
   * @default - the Service's port
   */
  readonly targetPort?: number;
  /**
   * Name of its Service.
   *
   * @default - the component's name
   */
  readonly serviceName?: string;
  /**
   * What speaks on the port.
   *
   * @default PortProtocol.HTTP
   */
  readonly protocol?: PortProtocol;
}

/**
 * A service that exists already; its clients' policies and env know it.
 *
 * Emits nothing, but for a NetworkPolicy where its pods are in the shop's own namespace.
 */
export class ShopService extends ShopComponent implements ICallable {
  /**
   * A service outside of the cluster, such as a payment provider.
   *
   * @param scope the shop
   * @param id its name
   * @param props where it is
   */
  public static external(scope: Construct, id: string, props: ExternalServiceProps): ShopService {
    return new ShopService(scope, id, (shop, path) => {
      refuseExternal(path, id, props);
      return externalComponent(shop, path, id, 'service', { scheme: props.scheme ?? 'https', defaultPort: 443 }, props);
    });
  }

  /**
   * A service in the cluster, of another team or another shop. In the shop's own namespace, whose default deny shuts its
   * pods, a NetworkPolicy lets its clients in; what it talks to itself is for its owner to open.
   *
   * @param scope the shop
   * @param id its name
   * @param props where it is
   */
  public static inCluster(scope: Construct, id: string, props: InClusterServiceProps): ShopService {
    return new ShopService(scope, id, (_, path) => inClusterComponent(path, id, props));
  }

  private constructor(scope: Construct, id: string, node: (shop: ShopContext, path: string) => Component) {
    super(scope, id);
    const shop = this._shop;
    const component = this._join(node(shop, this.node.path));
    if (component.location.kind === 'pods' && component.namespace === shop.namespace)
      emitAdmission(this, { shop, component, labels: {} }, component, component.location.labels);
  }

  public call(options: CallOptions = {}): Connection {
    return this._offer('call', options);
  }
}

function inClusterComponent(path: string, id: string, props: InClusterServiceProps): Component {
  refuse(path, { ...props, id }, NAME_RULES, RULES);
  const protocol = props.protocol ?? PortProtocol.HTTP;
  const ports = [{ name: protocol, port: props.targetPort ?? props.port, servicePort: props.port, protocol }];
  return {
    name: id,
    role: 'service',
    path,
    phase: Phase.WORKLOAD,
    namespace: props.namespace,
    host: props.serviceName ?? id,
    location: { kind: 'pods', namespace: props.namespace, labels: { ...props.podLabels } },
    endpoints: endpointsOf(ports),
    facts: {},
    peerPorts: [],
    services: [],
  };
}

const RULES: ReadonlyArray<Rule<InClusterServiceProps>> = [
  namespaceRule(({ namespace }) => [namespace]),
  podLabelsRule(({ podLabels }) => podLabels),
  serviceNameRule(({ serviceName }) => serviceName),
  portRule(({ port, targetPort }) => [port, targetPort ?? port]),
];
