import { indexOf } from '../../checks/set-index';
import { numberAt, textAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ContainerView, PodsView } from '../../manifests/pods';
import { behind, containerHosts, type NamedHost, serviceAt } from '../doors/named-services';
import { podCounts } from './pod-counts';
import { type Variable, variablesOf } from './pod-variables';

/** What one client of a database may open. */
export interface PoolClient {
  /** Identity of the workload. */
  readonly object: string;
  readonly name: string;
  /** Pods at the most, in the middle of a rollout. */
  readonly pods: number;
  /** Connections of each of them. */
  readonly pool: number;
}

/** A client's pool at a server. */
export interface Pool {
  /** Identity of the server: a workload, or a Cluster of CloudNativePG. */
  readonly server: string;
  readonly client: PoolClient;
}

/** Every pool whose size and server the manifests tell. */
export function* poolsIn(set: ManifestSet): Generator<Pool> {
  for (const pods of set.pods) {
    const { most, surge } = podCounts(pods, set);
    const { manifest, name } = pods;
    for (const [server, pool] of podPools(pods, set))
      yield { server, client: { object: identityOf(manifest), name, pods: most + surge, pool } };
  }
  for (const pooler of set.of('Pooler', 'postgresql.cnpg.io')) yield* poolerPools(pooler, set);
}

/** Connections that PgBouncer opens for each user and database where nothing is said: https://www.pgbouncer.org/config.html#default_pool_size */
const BOUNCER_POOL = 20;

/** What a pooler opens whatever its own clients do; each of its instances has a pool of its own. */
function poolerPools(pooler: Manifest, set: ManifestSet): Pool[] {
  const { body, namespace = 'default', name } = pooler;
  const stated = Number(textAt(body, 'spec', 'pgbouncer', 'parameters', 'default_pool_size'));
  const pool = Number.isInteger(stated) && stated > 0 ? stated : BOUNCER_POOL;
  const client = { object: identityOf(pooler), name, pods: numberAt(body, 'spec', 'instances') ?? 1, pool };
  return clusters(textAt(body, 'spec', 'cluster', 'name') ?? '', namespace, set).map((server) => ({ server, client }));
}

function podPools(pods: PodsView, set: ManifestSet): ReadonlyMap<string, number> {
  const pools = new Map<string, number>();
  for (const container of pods.containers)
    if (container.role === 'main' || container.role === 'sidecar')
      for (const [server, pool] of containerPools(container, pods, set)) pools.set(server, (pools.get(server) ?? 0) + pool);
  return pools;
}

/** Names by which images and frameworks are told how many connections a pool may have. */
const POOL_VARIABLE =
  /^(?:(.*?)_)?(?:(?:DB_)?POOL(?:_?(?:MAX|SIZE|LIMIT|MAX_?SIZE))?|(?:HIKARI_)?MAX(?:IMUM)?_?POOL_?SIZE|MAX_OPEN_CONN(?:ECTION)?S|CONNECTION_LIMIT|MAX_CONNECTIONS)$/i;

/** The same in a URL. */
const POOL_PARAMETER = /[?&](?:pool_size|pool_max|pool_max_conns|max_pool_size|maxPoolSize|connection_limit)=(\d+)/;

/** The size of a pool, as a variable tells it. */
interface PoolSize {
  readonly size: number;
  /** Whether a variable with a host is about the same server. */
  readonly isFor: (host: NamedHost) => boolean;
  /** Whether the variable names a server by what it is called or holds, and not only by being there. */
  readonly isNamed: boolean;
}

function poolSizes(variables: readonly Variable[]): PoolSize[] {
  return variables.flatMap(({ name, value }): PoolSize[] => {
    const inUrl = POOL_PARAMETER.exec(value)?.[1];
    if (inUrl !== undefined) return [{ size: Number(inUrl), isFor: ({ variable }) => variable === name, isNamed: true }];
    const [isPool, prefix = ''] = POOL_VARIABLE.exec(name) ?? [];
    if (isPool === undefined || !/^\d+$/.test(value)) return [];
    const isFor = ({ variable }: NamedHost): boolean => variable?.startsWith(`${prefix}_`) ?? false;
    return [{ size: Number(value), isFor, isNamed: prefix !== '' }];
  });
}

/** Pools by server: a variable belongs to the host whose variable begins as it does, or to the only server there is. */
function containerPools(container: ContainerView, pods: PodsView, set: ManifestSet): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const sizes = poolSizes(variablesOf(container, pods, set));
  if (sizes.length === 0) return found;
  const named = containerHosts(container, pods, set);
  const hosts = named.flatMap((host) => serversOf(host, pods, set).map((server) => ({ ...host, server })));
  const only = new Set(hosts.map(({ server }) => server)).size === 1 ? hosts[0]?.server : undefined;
  for (const { size, isFor, isNamed } of sizes) {
    // A pool of somebody else, a cache perhaps, is none of the only database's.
    const isOfAnother = isNamed && named.some(isFor);
    const server = isOfAnother ? hosts.find(isFor)?.server : only;
    if (server !== undefined) found.set(server, Math.max(found.get(server) ?? 0, size));
  }
  return found;
}

/** Names under which CloudNativePG makes the Services of a Cluster. */
const CLUSTER_HOST = /^(.+)-(?:rw|ro|r)$/;

/** Who answers at a host: the workloads behind its Service, or a Cluster of CloudNativePG. */
function serversOf({ host }: NamedHost, pods: PodsView, set: ManifestSet): string[] {
  const service = serviceAt(host, pods.namespace, set);
  if (service) return [...behind({ service }, set)].map(({ pods: server }) => identityOf(server.manifest));
  const [first = '', namespace = pods.namespace] = host.split('.', 2);
  const cluster = CLUSTER_HOST.exec(first)?.[1];
  return cluster === undefined ? [] : clusters(cluster, namespace, set);
}

function clusters(name: string, namespace: string, set: ManifestSet): string[] {
  const cluster = indexOf(set).find({ group: 'postgresql.cnpg.io', kind: 'Cluster', namespace, name });
  return cluster ? [identityOf(cluster)] : [];
}
