import { groupedBy } from '../../core/groups';
import { sortedRecord } from '../../core/order';
import { objectsAt, textAt } from '../../manifests/json';
import type { ContainerPort } from '../../manifests/pods';
import type { ComposeService } from './compose-service';
import { builtHere, type LocalBuilds } from './local-builds';
import type { LocalPods, LocalShop } from './local-shop';
import { composeText } from './parts';
import type { WrittenService } from './pod-services';
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

/** What compose.override.yaml is made from. */
export interface OverrideParts {
  readonly services: readonly WrittenService[];
  readonly ports: readonly PublishedPort[];
  readonly builds: LocalBuilds;
}

/** What compose.override.yaml adds for whoever works on the shop: ports on localhost, images built here, own code, own commands. */
export function overrideOf({ services: written, ports, builds }: OverrideParts, { development = {} }: ShopCompose): object {
  const published = groupedBy(ports, ({ service }) => service);
  const services = written.flatMap(({ name, service }): [string, ComposeService][] => {
    const fields = { ...developed(service, development[name] ?? {}, builds), ...portFields(name, published.get(name) ?? []) };
    return Object.keys(fields).length > 0 ? [[name, fields]] : [];
  });
  const networks = Object.fromEntries([...published.keys()].map((name) => [publishingNetwork(name), {}]));
  return { services: sortedRecord(Object.fromEntries(services)), ...(published.size > 0 && { networks }) };
}

function portFields(service: string, ports: readonly PublishedPort[]): object {
  if (ports.length === 0) return {};
  return {
    ports: ports.map(({ host, container, protocol }) => `127.0.0.1:${host}:${container}${protocol === 'udp' ? '/udp' : ''}`),
    networks: { [publishingNetwork(service)]: {} },
  };
}

/** A folder that the container may write to is the user's own: development is what it is for. */
function developed(
  service: ComposeService,
  { buildContext, mounts = {}, command, env = {} }: ComposeDevelopment,
  builds: LocalBuilds,
): object {
  const volumes = Object.entries(sortedRecord(mounts)).map(([target, source]) => ({
    type: 'bind',
    source: composeText(source),
    target: composeText(target),
  }));
  return {
    ...builtHere(service, buildContext, builds),
    ...(command !== undefined && { entrypoint: command.map(composeText), command: [] }),
    ...(Object.keys(env).length > 0 && {
      environment: Object.fromEntries(Object.entries(env).map(([name, text]) => [name, composeText(text)])),
    }),
    ...(volumes.length > 0 && { volumes }),
  };
}
