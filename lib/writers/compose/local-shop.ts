import { append, groupedBy } from '../../core/groups';
import { sortedBy } from '../../core/order';
import { MAKES_SECRETS } from '../../core/secret-annotations';
import { at, textRecordAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ContainerView, PodsView } from '../../manifests/pods';
import type { Component, ConnectionRecord } from '../../model/component';
import type { ShopView } from '../shop-view';

/** How long pods run: for ever, once, or once whenever somebody says so. */
export type Lifetime = 'service' | 'job' | 'scheduled';

/** Pods of a workload as they run on this machine: one of them, each container a service of Compose. */
export interface LocalPods {
  readonly pods: PodsView;
  readonly lifetime: Lifetime;
  /** Containers that run before the main one, one after the other. */
  readonly inits: readonly ContainerView[];
  /** The container that other services know as the component. */
  readonly main: ContainerView;
  /** Containers that share the network of the main one. */
  readonly sidecars: readonly ContainerView[];
}

/** What of a shop runs on this machine, and who talks to whom there. */
export interface LocalShop {
  readonly view: ShopView;
  /** By name, which no two have in common. */
  readonly pods: readonly LocalPods[];
  readonly edges: readonly Component[];
  /** Connections of which both ends run here. */
  readonly links: readonly ConnectionRecord[];
  /** Names of components that call something that does not run here. */
  readonly outward: ReadonlySet<string>;
  /** Services of Kubernetes by the name of the pods that they select. */
  readonly services: ReadonlyMap<string, readonly Manifest[]>;
}

const LIFETIMES: Readonly<Record<string, Lifetime>> = { Job: 'job', CronJob: 'scheduled' };

/** A Job that makes a Secret on the cluster has nothing to do here: secrets are made by whoever starts the shop. */
function runsHere({ manifest }: PodsView): boolean {
  return at(manifest.body, 'metadata', 'annotations', MAKES_SECRETS) === undefined;
}

/** The part of a shop that runs on this machine. */
export function localShop(view: ShopView): LocalShop {
  const { graph, manifests } = view;
  const byName = new Map(
    manifests.pods
      .filter(runsHere)
      .flatMap(localPods)
      .map((own) => [own.pods.name, own]),
  );
  const edges = graph.components.filter(({ role }) => role === 'edge');
  const here = new Set([...byName.keys(), ...edges.map(({ name }) => name)]);
  const isHere = ({ name, namespace }: Component): boolean => namespace === view.namespace && here.has(name);
  const connections = graph.connections.filter(({ from }) => isHere(from));
  return {
    view,
    pods: sortedBy(byName.values(), ({ pods }) => pods.name),
    edges,
    links: connections.filter(({ to }) => isHere(to)),
    outward: new Set(connections.filter(({ to }) => !isHere(to) && !isApiServer(to)).map(({ from }) => from.name)),
    services: servicesByPods(view),
  };
}

/** There is no API server here to be called. */
function isApiServer({ host }: Component): boolean {
  return host === 'kubernetes.default.svc';
}

/** Pods without a container, which no cluster admits, are none here either. */
function localPods(pods: PodsView): LocalPods[] {
  const mains = pods.containers.filter(({ role }) => role === 'main');
  const [first] = mains;
  const main = mains.find(({ name }) => name === pods.name) ?? first;
  if (!main) return [];
  return [
    {
      pods,
      lifetime: LIFETIMES[pods.manifest.kind] ?? 'service',
      inits: pods.containers.filter(({ role }) => role === 'init'),
      main,
      sidecars: pods.containers.filter((c) => c !== main && (c.role === 'main' || c.role === 'sidecar')),
    },
  ];
}

/** Services of Kubernetes by the pods that they select. One label leads to the few pods that have it. */
function servicesByPods({ manifests }: ShopView): Map<string, Manifest[]> {
  const labelled = groupedBy(
    manifests.pods.flatMap((pods) => Object.entries(pods.labels).map(([key, value]) => ({ label: `${key}=${value}`, pods }))),
    ({ label }) => label,
  );
  const found = new Map<string, Manifest[]>();
  for (const service of manifests.of('Service', '')) {
    const wanted = Object.entries(textRecordAt(service.body, 'spec', 'selector'));
    const candidates = wanted.map(([key, value]) => labelled.get(`${key}=${value}`) ?? []);
    const [fewest = []] = candidates.sort((a, b) => a.length - b.length);
    for (const { pods } of fewest) {
      if (wanted.every(([key, value]) => pods.labels[key] === value)) append(found, pods.name, service);
    }
  }
  return found;
}
