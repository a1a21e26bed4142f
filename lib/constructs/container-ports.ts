import type { ShopPort, SideContainer } from './workload-props';

/** Ports of the main container: the declared ones, and that of its metrics unless it or a sidecar declares it. */
export function containerPorts(
  ports: readonly ShopPort[],
  metrics: { readonly port?: number } | undefined,
  sidecars: readonly SideContainer[] = [],
): readonly ShopPort[] {
  const port = metrics?.port;
  const declared = [...ports, ...sidecars.flatMap((s) => s.ports ?? [])];
  return port === undefined || declared.some((p) => p.port === port) ? ports : [...ports, { name: 'metrics', port }];
}
