import { backendsOf } from '../../checks/backends';
import { oncePerSet } from '../../checks/once-per-set';
import { indexOf } from '../../checks/set-index';
import { textRecordAt, textsAt } from '../../manifests/json';
import { labelSelectorOf } from '../../manifests/label-selector';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ContainerView, PodsView } from '../../manifests/pods';
import type { PortRange } from '../../manifests/port-range';
import { mountedTexts, variablesOf } from '../capacity/pod-variables';
import type { Connection } from './connection';
import { workloadEnd } from './policy-connections';
import { servicePorts } from './service-ports';

/** A Service that pods name in their settings. */
export interface NamedService {
  readonly service: Manifest;
  /** Number or name of the port that is named with it. */
  readonly port?: number | string;
}

/** A host with a port, or a host in a URL. */
const ADDRESS = /(?:\/\/(?:[^\s/@"']*@)?)([a-z0-9][a-z0-9.-]*)(?::(\d{1,5}))?|(?<![\w.:/-])([a-z0-9][a-z0-9.-]*):(\d{1,5})(?![\w.])/g;

/** A value that is a name alone counts where its variable says that it is a host. */
const HOST_VARIABLE = /HOST|ADDR|SERVER|ENDPOINT|SERVICE|URL|URI|BROKER|NODES?$/i;

/** The Services of the set that pods name in variables, arguments and the ConfigMaps that they read. */
export function namedServices(pods: PodsView, set: ManifestSet): NamedService[] {
  const hosts = [
    ...pods.containers.flatMap((container) => containerHosts(container, pods, set)),
    ...mountedTexts(pods, set).flatMap((text) => addressesIn(text)),
  ];
  const found = new Map<string, NamedService>();
  for (const { host, port } of hosts) {
    const service = serviceAt(host, pods.namespace, set);
    if (service) found.set(`${identityOf(service)} ${port ?? ''}`, { service, ...(port !== undefined && { port }) });
  }
  // Where a port is named somewhere, a name alone means that one.
  const withPort = new Set([...found.values()].flatMap(({ service, port }) => (port === undefined ? [] : [service])));
  return [...found.values()].filter(({ service, port }) => port !== undefined || !withPort.has(service));
}

/** A host that a container names. */
export interface NamedHost {
  readonly host: string;
  readonly port?: number;
  /** The variable that names it; undefined for an argument. */
  readonly variable?: string;
}

/** The hosts that a container names in its variables and arguments. */
export function containerHosts(container: ContainerView, pods: PodsView, set: ManifestSet): NamedHost[] {
  const words = [...textsAt(container.body, 'command'), ...textsAt(container.body, 'args')];
  const variables = variablesOf(container, pods, set);
  const ports = new Map(
    variables.flatMap(({ name, value }) => (/_PORT$/.test(name) && /^\d+$/.test(value) ? [[name, Number(value)]] : [])),
  );
  const named = variables.flatMap(({ name, value }) => {
    const port = ports.get(name.replace(/_[A-Z]+$/, '_PORT'));
    const alone = HOST_VARIABLE.test(name) ? [{ host: value, ...(port !== undefined && { port }) }] : [];
    return [...alone, ...addressesIn(value)].map((host) => ({ ...host, variable: name }));
  });
  return [...words.flatMap(addressesIn), ...named];
}

function addressesIn(text: string): NamedHost[] {
  return [...text.matchAll(ADDRESS)].flatMap(([, inUrl, urlPort, host = inUrl, port = urlPort]) =>
    host === undefined ? [] : [{ host, ...(port !== undefined && { port: Number(port) }) }],
  );
}

/** `orders`, `orders.shop` and `orders.shop.svc.cluster.local` are one Service. */
export function serviceAt(host: string, own: string, set: ManifestSet): Manifest | undefined {
  const [name = '', namespace = own, svc = 'svc'] = host.split('.', 4);
  return svc === 'svc' ? services(set).get(`${namespace}/${name}`) : undefined;
}

const services = oncePerSet((set) => new Map(set.of('Service', '').map((m) => [`${m.namespace ?? 'default'}/${m.name}`, m])));

/** The workloads behind a Service, each with the ports that the Service leads to. */
export function* behind(
  { service, port }: NamedService,
  set: ManifestSet,
): Generator<{ readonly pods: PodsView; readonly ports: PortRange[] }> {
  const selector = labelSelectorOf({ matchLabels: textRecordAt(service.body, 'spec', 'selector') });
  if (selector.length === 0) return;
  for (const pods of indexOf(set).pods.selected(service.namespace ?? 'default', selector))
    yield { pods, ports: servicePorts(service, port, pods) };
}

/** What edges send to workloads. */
export function* routedConnections(set: ManifestSet): Generator<Connection> {
  for (const { manifest, namespace, service: name, port } of backendsOf(set)) {
    const service = services(set).get(`${namespace}/${name}`);
    const client = { kind: 'edge', name: manifest.name, namespace: manifest.namespace ?? 'default', object: identityOf(manifest) } as const;
    if (!service) continue;
    for (const { pods, ports } of behind({ service, ...(port !== undefined && { port }) }, set))
      yield { client, target: workloadEnd(pods), ports, by: 'route' };
  }
}
