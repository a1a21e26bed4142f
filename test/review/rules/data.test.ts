import { BACKUP_WEAKENED } from '../../../lib/review/rules/backup-weakened';
import { DATA_LEFT_BEHIND } from '../../../lib/review/rules/data-left-behind';
import { DATA_MOVED } from '../../../lib/review/rules/data-moved';
import { DATA_OWNER } from '../../../lib/review/rules/data-owner';
import { DATA_REMOVED } from '../../../lib/review/rules/data-removed';
import { DATA_SCALED_AWAY } from '../../../lib/review/rules/data-scaled-away';
import { DATA_UNPROTECTED } from '../../../lib/review/rules/data-unprotected';
import { DATABASE_IMAGE } from '../../../lib/review/rules/database-image';
import { DATABASE_VERSION } from '../../../lib/review/rules/database-version';
import { DISK_SHRINKS } from '../../../lib/review/rules/disk-shrinks';
import { effectsBy, told } from '../../support/reviewed';

const rest = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
---`;
const object = (apiVersion: string, kind: string, spec: string, metadata = ''): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: orders-db, namespace: shop${metadata} }
spec: ${spec}
---`;

describe('data-removed', () => {
  const removed = (yaml: string): string[] => told(DATA_REMOVED, rest + yaml, rest);

  test.each([
    ['postgresql.cnpg.io/v1', 'Cluster', '{ instances: 2 }', 'error', 'goes, and CloudNativePG deletes the claims of all its instances'],
    [
      'kafka.strimzi.io/v1',
      'KafkaNodePool',
      '{ storage: { type: persistent-claim, size: 8Gi } }',
      'warning',
      'goes; its claims stay, and nobody uses them',
    ],
    [
      'kafka.strimzi.io/v1',
      'KafkaNodePool',
      '{ storage: { type: persistent-claim, deleteClaim: true } }',
      'error',
      'goes, and with deleteClaim: true its claims and all messages too',
    ],
    ['rabbitmq.com/v1beta1', 'Queue', '{ name: placed }', 'error', 'goes, and the queue is deleted with all its messages'],
    [
      'rabbitmq.com/v1beta1',
      'Queue',
      '{ name: placed, deletionPolicy: retain }',
      'warning',
      'goes as an object; deletionPolicy is retain, so its data stays',
    ],
    [
      'postgresql.cnpg.io/v1',
      'Database',
      '{ name: shop }',
      'warning',
      'goes as an object; databaseReclaimPolicy is retain, so its data stays',
    ],
    [
      'external-secrets.io/v1',
      'ExternalSecret',
      '{ target: { name: psp-key } }',
      'error',
      'goes, and with it the Secret psp-key that it owns',
    ],
    [
      'v1',
      'PersistentVolume',
      '{ persistentVolumeReclaimPolicy: Recycle }',
      'error',
      'goes, and with Recycle its disk as soon as the claim is gone',
    ],
    ['v1', 'PersistentVolume', '{}', 'warning', 'goes as an object; the disk stays where it is'],
    ['k8s.mariadb.com/v1alpha1', 'MariaDB', '{ storage: { size: 8Gi } }', 'warning', 'goes; its claims stay, and nobody uses them'],
    [
      'k8s.mariadb.com/v1alpha1',
      'MariaDB',
      '{ storage: { size: 8Gi, pvcRetentionPolicy: { whenDeleted: Delete } } }',
      'error',
      'goes, and with whenDeleted: Delete its claims too',
    ],
    ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', '{ version: 9.1.0 }', 'error', 'goes, and ECK deletes its claims'],
    [
      'elasticsearch.k8s.elastic.co/v1',
      'Elasticsearch',
      '{ version: 9.1.0, volumeClaimDeletePolicy: DeleteOnScaledownOnly }',
      'warning',
      'goes; its claims stay, and nobody uses them',
    ],
    [
      'redis.redis.opstreelabs.in/v1beta2',
      'RedisReplication',
      '{ storage: { keepAfterDelete: true } }',
      'warning',
      'goes; its claims stay, and nobody uses them',
    ],
    ['valkey.io/v1alpha1', 'ValkeyCluster', '{ persistence: { size: 2Gi } }', 'warning', 'goes; its claims stay, and nobody uses them'],
    [
      'valkey.io/v1alpha1',
      'ValkeyCluster',
      '{ persistence: { size: 2Gi, reclaimPolicy: Delete } }',
      'error',
      'goes, and with reclaimPolicy: Delete its claims too',
    ],
    ['valkey.io/v1alpha1', 'ValkeyCluster', '{ shards: 3 }', 'error', 'goes, and with it all that it holds in memory'],
    ['redis.redis.opstreelabs.in/v1beta2', 'Redis', '{ storage: {} }', 'error', 'goes, and its claims too without keepAfterDelete: true'],
  ])('%s %s %s', (apiVersion, kind, spec, severity, text) => {
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    const namespace = kind === 'PersistentVolume' ? '' : 'shop';
    expect(removed(object(apiVersion, kind, spec).replace('namespace: shop', `namespace: '${namespace}'`))).toEqual([
      `${severity} data-at-risk ${group}/${kind}/${namespace}/orders-db: ${text}`,
    ]);
  });

  test.each([
    ['pxc.percona.com/v1', 'PerconaXtraDBCluster', 'percona.com/delete-pxc-pvc', true],
    ['pxc.percona.com/v1', 'PerconaXtraDBCluster', 'delete-pxc-pvc', true],
    ['pxc.percona.com/v1', 'PerconaXtraDBCluster', 'percona.com/delete-proxysql-pvc', false],
    ['pxc.percona.com/v1', 'PerconaXtraDBCluster', 'percona.com/delete-ssl', false],
    ['ps.percona.com/v1', 'PerconaServerMySQL', 'percona.com/delete-mysql-pvc', true],
    ['psmdb.percona.com/v1', 'PerconaServerMongoDB', 'percona.com/delete-psmdb-pvc', true],
  ])('%s %s with the finalizer %s', (apiVersion, kind, finalizer, deletes) => {
    const text = deletes ? 'goes, and by its finalizer its claims too' : 'goes; its claims stay, and nobody uses them';
    expect(removed(object(apiVersion, kind, '{}', `, finalizers: [${finalizer}]`))).toEqual([
      `${deletes ? 'error' : 'warning'} data-at-risk ${apiVersion.split('/')[0]}/${kind}/shop/orders-db: ${text}`,
    ]);
  });

  test('an ExternalSecret that does not own its Secret leaves it', () => {
    expect(removed(object('external-secrets.io/v1', 'ExternalSecret', '{ target: { creationPolicy: Orphan } }'))).toEqual([]);
  });

  test.each([
    ['Delete', 'error', 'goes, and with whenDeleted: Delete its claims data-orders-db-* too'],
    ['Retain', 'warning', 'goes; its claims data-orders-db-* stay, and nobody uses them'],
  ])('a StatefulSet whose claims go by %s', (policy, severity, text) => {
    const spec = `{ persistentVolumeClaimRetentionPolicy: { whenDeleted: ${policy} }, volumeClaimTemplates: [{ metadata: { name: data } }] }`;
    expect(removed(object('apps/v1', 'StatefulSet', spec))).toEqual([`${severity} data-at-risk apps/StatefulSet/shop/orders-db: ${text}`]);
    expect(removed(object('apps/v1', 'StatefulSet', '{}'))).toEqual([]);
  });

  test('what a delivery tool is told to keep is a warning', () => {
    const kept = object(
      'v1',
      'PersistentVolumeClaim',
      '{}',
      ", annotations: { argocd.argoproj.io/sync-options: 'Prune=false', helm.sh/resource-policy: keep }",
    );
    expect(removed(kept)).toEqual([
      'warning data-at-risk /PersistentVolumeClaim/shop/orders-db: is no longer delivered; its annotations keep it from Argo CD and Helm, and any other tool deletes it',
    ]);
  });

  test('with its namespace it is said once', () => {
    const namespace = '\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---';
    expect(told(DATA_REMOVED, namespace + object('v1', 'PersistentVolumeClaim', '{}'), '')).toEqual([
      'error data-at-risk /Namespace//shop: goes, and with it every object in it: pods, claims and their data, secrets',
    ]);
  });

  test('no volume, no step about volumes', () => {
    const [queue] = effectsBy(DATA_REMOVED, rest + object('rabbitmq.com/v1beta1', 'Queue', '{ name: placed }'), rest);
    expect(queue?.recipe).toHaveLength(2);
  });
});

const stateful = ({
  image = 'postgres:17.6',
  spec = '',
  pod = '',
  mount = '{ name: data, mountPath: /var/lib/postgresql/data }',
  env = '',
} = {}): string => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  ${spec}
  serviceName: orders-db
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec: { ${pod} containers: [{ name: db, image: '${image}', env: [${env}], volumeMounts: [${mount}] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 50Gi } } }
---`;
const PLACE = 'apps/StatefulSet/shop/orders-db';

describe('data-left-behind', () => {
  test('another name is an empty disk', () => {
    expect(told(DATA_LEFT_BEHIND, stateful(), stateful().replaceAll('orders-db', 'shop-db'))).toEqual([
      'error data-at-risk apps/StatefulSet/shop/shop-db: orders-db becomes shop-db, which begins with an empty disk; the data of the old one stays behind, and nobody uses it',
    ]);
  });

  test('a claim takes its disk along, and another namespace is another name', () => {
    const claim = (metadata: string): string =>
      object('v1', 'PersistentVolumeClaim', '{ accessModes: [ReadWriteOnce], resources: { requests: { storage: 8Gi } } }').replace(
        'name: orders-db, namespace: shop',
        metadata,
      );
    const old = claim('name: orders-db, namespace: shop');
    expect(told(DATA_LEFT_BEHIND, old, claim('name: shop-db, namespace: shop'))).toEqual([
      'error data-at-risk /PersistentVolumeClaim/shop/shop-db: orders-db becomes shop-db, which begins with an empty disk; the data of the old one goes',
    ]);
    expect(told(DATA_LEFT_BEHIND, old, claim('name: orders-db, namespace: data'))).toEqual([
      'error data-at-risk /PersistentVolumeClaim/data/orders-db: shop/orders-db becomes data/orders-db, which begins with an empty disk; the data of the old one goes',
    ]);
  });
});

describe('data-moved', () => {
  const moved = (after: Parameters<typeof stateful>[0], before: Parameters<typeof stateful>[0] = {}): string[] =>
    effectsBy(DATA_MOVED, stateful(before), stateful(after)).map(({ severity, summary }) => `${severity} ${summary}`);

  test('another path, another part of the volume, none', () => {
    expect(moved({ mount: '{ name: data, mountPath: /var/lib/postgresql }' })).toEqual([
      'warning claim template data moves from /var/lib/postgresql/data to /var/lib/postgresql',
    ]);
    expect(moved({ mount: '{ name: data, mountPath: /var/lib/postgresql/data, subPath: pg }' })).toEqual([
      'error /var/lib/postgresql/data has claim template data (pg) instead of claim template data, which begins empty',
    ]);
    expect(moved({ mount: '' })).toEqual(['error /var/lib/postgresql/data no longer has claim template data, and is gone with each pod']);
  });

  test('the directory of the server on its volume', () => {
    const at = (value: string) => ({ env: `{ name: PGDATA, value: ${value} }` });
    expect(moved(at('/var/lib/postgresql/data/17'), at('/var/lib/postgresql/data/pgdata'))).toEqual([
      'error PGDATA changes from /var/lib/postgresql/data/pgdata to /var/lib/postgresql/data/17, which begins empty',
    ]);
    expect(moved({}, at('/var/lib/postgresql/data/pgdata'))).toEqual([
      'error PGDATA changes from /var/lib/postgresql/data/pgdata to the image’s own, which begins empty',
    ]);
    expect(moved(at('/var/lib/postgresql/data/pgdata'))).toEqual([
      'error PGDATA changes from the image’s own to /var/lib/postgresql/data/pgdata, which begins empty',
    ]);
    expect(moved(at('/var/lib/postgresql/data'))).toEqual([]);
    expect(moved({}, at('/var/lib/postgresql/data'))).toEqual([]);
    const elsewhere = { env: '{ name: PGDATA, valueFrom: { configMapKeyRef: { name: settings, key: dir } } }' };
    expect(moved(elsewhere, at('/var/lib/postgresql/data/pgdata'))).toEqual([
      'warning PGDATA changes from /var/lib/postgresql/data/pgdata to what another object states',
    ]);
    expect(moved({ ...at('/tmp/17'), mount: '' }, { ...at('/tmp/16'), mount: '' })).toEqual([]);
  });

  test('a container that goes takes its way to the data along, not the data', () => {
    const beside = (yaml: string): string =>
      yaml.replace(
        'containers: [',
        'containers: [{ name: copy, image: registry.example/copy:1, volumeMounts: [{ name: data, mountPath: /copy }] }, ',
      );
    expect(told(DATA_MOVED, beside(stateful()), stateful())).toEqual([]);
  });

  const cms = (volume: string, mount = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cms, namespace: shop }
spec:
  selector: { matchLabels: { app: cms } }
  template:
    metadata: { labels: { app: cms } }
    spec:
      containers: [{ name: app, image: registry.example/cms:1.4.0, volumeMounts: [{ name: uploads, mountPath: /uploads${mount} }] }]
      volumes: [${volume}]
---`;
  const claim = (name: string): string => `{ name: uploads, persistentVolumeClaim: { claimName: ${name} } }`;
  const summary = (before: string, after: string): string[] =>
    effectsBy(DATA_MOVED, before, after).map((e) => `${e.severity} ${e.summary}`);

  test('another claim is empty where it is new, and a decision where it was there', () => {
    const archive = object('v1', 'PersistentVolumeClaim', '{}').replace('name: orders-db', 'name: archive');
    expect(summary(cms(claim('uploads')), cms(claim('archive')) + archive)).toEqual([
      'error /uploads has claim archive instead of claim uploads, which begins empty',
    ]);
    expect(summary(cms(claim('uploads')) + archive, cms(claim('archive')) + archive)).toEqual([
      'warning /uploads has claim archive instead of claim uploads',
    ]);
  });

  test('what is gone with each pod anyway, and what is only read, is no loss', () => {
    expect(summary(cms('{ name: uploads, emptyDir: {} }'), cms(claim('uploads')))).toEqual([]);
    expect(summary(cms(claim('uploads'), ', readOnly: true'), cms('{ name: uploads, emptyDir: {} }', ', readOnly: true'))).toEqual([
      'warning /uploads has emptyDir instead of claim uploads, which is empty at every start',
    ]);
  });
});

describe('data-scaled-away', () => {
  const scaled = (replicas: number, whenScaled: string): string =>
    stateful({ spec: `replicas: ${replicas}\n  persistentVolumeClaimRetentionPolicy: { whenScaled: ${whenScaled} }` });

  test('only where claims go with pods, and only downward', () => {
    expect(told(DATA_SCALED_AWAY, scaled(3, 'Delete'), scaled(2, 'Delete'))).toEqual([
      `error data-at-risk ${PLACE} spec.replicas: goes from 3 to 2 pods, and the claims of orders-db-2 are deleted`,
    ]);
    expect(told(DATA_SCALED_AWAY, scaled(5, 'Delete'), scaled(2, 'Delete'))).toEqual([
      `error data-at-risk ${PLACE} spec.replicas: goes from 5 to 2 pods, and the claims of orders-db-2 to orders-db-4 are deleted`,
    ]);
    expect(told(DATA_SCALED_AWAY, scaled(2, 'Delete'), scaled(3, 'Delete'))).toEqual([]);
    expect(told(DATA_SCALED_AWAY, scaled(3, 'Retain'), scaled(2, 'Retain'))).toEqual([]);
  });
});

describe('database-version', () => {
  const step = (before: string, after: string): string[] =>
    effectsBy(DATABASE_VERSION, stateful({ image: before }), stateful({ image: after })).map((e) => `${e.severity} ${e.summary}`);

  test.each([
    ['postgres:17.6', 'postgres:18.0', 'error PostgreSQL goes from 17 up to 18, and does not start with the data of the older one'],
    ['postgres:17.6', 'postgres:16.9', 'error PostgreSQL goes from 17 down to 16, and cannot read what the newer one has written'],
    ['mysql:8.0.39', 'mysql:8.4.2', 'warning MySQL goes from 8.0 up to 8.4, and takes the data over: there is no way back but a copy'],
    ['mysql:5.7', 'mysql:8.4', 'error MySQL goes from 5.7 up to 8.4 and leaves out a series on the way, which the server refuses'],
    ['mongo:6.0', 'mongo:8.0', 'error MongoDB goes from 6 up to 8 and leaves out a series on the way, which the server refuses'],
    [
      'rabbitmq:3.12-management',
      'rabbitmq:4.0-management',
      'error RabbitMQ goes from 3.12 up to 4.0 and leaves out a series on the way, which the server refuses',
    ],
    [
      'rabbitmq:3.13',
      'rabbitmq:4.1',
      'warning RabbitMQ goes from 3.13 up to 4.1, and takes the data over: there is no way back but a copy',
    ],
    ['mysql:5.7', 'mysql:8.0', 'warning MySQL goes from 5.7 up to 8.0, and takes the data over: there is no way back but a copy'],
    ['mysql:8.0', 'mysql:9.1', 'error MySQL goes from 8.0 up to 9.1 and leaves out a series on the way, which the server refuses'],
    ['mysql:8.4', 'mysql:9.1', 'warning MySQL goes from 8.4 up to 9.1, and takes the data over: there is no way back but a copy'],
    [
      'rabbitmq:3.12',
      'rabbitmq:3.13',
      'warning RabbitMQ goes from 3.12 up to 3.13, and takes the data over: there is no way back but a copy',
    ],
    [
      'rabbitmq:3.11',
      'rabbitmq:3.13',
      'error RabbitMQ goes from 3.11 up to 3.13 and leaves out a series on the way, which the server refuses',
    ],
    ['redis:7.2', 'redis:8.0', 'warning Redis goes from 7 up to 8, and takes the data over: there is no way back but a copy'],
  ])('%s to %s', (before, after, text) => {
    expect(step(before, after)).toEqual([text]);
  });

  test.each([
    ['postgres:17.5', 'postgres:17.6'],
    ['postgres:17.6', 'postgres:17.6@sha256:0000000000000000000000000000000000000000000000000000000000000000'],
    ['postgres:latest', 'postgres:17'],
    ['mysql:8.4.2', 'mysql:8.4.3'],
    ['mysql:8', 'mysql:8.4'],
    ['postgres:17', 'postgres'],
    ['registry.example/orders:1.0.0', 'registry.example/orders:2.0.0'],
  ])('nothing for %s to %s', (before, after) => {
    expect(step(before, after)).toEqual([]);
  });

  test('an operator that converts the data is down meanwhile', () => {
    const cluster = (image: string): string => object('postgresql.cnpg.io/v1', 'Cluster', `{ imageName: '${image}' }`);
    expect(
      told(DATABASE_VERSION, cluster('ghcr.io/cloudnative-pg/postgresql:16.4'), cluster('ghcr.io/cloudnative-pg/postgresql:17.2')),
    ).toEqual([
      'warning data-at-risk postgresql.cnpg.io/Cluster/shop/orders-db spec.imageName: PostgreSQL goes from 16 up to 17, which its operator does in place, with the database down meanwhile: there is no way back but a copy',
    ]);
  });

  test.each([
    [
      'postgresql.cnpg.io/v1',
      'Cluster',
      'imageCatalogRef: { name: pg, major: 16 }',
      'imageCatalogRef: { name: pg, major: 17 }',
      'spec.imageCatalogRef.major',
      'warning',
      'PostgreSQL goes from 16 up to 17, which its operator does in place, with the database down meanwhile: there is no way back but a copy',
    ],
    [
      'kafka.strimzi.io/v1',
      'Kafka',
      'kafka: { version: 3.9.0 }',
      'kafka: { version: 4.0.0 }',
      'spec.kafka.version',
      'warning',
      'Kafka goes from 3 up to 4, and takes the data over: there is no way back but a copy',
    ],
    [
      'elasticsearch.k8s.elastic.co/v1',
      'Elasticsearch',
      'version: 7.17.9',
      'version: 9.0.1',
      'spec.version',
      'error',
      'Elasticsearch goes from 7 up to 9 and leaves out a series on the way, which the server refuses',
    ],
    [
      'rabbitmq.com/v1beta1',
      'RabbitmqCluster',
      "image: 'rabbitmq:3.13-management'",
      "image: 'rabbitmq:4.1-management'",
      'spec.image',
      'warning',
      'RabbitMQ goes from 3.13 up to 4.1, and takes the data over: there is no way back but a copy',
    ],
    [
      'k8s.mariadb.com/v1alpha1',
      'MariaDB',
      "image: 'mariadb:11.4'",
      "image: 'mariadb:10.11'",
      'spec.image',
      'error',
      'MariaDB goes from 11.4 down to 10.11, and cannot read what the newer one has written',
    ],
  ])('%s %s, which an operator runs', (apiVersion, kind, before, after, field, severity, text) => {
    const [old, fresh, unsaid] = [before, after, 'paused: true'].map((spec) => object(apiVersion, kind, `{ ${spec} }`));
    expect(told(DATABASE_VERSION, old ?? '', fresh ?? '')).toEqual([
      `${severity} data-at-risk ${apiVersion.split('/')[0]}/${kind}/shop/orders-db ${field}: ${text}`,
    ]);
    // The operator's own image is of a version that nobody has written down.
    expect(told(DATABASE_VERSION, unsaid ?? '', fresh ?? '')).toEqual([]);
  });

  test('a server whose data nobody keeps has nothing to lose', () => {
    const without = (image: string) => stateful({ image, mount: '' });
    expect(told(DATABASE_VERSION, without('postgres:16'), without('postgres:17'))).toEqual([]);
  });
});

describe('database-image', () => {
  const step = (before: string, after: string): string[] =>
    effectsBy(DATABASE_IMAGE, stateful({ image: before }), stateful({ image: after })).map((e) => `${e.severity} ${e.summary}`);

  test.each([
    [
      'postgres:17.6-bookworm',
      'postgres:17.6-trixie',
      'warning the image changes from Debian bookworm to trixie, whose glibc may sort texts differently: indexes over text may be wrong until they are made anew',
    ],
    [
      'bitnami/postgresql:17',
      'postgres:17',
      'error the image of Bitnami becomes one of another vendor (bitnami/postgresql to library/postgres), which looks for the data at another path and as another user',
    ],
    [
      'postgres',
      'postgres:17-alpine',
      'error the image changes from Debian to Alpine: musl and glibc sort texts differently, so every index over text is wrong until it is made anew',
    ],
    ['mysql:8.4', 'mariadb:11.4', 'error MariaDB takes over the volume of MySQL, whose files it cannot read'],
    ['redis:7.2', 'valkey/valkey:8.1', 'warning Valkey takes over the volume of Redis, whose files it reads up to Redis 7.2'],
    ['redis:6', 'valkey/valkey:8.1', 'warning Valkey takes over the volume of Redis, whose files it reads up to Redis 7.2'],
    ['redis:7', 'valkey/valkey:8.1', 'error Valkey takes over the volume of Redis, whose files it cannot read'],
    ['redis', 'valkey/valkey:8.1', 'error Valkey takes over the volume of Redis, whose files it cannot read'],
    ['redis:7.4', 'valkey/valkey:8.1', 'error Valkey takes over the volume of Redis, whose files it cannot read'],
  ])('%s to %s', (before, after, text) => {
    expect(step(before, after)).toEqual([text]);
  });

  test.each([
    ['postgres:17.5', 'postgres:17.6'],
    ['postgres:17.6', 'mirror.example/library/postgres:17.6'],
    ['redis:7.2', 'redis:7.2-alpine'],
    ['bitnami/postgresql:17', 'bitnamilegacy/postgresql:17'],
    ['postgres', 'postgres:17-trixie'],
  ])('nothing for %s to %s', (before, after) => {
    expect(step(before, after)).toEqual([]);
  });
});

describe('data-owner', () => {
  const owner = (pod: string) => stateful({ pod: `securityContext: ${pod},` });

  test('another user, another group, neither', () => {
    const before = owner('{ runAsUser: 999, fsGroup: 999 }');
    expect(told(DATA_OWNER, before, owner('{ runAsUser: 70, fsGroup: 999 }'))).toEqual([
      `error data-at-risk ${PLACE} spec.template.spec.securityContext.runAsUser: runs as user 70 instead of 999, to whom the files on its volume belong`,
    ]);
    expect(told(DATA_OWNER, before, owner('{ runAsUser: 999, fsGroup: 70 }'))).toEqual([
      `warning data-at-risk ${PLACE} spec.template.spec.securityContext.fsGroup: gives its volumes to group 70 instead of 999, to whom the files on its volume belong`,
    ]);
    expect(told(DATA_OWNER, before, owner('{ runAsUser: 999, fsGroup: 999, runAsNonRoot: true }'))).toEqual([]);
  });

  test('an owner that was not stated, or no longer is', () => {
    const says = (before: string, after: string): string[] =>
      effectsBy(DATA_OWNER, owner(before), owner(after)).map(({ severity, summary }) => `${severity} ${summary}`);
    expect(says('{}', '{ runAsUser: 70 }')).toEqual([
      'error runs as user 70 instead of that of the image, to whom the files on its volume belong',
    ]);
    expect(says('{ runAsUser: 999 }', '{}')).toEqual([
      'error runs as the user of the image instead of 999, to whom the files on its volume belong',
    ]);
    expect(says('{}', '{ fsGroup: 70 }')).toEqual([
      'warning gives its volumes to group 70 instead of leaving them to their owner, to whom the files on its volume belong',
    ]);
    expect(says('{ fsGroup: 999 }', '{}')).toEqual([
      'warning no longer gives its volumes to group 999, to whom the files on its volume belong',
    ]);
  });
});

test('disk-shrinks: the disk of a custom resource; a claim is refused, which another rule tells', () => {
  const pool = (size: string): string => object('kafka.strimzi.io/v1', 'KafkaNodePool', `{ storage: { size: ${size} } }`);
  expect(told(DISK_SHRINKS, pool('1Ti'), pool('500Gi'))).toEqual([
    'error data-at-risk kafka.strimzi.io/KafkaNodePool/shop/orders-db spec.storage.size: asks for a disk of 500Gi where there is one of 1Ti',
  ]);
  expect(told(DISK_SHRINKS, pool('1Ti'), pool('1024Gi'))).toEqual([]);
  expect(told(DISK_SHRINKS, pool('500Gi'), pool('1Ti'))).toEqual([]);
});

test('data-unprotected: a policy, or the annotation by which a tool keeps it', () => {
  const retention = (policy: string): string => stateful({ spec: `persistentVolumeClaimRetentionPolicy: { whenDeleted: ${policy} }` });
  expect(told(DATA_UNPROTECTED, retention('Retain'), retention('Delete'))).toEqual([
    `warning data-at-risk ${PLACE} spec.persistentVolumeClaimRetentionPolicy.whenDeleted: whenDeleted becomes Delete: its claims go when it is deleted, to be made anew with another template too`,
  ]);
  expect(told(DATA_UNPROTECTED, retention('Delete'), retention('Retain'))).toEqual([]);
  const claim = (annotations: string): string => object('v1', 'PersistentVolumeClaim', '{}', `, annotations: ${annotations}`);
  expect(told(DATA_UNPROTECTED, claim('{ kustomize.toolkit.fluxcd.io/prune: disabled }'), claim('{ a: b }'))).toEqual([
    'warning data-at-risk /PersistentVolumeClaim/shop/orders-db metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]: loses kustomize.toolkit.fluxcd.io/prune: disabled, so Flux deletes it once it is no longer delivered',
  ]);
  const both = claim('{ kustomize.toolkit.fluxcd.io/prune: disabled, argocd.argoproj.io/sync-options: Prune=false }');
  expect(told(DATA_UNPROTECTED, both, claim('{ a: b }'))[0]).toMatch(/, so Argo CD and Flux delete it once it is no longer delivered$/);
});

describe('backup-weakened', () => {
  const job = (spec: string, name = 'orders-db-backup'): string => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: ${name}, namespace: shop }
spec: { ${spec}, jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: job, image: 'registry.example/tools:1' }] } } } } }
---`;
  const summaries = (before: string, after: string): string[] =>
    effectsBy(BACKUP_WEAKENED, rest + before, rest + after).map(({ summary }) => summary);

  test('gone, suspended, rarer', () => {
    const daily = job('schedule: 0 2 * * *');
    expect(summaries(daily, '')).toEqual(['goes, and nothing in these manifests saves what it saved']);
    expect(summaries(daily, job('schedule: 0 2 * * *, suspend: true'))).toEqual([
      'is suspended: no copy is made until somebody lets it run again',
    ]);
    expect(summaries(daily, job('schedule: 0 2 * * 0'))).toEqual(['saves every 7 days instead of every 24 h (0 2 * * * to 0 2 * * 0)']);
    expect(summaries(daily, job('schedule: 30 3 * * *'))).toEqual([]);
    expect(summaries(daily, job("schedule: '*/30 * * * *'"))).toEqual([]);
    expect(summaries(job('schedule: 0 2 * * *', 'newsletter'), '')).toEqual([]);
    expect(summaries(job("schedule: '*/30 * * * *'"), job("schedule: '0 * * * *'"))).toEqual([
      'saves every 1 h instead of every 30 min (*/30 * * * * to 0 * * * *)',
    ]);
  });

  test('under another name', () => {
    const named = (name: string, schedule: string): string =>
      job(`schedule: ${schedule}`, name).replace('namespace: shop', 'namespace: shop, labels: { app.kubernetes.io/name: orders-db }');
    const old = named('orders-db-backup', '0 2 * * *');
    expect(summaries(old, named('nightly-backup', '0 2 * * 0'))).toEqual([
      'saves every 7 days instead of every 24 h (0 2 * * * to 0 2 * * 0)',
    ]);
    expect(summaries(old, named('nightly-backup', '0 2 * * *'))).toEqual([]);
  });

  test('a schedule that does no backup any more, and one without a pause', () => {
    const k8up = (spec: string): string => object('k8up.io/v1', 'Schedule', `{ ${spec}, prune: { schedule: '@weekly' } }`);
    expect(summaries(k8up("backup: { schedule: '@daily' }"), k8up('archive: {}'))).toEqual(['no longer saves anything']);
    const sync = (spec: string): string => object('volsync.backube/v1alpha1', 'ReplicationSource', `{ sourcePVC: orders-db${spec} }`);
    const hourly = sync(", trigger: { schedule: '0 * * * *' }");
    expect(told(BACKUP_WEAKENED, hourly, sync(', trigger: { manual: once }'))).toEqual([
      'warning data-at-risk volsync.backube/ReplicationSource/shop/orders-db spec.trigger.manual, spec.trigger.schedule: no longer saves anything',
    ]);
    expect(summaries(hourly, sync(''))).toEqual([]);
    expect(summaries(sync(''), sync(', paused: true'))).toEqual(['is suspended: no copy is made until somebody lets it run again']);
  });

  test('schedules that say more than when', () => {
    const stash = (...schedulers: string[]): string =>
      object(
        'core.kubestash.com/v1alpha1',
        'BackupConfiguration',
        `{ sessions: [${schedulers.map((own) => `{ scheduler: { ${own} } }`).join()}] }`,
      );
    const [hourly, daily] = ["schedule: '0 * * * *'", "schedule: '0 2 * * *'"] as const;
    // What comes round most often counts, of what is not suspended.
    expect(summaries(stash(daily, hourly), stash(daily))).toEqual(['saves every 24 h instead of every 1 h (0 * * * * to 0 2 * * *)']);
    expect(summaries(stash(hourly), stash(hourly, daily))).toEqual([]);
    expect(summaries(stash(hourly), stash(`${hourly}, suspend: true`))).toEqual(['no longer saves anything']);
    const job = (task: string, cron: string): string => object('longhorn.io/v1beta2', 'RecurringJob', `{ task: ${task}, cron: '${cron}' }`);
    expect(summaries(job('backup', '0 2 * * *'), job('filesystem-trim', '0 2 * * *'))).toEqual(['no longer saves anything']);
    expect(summaries(job('backup-force-create', '0 2 * * *'), job('backup', '0 2 * * 0'))).toHaveLength(1);
    expect(summaries(job('snapshot', '0 2 * * *'), job('snapshot', '0 2 * * 0'))).toEqual([]);
    const k8up = (schedule: string): string => object('k8up.io/v1', 'Schedule', `{ backup: { schedule: '${schedule}' } }`);
    expect(summaries(k8up('@daily-random'), k8up('@weekly-random'))).toEqual([
      'saves every 7 days instead of every 24 h (@daily-random to @weekly-random)',
    ]);
  });

  test('by an operator', () => {
    const scheduled = (schedule: string): string => object('postgresql.cnpg.io/v1', 'ScheduledBackup', `{ schedule: '${schedule}' }`);
    expect(summaries(scheduled('0 0 */6 * * *'), scheduled('0 0 2 * * *'))).toEqual([
      'saves every 24 h instead of every 6 h (0 0 */6 * * * to 0 0 2 * * *)',
    ]);
    const cluster = (backup: string): string => object('postgresql.cnpg.io/v1', 'Cluster', `{ ${backup} }`);
    expect(summaries(cluster('backup: { retentionPolicy: 4w }'), cluster('backup: { retentionPolicy: 7d }'))).toEqual([
      'keeps copies for 7 days instead of 28',
    ]);
    expect(summaries(cluster('backup: { retentionPolicy: 4w }'), cluster('instances: 2'))).toEqual(['no longer saves anything']);
    expect(summaries(cluster('backup: { retentionPolicy: 4w }'), '')).toEqual([]);
  });
});
