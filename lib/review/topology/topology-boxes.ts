import { readable } from '../../core/readable';
import { textAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { PodsView } from '../../manifests/pods';
import { isInPaymentZone } from '../../model/payment-zone';
import type { Box, Shape } from '../../writers/diagram/diagram';
import { namespaceZone, type Zone } from '../../writers/diagram/zones';
import type { ConnectionEnd } from '../doors/connection';

/** What the recommended label `app.kubernetes.io/component` says of ours, and of most charts. */
const SHAPES: Readonly<Record<string, Shape>> = {
  backend: 'service',
  backup: 'job',
  broker: 'queue',
  cache: 'cache',
  credentials: 'job',
  database: 'database',
  db: 'database',
  edge: 'edge',
  frontend: 'service',
  job: 'job',
  migration: 'job',
  queue: 'queue',
  store: 'database',
  web: 'service',
  worker: 'worker',
};

/** What images are, by the last part of their names, where no label says so. */
const IMAGES: ReadonlyArray<readonly [RegExp, Shape]> = [
  [/postgres|mysql|mariadb|mongo|elasticsearch|opensearch|cockroach|minio/, 'database'],
  [/redis|valkey|memcached|dragonfly/, 'cache'],
  [/rabbitmq|kafka|nats|pulsar|activemq/, 'queue'],
  [/worker|consumer/, 'worker'],
];

/** A workload as a box: components by their recommended labels, others by their names. */
export function workloadBox(pods: PodsView, home: string): Box {
  const { manifest, namespace } = pods;
  const name = componentName(manifest);
  return {
    id: `${namespace}/${name}`,
    name: readable(name),
    detail: readable(detailOf(manifest)),
    shape: shapeOf(pods),
    zone: workloadZone(pods, home),
  };
}

/** What a connection names that is no workload of the set. */
export function outsideBox(end: ConnectionEnd): Box {
  const name = readable(end.name);
  if (end.kind === 'addresses') return { id: `addresses ${name}`, name, detail: 'addresses', shape: 'actor', zone: OUTSIDE };
  return { id: `pods ${name}`, name, detail: 'pods', shape: 'service', zone: ELSEWHERE };
}

/** An Ingress or a route as a box, which whoever reaches the edge comes through. */
export function edgeBox(manifest: Manifest): Box {
  // A chart calls an Ingress as it calls the workload behind it.
  return { id: `edge ${identityOf(manifest)}`, name: readable(componentName(manifest)), detail: manifest.kind, shape: 'edge', zone: EDGE };
}

/** Everybody who reaches an edge. */
export const INTERNET: Box = { id: 'internet', name: 'clients', detail: 'whoever reaches it', shape: 'actor' };

const OUTSIDE: Zone = { id: 'outside', kind: 'outside', label: 'addresses outside' };
const ELSEWHERE: Zone = { id: 'elsewhere', kind: 'namespace', label: 'pods named by policies' };
const EDGE: Zone = { id: 'edge', kind: 'edge', label: 'edge' };

/** The name of the component that an object belongs to. */
export function componentName({ labels, name }: Pick<Manifest, 'labels' | 'name'>): string {
  return labels['app.kubernetes.io/name'] ?? name;
}

/** Whether pods are there for what every component does, which nobody looks for in a picture: passwords, backups. */
export function isMachinery({ manifest: { labels } }: PodsView): boolean {
  return ['credentials', 'backup'].includes(labels['app.kubernetes.io/component'] ?? '');
}

function workloadZone({ labels, namespace }: PodsView, home: string): Zone {
  const zone = namespaceZone(readable(namespace), readable(home));
  return isInPaymentZone(labels) ? { id: `payment ${zone.id}`, kind: 'payment', label: 'payment zone', parent: zone } : zone;
}

function detailOf({ kind, labels }: Manifest): string {
  const role = labels['app.kubernetes.io/component'];
  return role === undefined || role === '' ? kind : `${role} · ${kind}`;
}

function shapeOf({ manifest, containers }: PodsView): Shape {
  const stated = SHAPES[manifest.labels['app.kubernetes.io/component'] ?? ''];
  if (stated) return stated;
  if (manifest.kind === 'Job' || manifest.kind === 'CronJob') return 'job';
  const images = containers.filter(({ role }) => role === 'main').map(({ body }) => textAt(body, 'image')?.split('/').at(-1) ?? '');
  return IMAGES.find(([pattern]) => images.some((image) => pattern.test(image)))?.[1] ?? 'service';
}
