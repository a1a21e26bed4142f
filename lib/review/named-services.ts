import { backendsOf } from '../checks/backends';
import { configReferences } from '../checks/config-references';
import { oncePerSet } from '../checks/once-per-set';
import { indexOf } from '../checks/set-index';
import { objectsAt, textAt, textRecordAt, textsAt } from '../manifests/json';
import { labelSelectorOf } from '../manifests/label-selector';
import { identityOf, type Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { PodsView } from '../manifests/pods';
import type { PortRange } from '../manifests/port-range';
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
  const found = new Map<string, NamedService>();
  for (const { host, port } of hostsIn(pods, set)) {
    const service = serviceAt(host, pods.namespace, set);
    if (service) found.set(`${identityOf(service)} ${port ?? ''}`, { service, ...(port !== undefined && { port }) });
  }
  return [...found.values()];
}

interface Host {
  readonly host: string;
  readonly port?: number;
}

function* hostsIn(pods: PodsView, set: ManifestSet): Generator<Host> {
  for (const { body } of pods.containers) {
    for (const text of [...textsAt(body, 'command'), ...textsAt(body, 'args')]) yield* addressesIn(text);
    for (const variable of objectsAt(body, 'env')) {
      const value = textAt(variable, 'value') ?? '';
      if (HOST_VARIABLE.test(textAt(variable, 'name') ?? '')) yield { host: value };
      yield* addressesIn(value);
    }
  }
  for (const name of new Set(configReferences(pods).flatMap((read) => (read.kind === 'ConfigMap' ? [read.name] : [])))) {
    const map = indexOf(set).find({ group: '', kind: 'ConfigMap', namespace: pods.namespace, name });
    if (map) yield* hostsOfMap(map);
  }
}

const hostsOfMap = (map: Manifest): readonly Host[] => {
  const entries = Object.entries(textRecordAt(map.body, 'data'));
  return entries.flatMap(([key, value]) => [...(HOST_VARIABLE.test(key) ? [{ host: value }] : []), ...addressesIn(value)]);
};

function* addressesIn(text: string): Generator<Host> {
  for (const [, inUrl, urlPort, host = inUrl, port = urlPort] of text.matchAll(ADDRESS))
    if (host !== undefined) yield { host, ...(port !== undefined && { port: Number(port) }) };
}

/** `orders`, `orders.shop` and `orders.shop.svc.cluster.local` are one Service. */
function serviceAt(host: string, own: string, set: ManifestSet): Manifest | undefined {
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
