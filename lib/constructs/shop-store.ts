import type { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Phase } from '../core/phase';
import { refuse } from '../core/shop-error';
import { gibibytes } from '../core/units';
import { planProbes } from '../policy/probes';
import { planDataShutdown } from '../policy/shutdown';
import { connectApiServer } from './api-server';
import type { CallOptions, Connection } from './connection';
import { emitStatefulService, headlessName } from './emit/stateful-service';
import { type ExternalTargetProps, externalComponent, refuseExternal } from './external-target';
import { IMAGE_RULES } from './image-rules';
import { NAME_RULES } from './name-rules';
import { endpointsOf, metricsOf, podsComponent } from './pods-component';
import { bytesOf, secondsOf } from './quantities';
import { type IShopComponent, ShopComponent } from './shop-component';
import type { ShopContext } from './shop-context';
import { ShopProbe } from './shop-probe';
import { STORAGE_RULES } from './storage-rules';
import { EXTERNAL_STORE_RULES, STORE_RULES } from './store-rules';
import { connect } from './wiring';
import { imagesOf } from './workload-images';
import { footprintOf, planWorkload } from './workload-plan';
import { type HealthProps, type MetricsEndpoint, PortProtocol, Priority, type ShopPort, type WorkloadProps } from './workload-props';
import { WORKLOAD_RULES } from './workload-rules';

/** Properties of `ShopStore`. */
export interface ShopStoreProps extends WorkloadProps, HealthProps {
  /** Port that the server listens on. */
  readonly port: number;
  /**
   * What speaks on the port.
   *
   * @default PortProtocol.TCP
   */
  readonly protocol?: PortProtocol;
  /**
   * Scheme of the server in the clients' URI, such as `mongodb`.
   *
   * @default - the protocol
   */
  readonly scheme?: string;
  /**
   * Port of the Service.
   *
   * @default - the server's port
   */
  readonly servicePort?: number;
  /**
   * Name of the Service, when clients expect a fixed one.
   *
   * @default - the component's name
   */
  readonly serviceName?: string;
  /**
   * Further ports, for clients.
   *
   * @default []
   */
  readonly extraPorts?: ShopPort[];
  /**
   * Ports on which the replicas talk to each other.
   *
   * @default []
   */
  readonly peerPorts?: ShopPort[];
  /** Directory of the data, on the volume. */
  readonly dataPath: string;
  /**
   * Size of the volume of each replica.
   *
   * @default Size.gibibytes(10)
   */
  readonly storage?: Size;
  /**
   * Servers.
   *
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Longest time that the server needs to stop.
   *
   * @default Duration.seconds(60)
   */
  readonly shutdownTime?: Duration;
  /**
   * Where it serves metrics.
   *
   * @default - no metrics
   */
  readonly metrics?: MetricsEndpoint;
}

/** Properties of a store outside of the shop. */
export interface ExternalStoreProps extends ExternalTargetProps {
  /**
   * Scheme of the server in the clients' URI.
   *
   * @default tcp
   */
  readonly scheme?: string;
}

/** What other components may rely on, whether the store is ours or external. */
export interface IShopStore extends IShopComponent {
  /**
   * A connection that reads and writes.
   *
   * @param options port and environment of the client
   */
  readWrite(options?: CallOptions): Connection;
}

/**
 * Any other stateful server: a document store, a search engine.
 *
 * Emits StatefulSet, two Services, ServiceAccount, NetworkPolicy, PodDisruptionBudget; ConfigMaps for config files and
 * secret paths; PodMonitor where the Prometheus operator is there.
 */
export class ShopStore extends ShopComponent implements IShopStore {
  /**
   * A store that exists elsewhere. Emits nothing.
   *
   * @param scope the shop
   * @param id its name
   * @param props where it is
   */
  public static external(scope: Construct, id: string, props: ExternalStoreProps): IShopStore {
    return new ExternalStore(scope, id, props);
  }

  constructor(scope: Construct, id: string, props: ShopStoreProps) {
    super(scope, id);
    const shop = this._shop;
    const ports = portsOf(props);
    const input = {
      ...props,
      id,
      images: imagesOf(shop, props.image, props.initContainers, props.sidecars),
      profile: shop.profile,
      props,
      ports: [...ports, ...(props.peerPorts ?? [])],
    };
    refuse(this.node.path, input, NAME_RULES, IMAGE_RULES, WORKLOAD_RULES, STORAGE_RULES, STORE_RULES);

    const decided = planStore(shop, id, this.node.path, props, ports);

    const component = this._join(podsComponent(shop, { ...decided.component, paymentZone: props.paymentZone }));
    connect(shop, component, this, props.connections ?? []);
    if (props.serviceAccountToken) connectApiServer(shop, component);

    const owner = { shop, component, labels: props.labels ?? {} };
    emitStatefulService(this, owner, { ...decided.service, component });
  }

  public readWrite(options: CallOptions = {}): Connection {
    return this._offer('readWrite', options);
  }
}

class ExternalStore extends ShopComponent implements IShopStore {
  constructor(scope: Construct, id: string, props: ExternalStoreProps) {
    super(scope, id);
    refuseExternal(this.node.path, id, props, EXTERNAL_STORE_RULES);
    this._join(
      externalComponent(this._shop, this.node.path, id, 'store', { scheme: props.scheme ?? PortProtocol.TCP, defaultPort: 0 }, props),
    );
  }

  public readWrite(options: CallOptions = {}): Connection {
    return this._offer('readWrite', options);
  }
}

const protocolOf = (props: ShopStoreProps) => props.protocol ?? PortProtocol.TCP;

function portsOf(props: ShopStoreProps): ShopPort[] {
  const protocol = protocolOf(props);
  return [{ name: protocol, port: props.port, servicePort: props.servicePort, protocol }, ...(props.extraPorts ?? [])];
}

/** Everything that is decided about a store before anything is emitted. */
function planStore(shop: ShopContext, id: string, path: string, props: ShopStoreProps, ports: readonly ShopPort[]) {
  const replicas = props.replicas ?? 1;
  const storageBytes = props.storage ? bytesOf(props.storage) : gibibytes(10);
  const serviceName = props.serviceName ?? id;
  const shutdown = planDataShutdown(secondsOf(props.shutdownTime, 60));
  const metrics = metricsOf(props.metrics, props.port);
  const peers = props.peerPorts ?? [];
  const on = { name: protocolOf(props), targetPort: props.port };
  const plan = planWorkload(shop, {
    name: id,
    path,
    role: 'store',
    props,
    ports: [...ports, ...peers],
    probes: planProbes({
      readiness: (props.readiness ?? ShopProbe.tcp())._on(on),
      liveness: (props.liveness ?? ShopProbe.tcp())._on(on),
      startupSeconds: secondsOf(props.startupTime, 600),
    }),
    preStop: { kind: 'sleep', seconds: shutdown.preStopSeconds },
    graceSeconds: shutdown.graceSeconds,
    priority: props.priority ?? Priority.CRITICAL,
    mounts: [{ volume: 'data', path: props.dataPath, readOnly: false }],
    metrics,
  });
  const component = {
    name: id,
    role: 'store' as const,
    path,
    phase: Phase.DATA,
    host: serviceName,
    services: [serviceName, headlessName(id)],
    endpoints: endpointsOf(ports).map((e, i) => (i === 0 ? { ...e, scheme: props.scheme ?? e.scheme } : e)),
    metrics,
    peerPorts: replicas > 1 ? peers.map((p) => p.port) : [],
    footprint: { pod: footprintOf(plan), replicas, pods: replicas, volumes: replicas, storage: replicas * storageBytes },
  };
  const service = {
    plan,
    replicas,
    claim: { name: 'data', bytes: storageBytes },
    // All at once where they talk to each other: a server that waits for its peers must not keep them from starting.
    parallel: peers.length > 0,
    files: props.files ?? [],
    serviceName,
    ports,
    peerPorts: peers,
  };
  return { component, service };
}
