import { groupedBy } from '../../core/groups';
import { sortedRecord } from '../../core/order';
import { objectsAt, textAt } from '../../manifests/json';
import type { ContainerPort } from '../../manifests/pods';
import type { ComposeService } from './compose-service';
import type { LocalPods, LocalShop } from './local-shop';
import { composeText } from './parts';
import type { ComposeDevelopment, ShopCompose } from './shop-compose';

/** Where the first port of this machine is that a published one may be moved to. */
const SPARE_PORTS = 18_000;

/** A port of a component on this machine. */
export interface PublishedPort {
  readonly service: string;
  readonly name: string;
  /** Port of this machine, and that of the container. */
  readonly host: number;
  readonly container: number;
  readonly protocol: 'tcp' | 'udp';
}

/** Name of the network through which the ports of a service are published: those of the edges lead nowhere. */
function publishingNetwork(service: string): string {
  return `${service}_localhost`;
}

/**
 * Ports of everything that can be dialled, each the same here as in the container; one that is taken, or that only root
 * may open, is moved. The first by name keeps it, so that a further component changes nothing of those before it.
 */
export function publishedPorts(shop: LocalShop, taken: readonly number[]): PublishedPort[] {
  const used = new Set(taken);
  let spare = SPARE_PORTS;
  const free = (port: number): number => {
    if (port >= 1024 && !used.has(port)) return port;
    while (used.has(spare)) spare++;
    return spare;
  };
  return shop.pods
    .filter(({ lifetime }) => lifetime === 'service')
    .flatMap((own) =>
      dialledPorts(own, shop).map(({ name = '', port, protocol }) => {
        const host = free(port);
        used.add(host);
        return { service: own.pods.name, name, host, container: port, protocol: protocol === 'UDP' ? ('udp' as const) : ('tcp' as const) };
      }),
    );
}

/** Those that a Service has for clients; every port of pods that no such Service selects. Docker Desktop knows no SCTP. */
function dialledPorts({ pods }: LocalPods, { services }: LocalShop): ContainerPort[] {
  const stated = (services.get(pods.name) ?? [])
    .filter(({ body }) => textAt(body, 'spec', 'clusterIP') !== 'None')
    .flatMap(({ body }) => objectsAt(body, 'spec', 'ports').map(({ port, targetPort = port }) => targetPort));
  const known = pods.ports.filter(({ protocol }) => protocol !== 'SCTP');
  return stated.length === 0 ? known : known.filter(({ name = '', port }) => stated.includes(port) || stated.includes(name));
}

/** What compose.override.yaml adds for whoever works on the shop: ports on localhost, own code, own commands. */
export function overrideOf(shop: LocalShop, ports: readonly PublishedPort[], { development = {} }: ShopCompose): object {
  const published = groupedBy(ports, ({ service }) => service);
  const services = shop.pods.flatMap(({ pods: { name } }): [string, ComposeService][] => {
    const fields = { ...developed(development[name] ?? {}), ...portFields(name, published.get(name) ?? []) };
    return Object.keys(fields).length > 0 ? [[name, fields]] : [];
  });
  const networks = Object.fromEntries([...published.keys()].map((name) => [publishingNetwork(name), {}]));
  return { services: Object.fromEntries(services), ...(published.size > 0 && { networks }) };
}

function portFields(service: string, ports: readonly PublishedPort[]): object {
  if (ports.length === 0) return {};
  return {
    ports: ports.map(({ host, container, protocol }) => `127.0.0.1:${host}:${container}${protocol === 'udp' ? '/udp' : ''}`),
    networks: { [publishingNetwork(service)]: {} },
  };
}

/** A folder that the container may write to is the user's own: development is what it is for. */
function developed({ buildContext, mounts = {}, command, env = {} }: ComposeDevelopment): object {
  const volumes = Object.entries(sortedRecord(mounts)).map(([target, source]) => ({
    type: 'bind',
    source: composeText(source),
    target: composeText(target),
  }));
  return {
    ...(buildContext !== undefined && { build: { context: composeText(buildContext) } }),
    ...(command !== undefined && { entrypoint: command.map(composeText), command: [] }),
    ...(Object.keys(env).length > 0 && {
      environment: Object.fromEntries(Object.entries(env).map(([name, text]) => [name, composeText(text)])),
    }),
    ...(volumes.length > 0 && { volumes }),
  };
}
