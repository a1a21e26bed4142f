import type { Component } from '../model/component';

/** Worst-case demand of a namespace: millicores and bytes. */
export interface QuotaPlan {
  readonly cpuRequests: number;
  readonly cpuLimits: number;
  readonly memoryRequests: number;
  readonly memoryLimits: number;
  readonly pods: number;
  readonly volumes: number;
  readonly storage: number;
}

/**
 * The sum of what every component can take at once: full scale, surge, pods still shutting down, scheduled jobs.
 * Headroom is for pods started by hand. Everything is rounded up, CPU to a tenth of a core and memory to 64 MiB, so that
 * the quota reads well and is never below the sum.
 */
export function planQuota(components: readonly Component[], headroomPercent: number): QuotaPlan {
  const sum = (of: (c: Component) => number) => components.reduce((total, c) => total + of(c), 0);
  const perPod = (of: 'cpuRequest' | 'cpuLimit' | 'memoryRequest' | 'memoryLimit') =>
    sum((c) => (c.footprint ? c.footprint.pod[of] * c.footprint.pods : 0));
  const roomy = (amount: number, unit: number) => Math.ceil((amount * (100 + headroomPercent)) / 100 / unit) * unit;
  const MIB = 2 ** 20;
  return {
    cpuRequests: roomy(perPod('cpuRequest'), 100),
    cpuLimits: roomy(perPod('cpuLimit'), 100),
    memoryRequests: roomy(perPod('memoryRequest'), 64 * MIB),
    memoryLimits: roomy(perPod('memoryLimit'), 64 * MIB),
    pods: roomy(
      sum((c) => c.footprint?.pods ?? 0),
      1,
    ),
    volumes: sum((c) => c.footprint?.volumes ?? 0),
    storage: sum((c) => c.footprint?.storage ?? 0),
  };
}
