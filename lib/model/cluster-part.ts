import { Phase } from '../core/phase';
import type { Component, Endpoint } from './component';

/** Name of the API server's node in a graph; a pod with a token for it talks to it. */
const API_SERVER = 'kubernetes-api';

/** Name of KEDA's operator's node in a graph; it looks into queues. */
const SCALER = 'keda';

/** Names of the nodes that only pictures have: what every pod asks for addresses, and what asks pods for metrics. */
const DNS = 'cluster-dns';
const MONITORING = 'monitoring';

const PARTS: ReadonlySet<string> = new Set([API_SERVER, SCALER, DNS, MONITORING]);

/** What is the same for every part: it is there before the shop, and emits nothing. */
const PART = { role: 'service', phase: Phase.FOUNDATION, facts: {}, peerPorts: [], services: [] } as const;

/** The API server, as its clients' policies see it. */
export function apiServerPart(cidrs: readonly string[], endpoints: readonly Endpoint[]): Component {
  return {
    ...PART,
    name: API_SERVER,
    path: API_SERVER,
    namespace: 'default',
    host: 'kubernetes.default.svc',
    location: { kind: 'addresses', cidrs, except: [], hostNames: [] },
    endpoints,
  };
}

/** KEDA's operator, as the policies of the brokers see it. */
export function scalerPart(namespace: string): Component {
  return {
    ...PART,
    name: SCALER,
    path: SCALER,
    namespace,
    location: { kind: 'namespaces', names: [namespace], except: [], labels: {} },
    endpoints: [],
  };
}

/** Cluster DNS, in the namespace that every distribution keeps it in; a picture has one port of it. */
export function dnsPart(): Component {
  const endpoint = { name: 'dns', port: 53, targetPort: 53, scheme: 'dns', transport: 'UDP' as const };
  return {
    ...PART,
    name: DNS,
    path: DNS,
    namespace: 'kube-system',
    location: { kind: 'namespaces', names: ['kube-system'], except: [], labels: {} },
    endpoints: [endpoint],
  };
}

/** What scrapes metrics. */
export function monitoringPart(namespace: string): Component {
  return {
    ...PART,
    name: MONITORING,
    path: MONITORING,
    namespace,
    location: { kind: 'namespaces', names: [namespace], except: [], labels: {} },
    endpoints: [],
  };
}

/** Whether a node of a graph is a part of the cluster: a construct's path begins with its shop's, so none has such a path. */
export function isClusterPart({ path }: Component): boolean {
  return PARTS.has(path);
}
