import { BACKUP_MISSING } from '../../../lib/checks/rules/backup-missing';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const WANTED =
  'wanted a backup that the manifests show: a CronJob or another workload of the namespace that dumps or copies it, a schedule of Velero, K8up, Stash, KubeStash, SnapScheduler, VolSync, Longhorn or Kasten, an annotation of Velero or K8up at the pods, the backup of a CloudNativePG cluster, or the annotation `cdk8s-shop/backup: none` of the workload where its data needs none. Fix: add a CronJob that dumps it, or a schedule of the backup tool of the cluster.';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(BACKUP_MISSING, BACKUP_MISSING.wrong)).toEqual([
    `apps/StatefulSet/shop/orders-db spec.volumeClaimTemplates[0]: got no backup of the claims of its template "data"; ${WANTED}`,
  ]);
  expect(messagesOf(BACKUP_MISSING, BACKUP_MISSING.right)).toEqual([]);
});

const DATABASE = BACKUP_MISSING.wrong;
const CMS = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cms, namespace: shop, labels: { tier: content } }
spec:
  template:
    metadata: { labels: { app: cms } }
    spec:
      containers: [{ name: app, image: registry.example/cms:2.4.1, volumeMounts: [{ name: files, mountPath: /files }] }]
      volumes: [{ name: files, persistentVolumeClaim: { claimName: uploads } }]
`;

/** Names of what has no backup among the database, the content system and whatever else there is. */
const unsaved = (more: string, base = DATABASE + CMS) =>
  messagesOf(BACKUP_MISSING, `${base}---\n${more}`).map((message) =>
    message.slice(message.lastIndexOf('/', message.indexOf(' ')) + 1, message.indexOf(' ')),
  );

const cronJob = (name: string, container: string, kind = 'CronJob') => `
apiVersion: batch/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec:
  jobTemplate: { spec: { template: { spec: { containers: [{ name: app, ${container} }] } } } }
  template: { spec: { containers: [{ name: app, ${container} }] } }
`;

test('a Deployment is told by its claim', () => {
  expect(messagesOf(BACKUP_MISSING, CMS)).toEqual([
    `apps/Deployment/shop/cms spec.template.spec.volumes[0].persistentVolumeClaim: got no backup of the claim "uploads"; ${WANTED}`,
  ]);
});

test.each([
  ['by the host of its command', cronJob('nightly', 'image: "postgres:17.6", command: [sh, -c, "pg_dump -h orders-db.shop.svc > /x"]')],
  ['by a variable', cronJob('nightly', 'image: registry.example/backup:1, env: [{ name: PGHOST, value: orders-db }]')],
  ['by its own name', cronJob('orders-db-backup', 'image: registry.example/dumper:1')],
  ['by its own name, the other way round', cronJob('backup-orders-db', 'image: registry.example/dumper:1')],
])('a CronJob that dumps names what it saves %s', (_, job) => {
  expect(unsaved(job)).toEqual(['cms']);
});

test('a Service in front of the pods is a name of theirs', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: sql, namespace: shop }\nspec: { selector: { app: orders-db } }\n---';
  expect(unsaved(service + cronJob('nightly', 'image: "postgres:17.6", command: [pg_dump, -h, sql]'))).toEqual(['cms']);
});

test('a CronJob that mounts the claim names it', () => {
  const restic = edited(
    cronJob('nightly', 'image: restic/restic:0.17.3'),
    'containers: [{ name: app, image: restic/restic:0.17.3 }]',
    'volumes: [{ name: x, persistentVolumeClaim: { claimName: uploads } }], containers: [{ name: app, image: restic/restic:0.17.3 }]',
  );
  expect(unsaved(restic)).toEqual(['orders-db']);
});

test('a backup that names nothing reads from elsewhere what it saves, and may save all', () => {
  expect(unsaved(cronJob('nightly', 'image: registry.example/backup:1'))).toEqual([]);
  expect(unsaved(edited(cronJob('nightly', 'image: registry.example/backup:1'), 'namespace: shop', 'namespace: other'))).toEqual([
    'cms',
    'orders-db',
  ]);
});

test.each([
  ['another task', cronJob('mails', 'image: registry.example/mails:1.0-SNAPSHOT, env: [{ name: PGHOST, value: orders-db }]')],
  ['a Job, which saves once', cronJob('orders-db-backup', 'image: "postgres:17.6"', 'Job')],
])('%s is no backup', (_, job) => {
  expect(unsaved(job)).toEqual(['cms', 'orders-db']);
});

test('what copies its own log elsewhere, and what is a backup itself, needs no other', () => {
  const archiving = edited(
    DATABASE,
    'image: postgres:17.6',
    'image: postgres:17.6\n          args: [-c, "archive_command=wal-g wal-push %p"]',
  );
  expect(messagesOf(BACKUP_MISSING, archiving)).toEqual([]);
  expect(messagesOf(BACKUP_MISSING, edited(CMS, 'registry.example/cms', 'registry.example/backup-server'))).toEqual([]);
});

test('caches and brokers are passed over, and so is what a workload only reads', () => {
  expect(messagesOf(BACKUP_MISSING, edited(DATABASE, 'postgres:17.6', 'rabbitmq:4.1.3'))).toEqual([]);
  expect(messagesOf(BACKUP_MISSING, edited(CMS, 'mountPath: /files', 'mountPath: /files, readOnly: true'))).toEqual([]);
});

const resource = (apiVersion: string, kind: string, spec: string, namespace = 'shop') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: nightly, namespace: ${namespace} }\nspec: ${spec}\n`;

test.each<[string, string, string[]]>([
  ['Velero, everything', resource('velero.io/v1', 'Schedule', '{ template: {} }', 'velero'), []],
  ['Velero, by a star', resource('velero.io/v1', 'Schedule', '{ template: { includedNamespaces: ["*"] } }', 'velero'), []],
  ['Velero, this namespace', resource('velero.io/v1', 'Schedule', '{ template: { includedNamespaces: [shop] } }', 'velero'), []],
  [
    'Velero, by labels of pods',
    resource('velero.io/v1', 'Schedule', '{ template: { labelSelector: { matchLabels: { app: cms } } } }'),
    ['orders-db'],
  ],
  [
    'Velero, by labels of the workload',
    resource('velero.io/v1', 'Schedule', '{ template: { labelSelector: { matchLabels: { tier: content } } } }'),
    ['orders-db'],
  ],
  ['K8up', resource('k8up.io/v1', 'Schedule', '{ backup: { schedule: "@daily" } }'), []],
  [
    'Stash',
    resource('stash.appscode.com/v1beta1', 'BackupConfiguration', '{ target: { ref: { kind: Deployment, name: cms } } }'),
    ['orders-db'],
  ],
  ['KubeStash', resource('core.kubestash.com/v1alpha1', 'BackupConfiguration', '{ target: { name: orders-db } }'), ['cms']],
  ['SnapScheduler', resource('snapscheduler.backube/v1', 'SnapshotSchedule', '{ schedule: "@daily" }'), []],
  ['VolSync, a claim', resource('volsync.backube/v1alpha1', 'ReplicationSource', '{ sourcePVC: uploads }'), ['orders-db']],
  ['VolSync, a claim of a template', resource('volsync.backube/v1alpha1', 'ReplicationSource', '{ sourcePVC: data-orders-db-0 }'), ['cms']],
  ['Longhorn', resource('longhorn.io/v1beta2', 'RecurringJob', '{ task: backup }', 'longhorn-system'), []],
  ['Kasten', resource('config.kio.kasten.io/v1alpha1', 'Policy', '{ actions: [{ action: backup }] }', 'kasten-io'), []],
])('a schedule counts: %s', (_, schedule, left) => {
  expect(unsaved(schedule)).toEqual(left);
});

test.each<[string, string]>([
  ['Velero, paused', resource('velero.io/v1', 'Schedule', '{ paused: true, template: {} }')],
  ['Velero, another namespace', resource('velero.io/v1', 'Schedule', '{ template: { includedNamespaces: [other] } }')],
  ['Velero, not this one', resource('velero.io/v1', 'Schedule', '{ template: { excludedNamespaces: [shop] } }')],
  ['Velero, once', resource('velero.io/v1', 'Backup', '{}')],
  ['K8up, another namespace', resource('k8up.io/v1', 'Schedule', '{ backup: {} }', 'other')],
  ['K8up, checks alone', resource('k8up.io/v1', 'Schedule', '{ check: { schedule: "@daily" } }')],
  [
    'Stash, another namespace',
    resource('stash.appscode.com/v1beta1', 'BackupConfiguration', '{ target: { ref: { name: cms } } }', 'other'),
  ],
  ['SnapScheduler, other claims', resource('snapscheduler.backube/v1', 'SnapshotSchedule', '{ claimSelector: { matchLabels: { a: b } } }')],
  ['Longhorn, clean-up', resource('longhorn.io/v1beta2', 'RecurringJob', '{ task: snapshot-cleanup }')],
  ['Kasten, export', resource('config.kio.kasten.io/v1alpha1', 'Policy', '{ actions: [{ action: import }] }')],
])('a schedule does not count: %s', (_, schedule) => {
  expect(unsaved(schedule)).toEqual(['cms', 'orders-db']);
});

test('labels of a claim choose it', () => {
  const schedule = resource('snapscheduler.backube/v1', 'SnapshotSchedule', '{ claimSelector: { matchLabels: { save: daily } } }');
  const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: uploads, namespace: shop, labels: { save: daily } }\n---\n';
  expect(unsaved(claim + schedule)).toEqual(['orders-db']);
  const template = edited(DATABASE, 'metadata: { name: data }', 'metadata: { name: data, labels: { save: daily } }');
  expect(unsaved(schedule, template)).toEqual([]);
});

test.each(['backup.velero.io/backup-volumes: data', 'pre.hook.backup.velero.io/command: "[]"', 'k8up.io/backupcommand: pg_dump'])(
  'pods with the annotation %s are saved',
  (annotation) => {
    const pods = 'metadata: { labels: { app: orders-db }';
    const annotated = edited(DATABASE, pods, `${pods}, annotations: { ${annotation} }`);
    expect(messagesOf(BACKUP_MISSING, annotated)).toEqual([]);
    expect(messagesOf(BACKUP_MISSING, edited(annotated, annotation, 'example.com/backup: no'))).toHaveLength(1);
  },
);

const cluster = (spec: string) => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec: ${spec}
`;

test('a CloudNativePG cluster is told in full', () => {
  expect(messagesOf(BACKUP_MISSING, cluster('{ instances: 3 }'))).toEqual([
    `postgresql.cnpg.io/Cluster/shop/orders spec.backup: got no backup; ${WANTED}`,
  ]);
});

test.each([
  '{ backup: { barmanObjectStore: {} } }',
  '{ plugins: [{ name: barman-cloud, isWALArchiver: true }] }',
  '{ replica: { enabled: true } }',
])('a CloudNativePG cluster with %s is saved', (spec) => {
  expect(messagesOf(BACKUP_MISSING, cluster(spec))).toEqual([]);
});

test('a CloudNativePG cluster has schedules of its own', () => {
  const scheduled = (name: string) => resource('postgresql.cnpg.io/v1', 'ScheduledBackup', `{ cluster: { name: ${name} } }`);
  expect(unsaved(scheduled('orders'), cluster('{}'))).toEqual([]);
  expect(unsaved(scheduled('carts'), cluster('{}'))).toEqual(['orders']);
  expect(unsaved(resource('velero.io/v1', 'Schedule', '{}'), cluster('{}'))).toEqual([]);
});

test('a Pod or a Job with a claim comes and goes', () => {
  const job = edited(edited(CMS, 'kind: Deployment', 'kind: Job'), 'apps/v1', 'batch/v1');
  expect(messagesOf(BACKUP_MISSING, job)).toEqual([]);
});

test('of schedules that select the same, one that does not leave the namespace out is enough', () => {
  const velero = (name: string, excluded: string) =>
    `apiVersion: velero.io/v1\nkind: Schedule\nmetadata: { name: ${name} }\nspec: { template: { excludedNamespaces: [${excluded}] } }\n`;
  expect(unsaved(`${velero('a', 'shop, shop')}---\n${velero('b', 'shop')}`)).toEqual(['cms', 'orders-db']);
  expect(unsaved(`${velero('a', 'shop')}---\n${velero('b', 'other')}`)).toEqual([]);
});

test('a backup that names only what keeps no data may save all the same', () => {
  const stateless = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: gateway, namespace: shop }\nspec: {}\n---';
  expect(unsaved(stateless + cronJob('nightly', 'image: registry.example/backup:1, env: [{ name: VIA, value: gateway }]'))).toEqual([]);
});

test('a container beside the database that saves its data is enough', () => {
  const sidecar = edited(DATABASE, 'containers:\n', 'containers:\n        - { name: agent, image: registry.example/wal-g:3 }\n');
  expect(messagesOf(BACKUP_MISSING, sidecar)).toEqual([]);
});

test('whoever needs no backup says so at the workload; any other word is no decision', () => {
  const said = (word: string) => edited(DATABASE, 'metadata: {', `metadata: { annotations: { cdk8s-shop/backup: '${word}' },`);
  expect(messagesOf(BACKUP_MISSING, said('none'))).toEqual([]);
  expect(messagesOf(BACKUP_MISSING, said('later'))).toHaveLength(1);
});
