import { engineOf } from '../../checks/data-images';
import { groupedBy } from '../../core/groups';
import { sortedBy } from '../../core/order';
import { textAt, textsAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { PodsView } from '../../manifests/pods';
import { type PoolClient, poolsIn } from './client-pools';
import { mountedTexts, variablesOf } from './pod-variables';

/** A database, and the connections that it must carry at the worst moment. */
export interface DatabaseLoad {
  /** Identity of the workload or custom resource. */
  readonly object: string;
  readonly namespace: string;
  readonly name: string;
  /** Connections that the server takes, those kept for its own people not counted. */
  readonly limit: number;
  /** Whether the limit is stated, or the engine's default. */
  readonly stated: boolean;
  readonly clients: readonly PoolClient[];
  /** The sum of all pools. */
  readonly connections: number;
}

/** What a server takes where nothing is said, and of that what it keeps for its administrators. */
interface ServerDefaults {
  readonly connections: number;
  readonly reserved: number;
}

/**
 * @see https://www.postgresql.org/docs/17/runtime-config-connection.html max_connections 100, superuser_reserved_connections 3
 * @see https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html max_connections 151, and one more for an administrator
 * @see https://mariadb.com/docs/server/server-management/variables-and-modes/server-system-variables max_connections 151
 */
const SERVERS = {
  PostgreSQL: { connections: 100, reserved: 3 },
  MySQL: { connections: 151, reserved: 0 },
  MariaDB: { connections: 151, reserved: 0 },
} satisfies Readonly<Record<string, ServerDefaults>>;

/** The databases of a set whose limit is known, each with the pools of those who name it. */
export function databaseLoads(set: ManifestSet): DatabaseLoad[] {
  const servers = [...serversIn(set), ...set.of('Cluster', 'postgresql.cnpg.io').map(operatedServer)];
  if (servers.length === 0) return [];
  const clients = groupedBy(poolsIn(set), ({ server }) => server);
  return sortedBy(servers, ({ object }) => object).map((server) => {
    const own = sortedBy(clients.get(server.object) ?? [], ({ client }) => client.object).map(({ client }) => client);
    return { ...server, clients: own, connections: own.reduce((total, { pods, pool }) => total + pods * pool, 0) };
  });
}

type Server = Omit<DatabaseLoad, 'clients' | 'connections'>;

function serversIn(set: ManifestSet): Server[] {
  return set.pods.flatMap((pods) => {
    const title = pods.containers.flatMap((container) => engineOf(container)?.title ?? []).find(isServer);
    if (title === undefined) return [];
    const { manifest, namespace, name } = pods;
    return [{ object: identityOf(manifest), namespace, name, ...limitOf(statedLimit(pods, set), SERVERS[title]) }];
  });
}

function isServer(title: string): title is keyof typeof SERVERS {
  return Object.hasOwn(SERVERS, title);
}

function operatedServer(manifest: Manifest): Server {
  const { namespace = 'default', name, body } = manifest;
  const stated = textAt(body, 'spec', 'postgresql', 'parameters', 'max_connections');
  return {
    object: identityOf(manifest),
    namespace,
    name,
    ...limitOf(stated === undefined ? undefined : Number(stated), SERVERS.PostgreSQL),
  };
}

function limitOf(stated: number | undefined, { connections, reserved }: ServerDefaults): Pick<Server, 'limit' | 'stated'> {
  return { limit: (stated ?? connections) - reserved, stated: stated !== undefined };
}

/** `-c max_connections=200`, `--max-connections=200`, `max_connections = 200`. */
const LIMIT = /(?:^|[\s-])max[_-]connections[\s=]+'?(\d+)/m;

/** By arguments, then by variables of the image, then by a ConfigMap that is mounted. */
function statedLimit(pods: PodsView, set: ManifestSet): number | undefined {
  const words = pods.containers.flatMap(({ body }) => [...textsAt(body, 'command'), ...textsAt(body, 'args')]);
  const variable = pods.containers.flatMap((c) => variablesOf(c, pods, set)).find(({ name }) => /_MAX_CONNECTIONS$/.test(name));
  const found = LIMIT.exec(words.join(' '))?.[1] ?? variable?.value ?? LIMIT.exec(mountedTexts(pods, set).join('\n'))?.[1];
  return found !== undefined && /^\d+$/.test(found) ? Number(found) : undefined;
}
