import { gibibytes, mebibytes } from '../core/units';
import type { PodFootprint, Role } from '../model/component';

/** Resources of a container: millicores and bytes. */
export interface ResourcePlan {
  readonly cpuRequest: number;
  readonly cpuLimit?: number;
  readonly memoryRequest: number;
  readonly memoryLimit: number;
  readonly ephemeralStorage: number;
}

/** What a user gave. */
export interface ResourceWishes {
  readonly cpuRequest?: number;
  readonly cpuLimit?: number;
  readonly memoryRequest?: number;
  readonly memoryLimit?: number;
  readonly ephemeralStorage?: number;
}

/**
 * Requests of a component that gives none: starting points to be replaced by what is measured. A gibibyte gives
 * PostgreSQL shared_buffers of 256 MiB, twice its own default, and 100 connections a work_mem of 4 MiB; half of one lets
 * RabbitMQ hold 300 MiB of messages and queues before it holds publishers back.
 * @see https://www.rabbitmq.com/docs/production-checklist
 */
const DEFAULTS: Readonly<Record<Role, { readonly cpu: number; readonly memory: number }>> = {
  web: { cpu: 250, memory: mebibytes(256) },
  worker: { cpu: 250, memory: mebibytes(256) },
  job: { cpu: 100, memory: mebibytes(128) },
  database: { cpu: 500, memory: gibibytes(1) },
  queue: { cpu: 250, memory: mebibytes(512) },
  cache: { cpu: 100, memory: mebibytes(256) },
  store: { cpu: 500, memory: gibibytes(1) },
  backup: { cpu: 100, memory: mebibytes(256) },
  credentials: { cpu: 20, memory: mebibytes(32) },
  service: { cpu: 0, memory: 0 },
  edge: { cpu: 0, memory: 0 },
};

/** Side containers that give nothing: what a proxy or an exporter takes at rest, to be replaced by what is measured. */
export const SIDE_CONTAINER = { cpu: 50, memory: mebibytes(64) };

/**
 * Local disk of a container beside its volumes: logs until they are rotated (10 MiB × 5 files by the kubelet's
 * defaults) and the image's writable layer, which is read-only here. Without a limit one pod can evict its node.
 * @see https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-rotation
 */
const EPHEMERAL_STORAGE = mebibytes(128);

/** CPU limit over request, where a profile wants limits: a start-up or a garbage collection needs several times its average. */
const CPU_BURST = 4;

/**
 * Memory request equals memory limit, so that a pod is killed for its own growth and never for its neighbour's.
 * No CPU limit unless the profile or the user wants one: the scheduler's quota throttles in every 100 ms period even
 * when the node is idle.
 */
export function planResources(
  defaults: { readonly cpu: number; readonly memory: number },
  wishes: ResourceWishes,
  cpuLimits: boolean,
): ResourcePlan {
  const cpuRequest = wishes.cpuRequest ?? Math.min(defaults.cpu, wishes.cpuLimit ?? defaults.cpu);
  const memoryLimit = wishes.memoryLimit ?? Math.max(defaults.memory, wishes.memoryRequest ?? 0);
  return {
    cpuRequest,
    cpuLimit: wishes.cpuLimit ?? (cpuLimits ? cpuRequest * CPU_BURST : undefined),
    memoryRequest: wishes.memoryRequest ?? memoryLimit,
    memoryLimit,
    ephemeralStorage: wishes.ephemeralStorage ?? EPHEMERAL_STORAGE,
  };
}

/** The same container where a stage reserves less CPU than production; limits, and what is tuned to the size, stay. */
export function reservedCpu(plan: ResourcePlan, percent: number): ResourcePlan {
  return { ...plan, cpuRequest: Math.max(1, Math.ceil((plan.cpuRequest * percent) / 100)) };
}

/** Starting resources of a role. */
export function defaultResources(role: Role): { readonly cpu: number; readonly memory: number } {
  return DEFAULTS[role];
}

/**
 * What a pod asks of its node, as the scheduler and the quota count it: the sum of its containers, or the largest init
 * container if that is more; and all sidecars beside either, because native ones start before every init container.
 * Below Kubernetes 1.29 they start with the containers, so there this may be a sidecar too much and never too little.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podFootprint(
  containers: readonly ResourcePlan[],
  inits: readonly ResourcePlan[],
  sidecars: readonly ResourcePlan[] = [],
): PodFootprint {
  const total = (plans: readonly ResourcePlan[], of: (r: ResourcePlan) => number) => plans.reduce((sum, r) => sum + of(r), 0);
  const count = (of: (r: ResourcePlan) => number) => Math.max(total(containers, of), ...inits.map(of)) + total(sidecars, of);
  return {
    cpuRequest: count((r) => r.cpuRequest),
    cpuLimit: count((r) => r.cpuLimit ?? 0),
    memoryRequest: count((r) => r.memoryRequest),
    memoryLimit: count((r) => r.memoryLimit),
  };
}
