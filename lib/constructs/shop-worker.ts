import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { Phase } from '../core/phase';
import { refuse } from '../core/shop-error';
import { scalerPart } from '../model/cluster-part';
import { planProbes } from '../policy/probes';
import { planRollout } from '../policy/rollout';
import { planWorkerShutdown } from '../policy/shutdown';
import { connectApiServer } from './api-server';
import type { Connection } from './connection';
import { IMAGE_RULES } from './image-rules';
import { NAME_RULES } from './name-rules';
import { metricsOf, podsComponent } from './pods-component';
import { secondsOf } from './quantities';
import { planScale, scaledFootprint } from './scale-plan';
import { SCALE_RULES } from './scale-rules';
import { ScaledComponent } from './scaled-component';
import type { ShopContext } from './shop-context';
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

/** Properties of `ShopWorker`. */
export interface ShopWorkerProps extends WorkloadProps, HealthProps {
  /**
   * Port on which the worker answers probes and serves metrics. It gets no Service: nobody calls a worker.
   *
   * @default - none; give probes as commands, or the worker is only watched by its exit code
   */
  readonly port?: number;
  /**
   * Bounds of autoscaling: on its queues where KEDA is there, else on CPU.
   *
   * @default - by the profile: 3 to 10 in production
   */
  readonly scale?: Scale;
  /**
   * Longest time that one message may take; the shutdown waits for it.
   *
   * @default Duration.seconds(30)
   */
  readonly messageTimeout?: Duration;
  /**
   * Where it serves metrics.
   *
   * @default - no metrics
   */
  readonly metrics?: MetricsEndpoint;
}

/**
 * A stateless process that takes its work from a queue or from elsewhere, and that nobody calls.
 *
 * Emits Deployment, ServiceAccount, NetworkPolicy, PodDisruptionBudget; HorizontalPodAutoscaler when it scales, or KEDA
 * ScaledObject and TriggerAuthentication; ConfigMaps for config files and secret paths; PodMonitor.
 */
export class ShopWorker extends ScaledComponent {
  constructor(scope: Construct, id: string, props: ShopWorkerProps) {
    super(scope, id);
    const shop = this._shop;
    const ports: ShopPort[] = props.port === undefined ? [] : [{ name: PortProtocol.HTTP, port: props.port, protocol: PortProtocol.HTTP }];
    const input = {
      id,
      labels: props.labels,
      images: imagesOf(shop, props.image, props.initContainers, props.sidecars),
      profile: shop.profile,
      props,
      ports,
      scale: props.scale,
    };
    refuse(this.node.path, input, NAME_RULES, IMAGE_RULES, WORKLOAD_RULES, SCALE_RULES);

    const { decided, ...plans } = planWorker(shop, id, this.node.path, props, ports);

    const component = this._join(podsComponent(shop, { ...decided, paymentZone: props.paymentZone }));
    const connections = props.connections ?? [];
    connect(shop, component, this, connections);
    if (props.serviceAccountToken) connectApiServer(shop, component);

    const owner = { shop, component, labels: props.labels ?? {} };
    const queues = shop.graph.connectionsFrom(id).filter((c) => c.intent === 'consume');
    if (plans.scale.max > plans.scale.min && shop.cluster.kedaNamespace)
      admitScaler(
        shop.cluster.kedaNamespace,
        connections.filter((c) => c._link.intent === 'consume'),
      );
    this._emitScaled(owner, { component, files: props.files ?? [], queues, ...plans });
  }
}

/** Everything that is decided about a worker before anything is emitted. */
function planWorker(shop: ShopContext, id: string, path: string, props: ShopWorkerProps, ports: readonly ShopPort[]) {
  const startupSeconds = secondsOf(props.startupTime, 120);
  const shutdown = planWorkerShutdown(secondsOf(props.messageTimeout, 30));
  const metrics = metricsOf(props.metrics, props.port);
  const on = { name: ports[0]?.name ?? '', targetPort: props.port ?? 0 };
  const plan = planWorkload(shop, {
    name: id,
    path,
    role: 'worker',
    props,
    ports,
    probes: planProbes({ ...healthOf(props, on), startupSeconds }),
    preStop: { kind: 'sleep', seconds: shutdown.preStopSeconds },
    graceSeconds: shutdown.graceSeconds,
    priority: props.priority ?? Priority.STANDARD,
    metrics,
  });
  const scale = planScale(shop.profile, props.scale);
  const footprint = scaledFootprint(plan, scale);
  const decided = { name: id, role: 'worker' as const, path, phase: Phase.WORKLOAD, metrics, footprint };
  return { decided, plan, rollout: planRollout(startupSeconds), scale };
}

/** With a port, HTTP on two paths; without one, only what the user asks for. */
function healthOf(props: ShopWorkerProps, on: { readonly name: string; readonly targetPort: number }) {
  const http = (path: string) => (props.port === undefined ? undefined : ({ kind: 'http', path, port: on.name, headers: {} } as const));
  return { readiness: props.readiness?._on(on) ?? http('/readyz'), liveness: props.liveness?._on(on) ?? http('/livez') };
}

/** KEDA's operator looks into the queues, so the broker's policy has to let it in, in whichever shop the broker is. */
function admitScaler(namespace: string, consumed: readonly Connection[]): void {
  const keda = scalerPart(namespace);
  for (const c of consumed) c._accept({ ...c._link, from: keda, options: {} });
}
