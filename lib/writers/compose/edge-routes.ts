import { sortedBy } from '../../core/order';
import { type Json, type JsonObject, objectAt, objectsAt, textAt, textsAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { Component } from '../../model/component';
import type { LocalPods, LocalShop } from './local-shop';

/** Where requests under a path go. */
export interface LocalRoute {
  readonly path: string;
  /** The path and nothing below it. */
  readonly exact: boolean;
  /** Service and port of Compose: `storefront:8080`. */
  readonly backend: string;
  /** Speaks HTTP/2 without TLS alone, as gRPC does. */
  readonly grpc: boolean;
}

/** A host with its routes, the longest path first. */
export interface LocalHost {
  readonly names: readonly string[];
  readonly routes: readonly LocalRoute[];
}

/** A route as an Ingress or an HTTPRoute states it. */
interface StatedRoute {
  readonly host: string;
  readonly path: string;
  readonly exact: boolean;
  readonly service: string;
  readonly port: Json | undefined;
}

/** Hosts and routes of an edge as its Ingress or its HTTPRoutes say them, escape hatches included; redirects lead nowhere. */
export function edgeRoutes(edge: Component, shop: LocalShop): LocalHost[] {
  const isOwn = ({ labels, name }: Manifest): boolean => (labels['app.kubernetes.io/instance'] ?? name) === edge.name;
  const { manifests } = shop.view;
  const stated = [
    ...manifests.of('Ingress').filter(isOwn).flatMap(ingressRoutes),
    ...manifests.of('HTTPRoute').filter(isOwn).flatMap(gatewayRoutes),
  ];
  const backends = backendsOf(shop);
  const hosts = new Map<string, Map<string, LocalRoute>>();
  for (const route of stated) {
    const backend = backends(route);
    if (!backend) continue;
    const routes = hosts.get(route.host) ?? new Map<string, LocalRoute>();
    hosts.set(route.host, routes.set(`${route.path} ${route.exact}`, { path: route.path, exact: route.exact, ...backend }));
  }
  return alike([...hosts].map(([host, routes]) => ({ names: [host], routes: longestFirst(routes.values()) })));
}

/** Hosts with the same routes are one. */
function alike(hosts: readonly LocalHost[]): LocalHost[] {
  const found = new Map<string, LocalHost>();
  for (const { names, routes } of hosts) {
    const key = JSON.stringify(routes);
    found.set(key, { names: [...(found.get(key)?.names ?? []), ...names], routes });
  }
  return [...found.values()];
}

function longestFirst(routes: Iterable<LocalRoute>): LocalRoute[] {
  return sortedBy(routes, ({ path, exact }) => `${`${10_000 - path.length}`.padStart(5, '0')}${exact ? 0 : 1}${path}`);
}

function ingressRoutes({ body }: Manifest): StatedRoute[] {
  return objectsAt(body, 'spec', 'rules').flatMap((rule) =>
    objectsAt(rule, 'http', 'paths').map((path) => {
      const { name, number } = objectAt(path, 'backend', 'service', 'port');
      return {
        host: textAt(rule, 'host') ?? '',
        path: textAt(path, 'path') ?? '/',
        exact: textAt(path, 'pathType') === 'Exact',
        service: textAt(path, 'backend', 'service', 'name') ?? '',
        port: name ?? number,
      };
    }),
  );
}

function gatewayRoutes({ body }: Manifest): StatedRoute[] {
  const stated = textsAt(body, 'spec', 'hostnames');
  const hosts = stated.length > 0 ? stated : [''];
  return objectsAt(body, 'spec', 'rules').flatMap((rule) => {
    const matches = objectsAt(rule, 'matches');
    const paths = (matches.length > 0 ? matches : [{}]).map((match) => objectAt(match, 'path'));
    const [backend] = objectsAt(rule, 'backendRefs');
    if (!backend) return [];
    return hosts.flatMap((host) =>
      paths.map((path) => ({
        host,
        path: textAt(path, 'value') ?? '/',
        exact: textAt(path, 'type') === 'Exact',
        service: textAt(backend, 'name') ?? '',
        port: backend.port,
      })),
    );
  });
}

/** From a Service and its port to the container that answers here. */
function backendsOf(shop: LocalShop): (route: StatedRoute) => Pick<LocalRoute, 'backend' | 'grpc'> | undefined {
  const pods = new Map<string, LocalPods>();
  const services = new Map<string, Manifest>();
  for (const own of shop.pods) {
    for (const service of shop.services.get(own.pods.name) ?? []) {
      pods.set(service.name, own);
      services.set(service.name, service);
    }
  }
  return ({ service, port }) => {
    const target = pods.get(service);
    const stated = objectsAt(services.get(service)?.body, 'spec', 'ports').find((p) => p.name === port || p.port === port);
    if (!target || !stated) return undefined;
    const container = containerPort(target, stated);
    if (container === undefined) return undefined;
    return { backend: `${target.pods.name}:${container}`, grpc: stated.appProtocol === 'kubernetes.io/h2c' };
  };
}

function containerPort({ pods }: LocalPods, { port, targetPort = port }: JsonObject): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  return pods.ports.find(({ name }) => name === targetPort)?.port;
}
