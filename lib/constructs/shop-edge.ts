import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { Phase } from '../core/phase';
import { NEEDS_SECRETS, secretAnnotation } from '../core/secret-annotations';
import { refuse } from '../core/shop-error';
import type { Component, Location } from '../model/component';
import type { Connection } from './connection';
import { EDGE_RULES } from './edge-rules';
import { type EdgePlan, emitGateway } from './emit/gateway';
import { emitIngress } from './emit/ingress';
import { NAME_RULES } from './name-rules';
import { secondsOf } from './quantities';
import { ShopComponent } from './shop-component';
import type { ShopContext } from './shop-context';
import type { ShopWebTier } from './shop-web-tier';
import { connect } from './wiring';

/** Requests under a path go to a web tier. */
export interface EdgeRoute {
  /** Path prefix, whole segments: `/api` is no prefix of `/apis`, and `/api/` is the same as `/api`. */
  readonly path: string;
  /** Who answers. */
  readonly to: ShopWebTier;
  /**
   * Name of the web tier's port.
   *
   * @default - its first port
   */
  readonly port?: string;
}

/** Properties of `ShopEdge`. */
export interface ShopEdgeProps {
  /** Host name of the shop. */
  readonly host: string;
  /**
   * Further host names.
   *
   * @default []
   */
  readonly extraHosts?: string[];
  /** Who answers what; the longest path wins. */
  readonly routes: EdgeRoute[];
  /**
   * Secret with the certificate and key of all hosts, in the shop's namespace.
   *
   * @default - `<name>-tls`, filled by cert-manager where the cluster has a clusterIssuer
   */
  readonly tlsSecretName?: string;
  /**
   * Send HTTP to HTTPS.
   *
   * @default true
   */
  readonly redirectHttp?: boolean;
  /**
   * How long browsers refuse plain HTTP for the host and all below it; zero sends no header. Only HTTPS answers carry it.
   *
   * @default Duration.days(365)
   */
  readonly hsts?: Duration;
  /**
   * Longest time that a request may take before the edge gives up, in whole seconds up to a day.
   *
   * @default Duration.seconds(30)
   */
  readonly requestTimeout?: Duration;
  /**
   * Labels of every object of the component, beside the recommended set.
   *
   * @default {}
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the Gateway or Ingress, for what its implementation alone knows.
   *
   * @default {}
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * The way in: host, TLS, HTTP to HTTPS, routes to web tiers.
 *
 * Emits Gateway and HTTPRoutes where the cluster has the Gateway API; else an Ingress. The network policies of the web
 * tiers admit its proxies and nobody else from outside. The Ingress API knows no redirect, HSTS or time-out: they go by
 * the annotations of the classes `nginx` (F5's), `haproxy` and `contour`; for another class, give its own.
 */
export class ShopEdge extends ShopComponent {
  constructor(scope: Construct, id: string, props: ShopEdgeProps) {
    super(scope, id);
    const shop = this._shop;
    refuse(this.node.path, { ...props, id, shop }, NAME_RULES, EDGE_RULES);

    const routed = props.routes.map((route) => ({ route, connection: route.to.call({ port: route.port }) }));
    const plan = planEdge(shop, id, props, routed);

    const component = this._join(edgeComponent(shop, id, this.node.path));
    const connections = routed.map((r) => r.connection);
    connect(shop, component, this, connections);

    const owner = { shop, component, labels: props.labels ?? {} };
    if (shop.cluster.edge._api === 'gateway') emitGateway(this, owner, plan);
    else emitIngress(this, owner, plan);
  }
}

/** A route, and the connection that it is. */
interface Routed {
  readonly route: EdgeRoute;
  readonly connection: Connection;
}

/** Everything that is decided about an edge before anything is emitted. */
function planEdge(shop: ShopContext, id: string, props: ShopEdgeProps, routed: readonly Routed[]): EdgePlan {
  return {
    className: shop.cluster.edge._className ?? '',
    hosts: [props.host, ...(props.extraHosts ?? [])],
    tlsSecretName: props.tlsSecretName ?? `${id}-tls`,
    clusterIssuer: props.tlsSecretName === undefined ? shop.cluster.clusterIssuer : undefined,
    redirectHttp: props.redirectHttp ?? true,
    hstsSeconds: secondsOf(props.hsts, 365 * 24 * 3600),
    timeoutSeconds: secondsOf(props.requestTimeout, 30),
    annotations: {
      ...secretAnnotation(NEEDS_SECRETS, props.tlsSecretName === undefined ? [] : [props.tlsSecretName]),
      ...props.annotations,
    },
    routes: routed.map(({ route, connection }) => ({
      path: route.path,
      service: route.to.serviceName,
      port: connection._link.endpoint.port,
      portName: connection._link.endpoint.name,
    })),
  };
}

function edgeComponent(shop: ShopContext, id: string, path: string): Component {
  return {
    name: id,
    role: 'edge',
    path,
    phase: Phase.EDGE,
    namespace: shop.namespace,
    location: dataPlaneLocation(shop),
    endpoints: [],
    facts: {},
    peerPorts: [],
    services: [],
  };
}

/** Where the proxies are: pods of a named namespace or of any but the shop's own, addresses when they are no pods, or both. */
function dataPlaneLocation({ cluster, namespace }: ShopContext): Location {
  const { namespace: proxies, podLabels, cidrs = [] } = cluster.edge._dataPlane;
  if (cidrs.length > 0 && proxies === undefined && podLabels === undefined) return { kind: 'addresses', cidrs, except: [], hostNames: [] };
  return {
    kind: 'namespaces',
    names: proxies === undefined ? [] : [proxies],
    except: [namespace],
    labels: podLabels ?? {},
    ...(cidrs.length > 0 && { cidrs }),
  };
}
