import { itemsAt, objectAt, objectsAt, textAt, textRecordAt } from '../manifests/json';
import type { LabelSelector } from '../manifests/label-selector';
import type { Manifest } from '../manifests/manifest';
import { declaredSecrets } from './declared-secrets';
import { oncePerSet } from './once-per-set';

/** Resources that an operator turns into pods, which bear the resource's name in a label. */
const POD_MAKERS: ReadonlySet<string> = new Set([
  'apps.kruise.io/CloneSet',
  'argoproj.io/Rollout',
  'elasticsearch.k8s.elastic.co/Elasticsearch',
  'k8s.mariadb.com/MariaDB',
  'k8s.mariadb.com/MaxScale',
  'kafka.strimzi.io/Kafka',
  'kafka.strimzi.io/KafkaBridge',
  'kafka.strimzi.io/KafkaConnect',
  'kafka.strimzi.io/KafkaNodePool',
  'monitoring.coreos.com/Alertmanager',
  'monitoring.coreos.com/Prometheus',
  'mysql.oracle.com/InnoDBCluster',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Pooler',
  'ps.percona.com/PerconaServerMySQL',
  'psmdb.percona.com/PerconaServerMongoDB',
  'pxc.percona.com/PerconaXtraDBCluster',
  'rabbitmq.com/RabbitmqCluster',
  'redis.redis.opstreelabs.in/Redis',
  'redis.redis.opstreelabs.in/RedisCluster',
  'redis.redis.opstreelabs.in/RedisReplication',
  'redis.redis.opstreelabs.in/RedisSentinel',
  'serving.knative.dev/Service',
  'valkey.io/ValkeyCluster',
]);

/** Whether an operator turns an object into pods. */
export function makesPods({ group, kind }: Manifest): boolean {
  return POD_MAKERS.has(`${group}/${kind}`);
}

const madePods = oncePerSet((manifests) => {
  const makers = manifests.all.filter(makesPods);
  return new Set(makers.map(({ namespace, name }) => `${namespace ?? 'default'}/${name}`));
});

/** Whether a selector may mean pods that an operator makes of one of the set's own resources, so no manifest holds them. */
export function meansMadePods(namespace: string, selector: LabelSelector, manifests: Parameters<typeof madePods>[0]): boolean {
  const made = madePods(manifests);
  return made.size > 0 && selector.some(({ values }) => values.some((value) => made.has(`${namespace}/${value}`)));
}

/** Names of what a resource has its operator make, in the resource's own namespace. */
type Makers = Readonly<Record<string, (manifest: Manifest) => readonly (string | undefined)[]>>;

const SECRETS: Makers = {
  'external-secrets.io/ExternalSecret': externalSecret,
  'bitnami.com/SealedSecret': ({ name }) => [name],
  'cert-manager.io/Certificate': ({ body }) => [textAt(body, 'spec', 'secretName')],
  'elasticsearch.k8s.elastic.co/Elasticsearch': ({ name }) => [`${name}-es-elastic-user`, `${name}-es-http-certs-public`],
  'postgresql.cnpg.io/Cluster': ({ name }) => ['app', 'superuser', 'ca', 'server', 'replication'].map((part) => `${name}-${part}`),
  'rabbitmq.com/RabbitmqCluster': ({ name }) => [`${name}-default-user`, `${name}-erlang-cookie`],
  'kafka.strimzi.io/Kafka': ({ name }) => [`${name}-cluster-ca-cert`, `${name}-clients-ca-cert`],
  'kafka.strimzi.io/KafkaUser': ({ name }) => [name],
  'secrets-store.csi.x-k8s.io/SecretProviderClass': ({ body }) =>
    objectsAt(body, 'spec', 'secretObjects').map((s) => textAt(s, 'secretName')),
  'networking.k8s.io/Ingress': (manifest) => (hasIssuer(manifest) ? tlsSecrets(manifest) : []),
  'gateway.networking.k8s.io/Gateway': (manifest) => (hasIssuer(manifest) ? listenerSecrets(manifest) : []),
};

const SERVICES: Makers = {
  'elasticsearch.k8s.elastic.co/Elasticsearch': ({ name }) => [`${name}-es-http`],
  'kafka.strimzi.io/Kafka': ({ name }) => [`${name}-kafka-bootstrap`, `${name}-kafka-brokers`],
  'postgresql.cnpg.io/Cluster': ({ name }) => ['rw', 'ro', 'r'].map((part) => `${name}-${part}`),
  'postgresql.cnpg.io/Pooler': ({ name }) => [name],
  'rabbitmq.com/RabbitmqCluster': ({ name }) => [name, `${name}-nodes`],
  'serving.knative.dev/Service': ({ name }) => [name],
};

/** The Secrets that will be made of the set's own resources, or that these say will be there, each `namespace/name`. */
export const madeSecrets = oncePerSet((manifests) => new Set([...madeBy(SECRETS, manifests.all), ...declaredSecrets(manifests)]));

/** The Services that operators will make, likewise. */
export const madeServices = oncePerSet((manifests) => madeBy(SERVICES, manifests.all));

function madeBy(makers: Makers, manifests: readonly Manifest[]): ReadonlySet<string> {
  const made = manifests.flatMap((manifest) =>
    (makers[`${manifest.group}/${manifest.kind}`]?.(manifest) ?? []).flatMap((name) =>
      name === undefined ? [] : [`${manifest.namespace ?? 'default'}/${name}`],
    ),
  );
  return new Set(made);
}

/** Of the policies by which it works, two expect somebody else to have made the Secret. */
function externalSecret({ body, name }: Manifest): (string | undefined)[] {
  const policy = textAt(body, 'spec', 'target', 'creationPolicy');
  return policy === 'Merge' || policy === 'None' ? [] : [textAt(body, 'spec', 'target', 'name') || name];
}

/** cert-manager fills the certificate of an edge that names its issuer. */
function hasIssuer({ body }: Manifest): boolean {
  return Object.keys(textRecordAt(body, 'metadata', 'annotations')).some((key) => /^cert-manager\.io\/(cluster-)?issuer$/.test(key));
}

function tlsSecrets({ body }: Manifest): (string | undefined)[] {
  return objectsAt(body, 'spec', 'tls').map((tls) => textAt(tls, 'secretName'));
}

function listenerSecrets({ body }: Manifest): (string | undefined)[] {
  const listeners = itemsAt(body, 'spec', 'listeners').map((listener) => objectAt(listener, 'tls'));
  return listeners.flatMap((tls) => objectsAt(tls, 'certificateRefs').map((ref) => textAt(ref, 'name')));
}
