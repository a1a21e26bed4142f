import { claimTemplatesOf } from '../../checks/claims';
import { at, itemsAt, type Json, requiredTextAt, textAt, textsAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';

/** What becomes of the data when an object goes. */
export interface Fate {
  /** Whether the data goes too; else it stays, and nobody uses it. */
  readonly lost: boolean;
  /** What happens, as the end of a sentence that begins with the object. */
  readonly told: string;
}

const gone = (told: string): Fate => ({ lost: true, told });
const left = (told: string): Fate => ({ lost: false, told });

const UNUSED = left('goes; its claims stay, and nobody uses them');

/**
 * Kinds whose objects hold data, and what becomes of it with them. What a field says, and what holds where it says nothing, is
 * in the definitions of the operators' kinds.
 * @see https://cloudnative-pg.io/documentation/current/ the claims are owned by their Cluster
 * @see https://github.com/rabbitmq/cluster-operator/blob/v2.22.3/internal/resource/statefulset.go likewise
 * @see https://github.com/rabbitmq/messaging-topology-operator/tree/v1.20.1/config/crd/bases deletionPolicy
 * @see https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/sql_resources.md#cleanup-policy
 * @see https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/install/cluster-operator/045-Crd-kafkanodepool.yaml deleteClaim
 */
const HOLDERS: Readonly<Record<string, (manifest: Manifest) => Fate | undefined>> = {
  '/Namespace': () => gone('goes, and with it every object in it: pods, claims and their data, secrets'),
  '/PersistentVolumeClaim': () => gone('goes, and its disk with it unless the volume has the reclaim policy Retain'),
  '/PersistentVolume': volume,
  'apps/StatefulSet': statefulSet,
  'postgresql.cnpg.io/Cluster': () => gone('goes, and CloudNativePG deletes the claims of all its instances'),
  'postgresql.cnpg.io/Database': byPolicy(['spec', 'databaseReclaimPolicy'], 'delete', 'retain', 'CloudNativePG drops the database'),
  'kafka.strimzi.io/Kafka': ({ body }) => strimzi(at(body, 'spec', 'kafka', 'storage')),
  'kafka.strimzi.io/KafkaNodePool': ({ body }) => strimzi(at(body, 'spec', 'storage')),
  'kafka.strimzi.io/KafkaTopic': () => gone('goes, and Strimzi deletes the topic with all its messages'),
  'rabbitmq.com/RabbitmqCluster': () => gone('goes, and the operator deletes its StatefulSet with the claims'),
  'rabbitmq.com/Queue': byPolicy(['spec', 'deletionPolicy'], 'delete', 'delete', 'the queue is deleted with all its messages'),
  'rabbitmq.com/Vhost': byPolicy(['spec', 'deletionPolicy'], 'delete', 'delete', 'the virtual host is deleted with all its queues'),
  'external-secrets.io/ExternalSecret': externalSecret,
  'k8s.mariadb.com/MariaDB': mariadb,
  'k8s.mariadb.com/Database': byPolicy(['spec', 'cleanupPolicy'], 'Delete', 'Delete', 'the operator drops the database'),
  'pxc.percona.com/PerconaXtraDBCluster': percona,
  'ps.percona.com/PerconaServerMySQL': percona,
  'psmdb.percona.com/PerconaServerMongoDB': percona,
  'elasticsearch.k8s.elastic.co/Elasticsearch': elasticsearch,
  'redis.redis.opstreelabs.in/Redis': redis,
  'redis.redis.opstreelabs.in/RedisCluster': redis,
  'redis.redis.opstreelabs.in/RedisReplication': redis,
  'valkey.io/ValkeyCluster': valkey,
};

/** What becomes of the data when the object goes; undefined for one that holds none. */
export function fateOf(manifest: Manifest): Fate | undefined {
  return HOLDERS[`${manifest.group}/${manifest.kind}`]?.(manifest);
}

/** Whether an object of another name begins without the data of this one. */
export function holdsOwnDisk(manifest: Manifest): boolean {
  const fate = fateOf(manifest);
  return fate !== undefined && !NO_DISK.has(`${manifest.group}/${manifest.kind}`);
}

/** What these hold is at somebody else's disk. */
const NO_DISK: ReadonlySet<string> = new Set([
  '/PersistentVolume',
  'external-secrets.io/ExternalSecret',
  'k8s.mariadb.com/Database',
  'kafka.strimzi.io/KafkaTopic',
  'postgresql.cnpg.io/Database',
  'rabbitmq.com/Queue',
  'rabbitmq.com/Vhost',
]);

function volume({ body }: Manifest): Fate {
  const policy = requiredTextAt(body, 'spec', 'persistentVolumeReclaimPolicy');
  return policy === 'Retain'
    ? left('goes as an object; the disk stays where it is')
    : gone(`goes, and with ${policy} its disk as soon as the claim is gone`);
}

function statefulSet(manifest: Manifest): Fate | undefined {
  const templates = claimTemplatesOf(manifest).map(([, template]) => requiredTextAt(template, 'metadata', 'name'));
  if (templates.length === 0) return undefined;
  const claims = templates.map((template) => `${template}-${manifest.name}-*`).join(', ');
  return textAt(manifest.body, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted') === 'Delete'
    ? gone(`goes, and with whenDeleted: Delete its claims ${claims} too`)
    : left(`goes; its claims ${claims} stay, and nobody uses them`);
}

function strimzi(storage: Json | undefined): Fate {
  const deletes = at(storage, 'deleteClaim') === true || itemsAt(storage, 'volumes').some((v) => at(v, 'deleteClaim') === true);
  return deletes ? gone('goes, and with deleteClaim: true its claims and all messages too') : UNUSED;
}

/** @see https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/storage.md */
function mariadb({ body }: Manifest): Fate {
  const policy = textAt(body, 'spec', 'storage', 'pvcRetentionPolicy', 'whenDeleted');
  return policy === 'Delete' ? gone('goes, and with whenDeleted: Delete its claims too') : UNUSED;
}

/** @see https://github.com/OT-CONTAINER-KIT/redis-operator/blob/main/internal/controller/common/finalizer.go */
function redis({ body }: Manifest): Fate {
  return at(body, 'spec', 'storage', 'keepAfterDelete') === true ? UNUSED : gone('goes, and its claims too without keepAfterDelete: true');
}

/** @see https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/volume-claim-templates#k8s_controlling_volume_claim_deletion */
function elasticsearch({ body }: Manifest): Fate {
  return textAt(body, 'spec', 'volumeClaimDeletePolicy') === 'DeleteOnScaledownOnly' ? UNUSED : gone('goes, and ECK deletes its claims');
}

/**
 * Without a disk it keeps everything in memory.
 * @see https://github.com/valkey-io/valkey-operator/blob/v0.5.0/config/crd/bases/valkey.io_valkeyclusters.yaml reclaimPolicy
 */
function valkey({ body }: Manifest): Fate {
  const disk = at(body, 'spec', 'persistence');
  if (disk === undefined) return gone('goes, and with it all that it holds in memory');
  return at(disk, 'reclaimPolicy') === 'Delete' ? gone('goes, and with reclaimPolicy: Delete its claims too') : UNUSED;
}

function byPolicy(field: readonly string[], deleting: string, standard: string, told: string): (manifest: Manifest) => Fate {
  return ({ body }) => {
    const policy = textAt(body, ...field) ?? standard;
    return policy === deleting ? gone(`goes, and ${told}`) : left(`goes as an object; ${field.at(-1)} is ${policy}, so its data stays`);
  };
}

/**
 * Its finalizers say whether claims go too; one of them is about the claims of ProxySQL alone, which hold no data.
 * @see https://docs.percona.com/percona-operator-for-mysql/pxc/operator.html#metadata
 * @see https://docs.percona.com/percona-operator-for-mysql/ps/operator.html#metadata-name
 * @see https://docs.percona.com/percona-operator-for-mongodb/operator.html#metadata
 */
function percona({ body }: Manifest): Fate {
  const deletes = textsAt(body, 'metadata', 'finalizers').some((name) => /^(percona\.com\/)?delete-(pxc|mysql|psmdb)-pvc$/.test(name));
  return deletes ? gone('goes, and by its finalizer its claims too') : UNUSED;
}

function externalSecret({ body, name }: Manifest): Fate | undefined {
  const policy = textAt(body, 'spec', 'target', 'creationPolicy') ?? 'Owner';
  const secret = textAt(body, 'spec', 'target', 'name') ?? name;
  return policy === 'Owner' ? gone(`goes, and with it the Secret ${secret} that it owns`) : undefined;
}
