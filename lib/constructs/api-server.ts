import { apiServerPart } from '../model/cluster-part';
import type { Component } from '../model/component';
import type { ShopContext } from './shop-context';

/** Port 443 of the Service, and 6443 of the server behind it: policies see either, by the network plugin. */
const API_PORTS = [443, 6443].map((port) => ({
  name: `https-${port}`,
  port,
  targetPort: port,
  scheme: 'https',
  transport: 'TCP' as const,
}));

/** Opens the way to the API server for pods that hold a token for it; without the way the token is of no use. */
export function connectApiServer(shop: ShopContext, from: Component): void {
  const to = apiServerPart(shop.cluster.apiServerCidrs, API_PORTS);
  for (const endpoint of API_PORTS) shop.graph.connect({ from, to, endpoint, intent: 'call', options: { env: {} } });
}
