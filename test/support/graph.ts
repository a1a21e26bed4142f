import { Phase } from '../../lib/core/phase';
import type { Component, ConnectionData, ConnectionRecord, Endpoint, Footprint } from '../../lib/model/component';

/** An endpoint on one port, TCP unless said otherwise. */
export function endpoint(port: number, more: Partial<Endpoint> = {}): Endpoint {
  return { name: 'main', port, targetPort: port, scheme: 'tcp', transport: 'TCP', ...more };
}

/** A component as pure data: a web tier of the namespace `shop` unless said otherwise. */
export function component(name: string, more: Partial<Component> = {}): Component {
  const namespace = more.namespace ?? 'shop';
  return {
    name,
    role: 'web',
    path: `shop/${name}`,
    phase: Phase.WORKLOAD,
    namespace,
    host: name,
    location: { kind: 'pods', namespace, labels: { 'app.kubernetes.io/instance': name } },
    endpoints: [],
    facts: {},
    peerPorts: [],
    services: [],
    ...more,
  };
}

/** An edge from one component to a port of another. */
export function connection(from: Component, to: Component, on: Endpoint, options: ConnectionData = {}): ConnectionRecord {
  return { from, to, endpoint: on, intent: 'call', options };
}

/** A footprint of equal pods: 100 millicores and 100 bytes each unless said otherwise. */
export function footprint(pods: number, more: Partial<Footprint> = {}): Footprint {
  const pod = { cpuRequest: 100, cpuLimit: 400, memoryRequest: 100, memoryLimit: 100 };
  return { pod, replicas: pods, pods, volumes: 0, storage: 0, ...more };
}
