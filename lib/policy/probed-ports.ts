import type { PodPlan } from './pod-plan';
import type { ProbeAction } from './probes';

/** Container ports at which the kubelet asks a pod for its health, each once, in ascending order. */
export function probedPorts({ containers, sidecars }: Pick<PodPlan, 'containers' | 'sidecars'>): number[] {
  const ports = [...containers, ...sidecars].flatMap((c) =>
    Object.values(c.probes).flatMap((probe) => (probe ? portOf(probe.action, c.ports) : [])),
  );
  return [...new Set(ports)].sort((a, b) => a - b);
}

function portOf(action: ProbeAction, ports: ReadonlyArray<{ readonly name: string; readonly port: number }>): number[] {
  if (action.kind === 'exec') return [];
  if (action.kind === 'grpc') return [action.port];
  return ports.filter((p) => p.name === action.port).map((p) => p.port);
}
