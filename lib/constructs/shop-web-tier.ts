import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import { planProbes } from '../policy/probes';
import { planRollout } from '../policy/rollout';
import { planServerShutdown } from '../policy/shutdown';
import { connectApiServer } from './api-server';
import type { CallOptions, Connection } from './connection';
import { emitService } from './emit/companions';
import { IMAGE_RULES } from './image-rules';
import { NAME_RULES, serviceNameRule } from './name-rules';
import { endpointsOf, metricsOf, podsComponent } from './pods-component';
import { secondsOf } from './quantities';
import { planScale, scaledFootprint } from './scale-plan';
import { SCALE_RULES } from './scale-rules';
import { ScaledComponent } from './scaled-component';
import type { IShopComponent } from './shop-component';
import type { ShopContext } from './shop-context';
import { ShopProbe } from './shop-probe';
import { connect } from './wiring';
import { imagesOf } from './workload-images';
import { planWorkload } from './workload-plan';
import {
  type HealthProps,
  type MetricsEndpoint,
  PortProtocol,
  Priority,
  type Scale,
  type ShopPort,
  type WorkloadProps,
} from './workload-props';
import { WORKLOAD_RULES } from './workload-rules';

/** Properties of `ShopWebTier`. */
export interface ShopWebTierProps extends WorkloadProps, HealthProps {
  /** Port that the container listens on. */
  readonly port: number;
  /**
   * What speaks on the port.
   *
   * @default PortProtocol.HTTP
   */
  readonly protocol?: PortProtocol;
  /**
   * Port of the Service.
   *
   * @default - the container's port
   */
  readonly servicePort?: number;
  /**
   * Name of the Service, when clients expect a fixed one.
   *
   * @default - the component's name
   */
  readonly serviceName?: string;
  /**
   * Further ports.
   *
   * @default []
   */
  readonly extraPorts?: ShopPort[];
  /**
   * Bounds of autoscaling.
   *
   * @default - by the profile: 3 to 10 in production
   */
  readonly scale?: Scale;
  /**
   * Longest time that a request may take; the shutdown waits for it.
   *
   * @default Duration.seconds(30)
   */
  readonly requestTimeout?: Duration;
  /**
   * Where it serves metrics.
   *
   * @default - no metrics
   */
  readonly metrics?: MetricsEndpoint;
}

/** What other components may rely on in a service that answers calls. */
export interface ICallable extends IShopComponent {
  /**
   * A connection that calls it.
   *
   * @param options port and environment of the client
   */
  call(options?: CallOptions): Connection;
}

/**
 * A stateless service that answers requests: a storefront, an API, a gRPC service.
 *
 * Emits Deployment, Service, ServiceAccount, NetworkPolicy, PodDisruptionBudget; HorizontalPodAutoscaler when it
 * scales; ConfigMaps for config files and secret paths; PodMonitor where the Prometheus operator is there.
 */
export class ShopWebTier extends ScaledComponent implements ICallable {
  /** Name that clients dial. */
  public readonly serviceName: string;

  constructor(scope: Construct, id: string, props: ShopWebTierProps) {
    super(scope, id);
    const shop = this._shop;
    const ports = portsOf(props);
    refuseWebTier(this.node.path, id, props, ports, shop);

    const { decided, ...plans } = planWebTier(shop, id, this.node.path, props, ports);
    this.serviceName = props.serviceName ?? id;

    const component = this._join(
      podsComponent(shop, { ...decided, services: [this.serviceName], host: this.serviceName, paymentZone: props.paymentZone }),
    );
    connect(shop, component, this, props.connections ?? []);
    if (props.serviceAccountToken) connectApiServer(shop, component);

    const owner = { shop, component, labels: props.labels ?? {} };
    this._emitScaled(owner, { component, files: props.files ?? [], ...plans });
    // With fewer replicas than zones, a zone without a pod would send all its traffic to one other.
    const prefersZone = plans.scale.min >= shop.cluster.zones;
    emitService(this, owner, { id: 'Service', name: this.serviceName, ports: servicePorts(ports), prefersZone });
  }

  public call(options: CallOptions = {}): Connection {
    return this._offer('call', options);
  }
}

function portsOf(props: ShopWebTierProps): ShopPort[] {
  const protocol = props.protocol ?? PortProtocol.HTTP;
  return [{ name: protocol, port: props.port, servicePort: props.servicePort, protocol }, ...(props.extraPorts ?? [])];
}

function servicePorts(ports: readonly ShopPort[]) {
  const appProtocols = { [PortProtocol.HTTP]: 'http', [PortProtocol.GRPC]: 'kubernetes.io/h2c', [PortProtocol.TCP]: undefined };
  return ports.map((p) => ({ name: p.name, port: p.servicePort ?? p.port, appProtocol: appProtocols[p.protocol ?? PortProtocol.TCP] }));
}

function refuseWebTier(path: string, id: string, props: ShopWebTierProps, ports: readonly ShopPort[], shop: ShopContext): void {
  const images = imagesOf(shop, props.image, props.initContainers, props.sidecars);
  refuse(
    path,
    { id, labels: props.labels, images, profile: shop.profile, props, ports, scale: props.scale, serviceName: props.serviceName },
    NAME_RULES,
    IMAGE_RULES,
    WORKLOAD_RULES,
    SCALE_RULES,
    RULES,
  );
}

/** Everything that is decided about a web tier before anything is emitted. */
function planWebTier(shop: ShopContext, id: string, path: string, props: ShopWebTierProps, ports: readonly ShopPort[]) {
  const startupSeconds = secondsOf(props.startupTime, 120);
  const shutdown = planServerShutdown(shop.cluster.loadBalancer, secondsOf(props.requestTimeout, 30));
  const metrics = metricsOf(props.metrics, props.port);
  const plan = planWorkload(shop, {
    name: id,
    path,
    role: 'web',
    props,
    ports,
    probes: planProbes({ ...healthOf(props), startupSeconds }),
    preStop: { kind: 'sleep', seconds: shutdown.preStopSeconds },
    graceSeconds: shutdown.graceSeconds,
    priority: props.priority ?? Priority.STANDARD,
    metrics,
  });
  const scale = planScale(shop.profile, props.scale);
  const footprint = scaledFootprint(plan, scale);
  const decided = { name: id, role: 'web' as const, path, phase: Phase.WORKLOAD, endpoints: endpointsOf(ports), metrics, footprint };
  return { decided, plan, rollout: planRollout(startupSeconds), scale };
}

/** HTTP asks two paths, so that readiness may look further than liveness; gRPC and TCP have one question. */
function healthOf(props: ShopWebTierProps) {
  const protocol = props.protocol ?? PortProtocol.HTTP;
  const defaults = {
    [PortProtocol.HTTP]: { readiness: ShopProbe.http('/readyz'), liveness: ShopProbe.http('/livez') },
    [PortProtocol.GRPC]: { readiness: ShopProbe.grpc(), liveness: ShopProbe.tcp() },
    [PortProtocol.TCP]: { readiness: ShopProbe.tcp(), liveness: ShopProbe.tcp() },
  }[protocol];
  const on = { name: protocol, targetPort: props.port };
  return { readiness: (props.readiness ?? defaults.readiness)._on(on), liveness: (props.liveness ?? defaults.liveness)._on(on) };
}

const RULES: ReadonlyArray<Rule<{ readonly serviceName?: string }>> = [serviceNameRule(({ serviceName }) => serviceName)];
