import { LoadBalancerKind } from '../model/cluster-profile';

/** How a pod ends, in seconds. */
export interface ShutdownPlan {
  readonly preStopSeconds: number;
  readonly graceSeconds: number;
}

/**
 * How long an ending pod still receives new connections: the kubelet and the EndpointSlice controller learn of the
 * end at the same time, so the process must outlive the slower of the two. A balancer that targets pod addresses
 * learns later still.
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/load-balancing.html
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/3960-pod-lifecycle-sleep-action
 */
const PROPAGATION_SECONDS: Readonly<Record<LoadBalancerKind, number>> = {
  [LoadBalancerKind.NODE]: 10,
  [LoadBalancerKind.POD_ADDRESS]: 30,
};

/** Between the end of the slowest request and SIGKILL: closing pools, flushing logs. */
const MARGIN_SECONDS = 5;

/** A server: wait until no new request arrives, finish the slowest one, stop. */
export function planServerShutdown(balancer: LoadBalancerKind, slowestRequestSeconds: number): ShutdownPlan {
  const preStopSeconds = PROPAGATION_SECONDS[balancer];
  return { preStopSeconds, graceSeconds: preStopSeconds + slowestRequestSeconds + MARGIN_SECONDS };
}

/**
 * A worker takes no connections from a Service; the second of sleep lets the removal of its metrics target and its log
 * shipping begin before SIGTERM.
 */
export function planWorkerShutdown(slowestMessageSeconds: number): ShutdownPlan {
  return { preStopSeconds: 1, graceSeconds: 1 + slowestMessageSeconds + MARGIN_SECONDS };
}

/**
 * A data service: clients are told by the closed connection, so the sleep only lets the endpoint go; then the server
 * flushes to disk, which is what the grace is for.
 */
export function planDataShutdown(flushSeconds: number): ShutdownPlan {
  return { preStopSeconds: 5, graceSeconds: 5 + flushSeconds + MARGIN_SECONDS };
}
