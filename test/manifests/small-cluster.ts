import type { Json, JsonObject } from '../../lib/manifests/json';
import { type Manifest, manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import type { Outsider } from '../../lib/manifests/network-party';
import { type Permission, permittedConnections, type Surroundings } from '../../lib/manifests/reachability';

/** A Deployment whose label `app` is its name, in the namespace `shop` unless said otherwise. */
export function deployment(name: string, ports: Json[] = [], namespace: string = 'shop'): Manifest {
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name, image: name, ports }] } };
  return manifestOf({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec: { template } });
}

/** A port of a container, over TCP. */
export function port(containerPort: number, name?: string): JsonObject {
  return { containerPort, ...(name !== undefined && { name }) };
}

/** A NetworkPolicy of the namespace `shop` over the pods of one app. */
export function policy(app: string, spec: JsonObject, name: string = app): Manifest {
  return rawPolicy(name, { podSelector: { matchLabels: { app } }, ...spec });
}

/** A NetworkPolicy of the namespace `shop`. */
export function rawPolicy(name: string, spec: JsonObject): Manifest {
  return manifestOf({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec });
}

/** A Namespace with labels. */
export function namespace(name: string, labels: Record<string, string> = {}): Manifest {
  return manifestOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

/** A pod of another namespace; its label `app` is its name. */
export function stranger(name: string, inNamespace: string, more: Partial<Extract<Outsider, { kind: 'pods' }>> = {}): Outsider {
  return { kind: 'pods', name, namespace: inNamespace, labels: { app: name }, ...more };
}

/** A host that is no pod, named by its address. */
export function host(address: string): Outsider {
  return { kind: 'address', name: address, address };
}

/** What may connect, as `client > target:port/protocol`, own workloads by their bare name. */
export function permitted(manifests: Manifest[], outsiders: Outsider[] = [], more: Partial<Surroundings> = {}): string[] {
  return permittedConnections(new ManifestSet(manifests), { outsiders, ...more }).map(lineOf);
}

/** A permission as one line. */
export function lineOf({ client, target, port: number, protocol }: Permission): string {
  return `${bare(client)} > ${bare(target)}:${number}/${protocol}`;
}

function bare(party: string): string {
  return party.replace(/^\w+\/shop\//, '');
}
