import { POSTGRES_DATA_DIRECTORY } from '../../../lib/checks/rules/postgres-data-directory';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(POSTGRES_DATA_DIRECTORY, POSTGRES_DATA_DIRECTORY.wrong)).toEqual([
    "apps/StatefulSet/shop/orders-db spec.template.spec.containers[0].volumeMounts: got a volume at /var/lib/postgresql, above the image's own at /var/lib/postgresql/data; wanted a mount at /var/lib/postgresql/data with PGDATA below it up to version 17, and at /var/lib/postgresql from 18 on. Fix: move the mount, and set PGDATA to a directory below it.",
  ]);
  expect(messagesOf(POSTGRES_DATA_DIRECTORY, POSTGRES_DATA_DIRECTORY.right)).toEqual([]);
});

const PGDATA = '[{ name: PGDATA, value: /var/lib/postgresql/data/pgdata }]';

/** What is found where an image, its variables and its mount are these. */
function found(image: string, env: string, mount: string) {
  const imaged = edited(edited(POSTGRES_DATA_DIRECTORY.right, 'postgres:17.6', image), PGDATA, env);
  return findingsOf(POSTGRES_DATA_DIRECTORY, edited(imaged, 'mountPath: /var/lib/postgresql/data', mount)).map(
    ({ severity, got }) => `${severity}: ${got}`,
  );
}

const at = (value: string) => `[{ name: PGDATA, value: ${value} }]`;

test('a volume that is the data directory is a note, for it depends on the file system', () => {
  const note =
    'note: the data at /var/lib/postgresql/data, where the volume itself is mounted: initdb refuses a directory with lost+found in it, which most new disks have';
  expect(found('postgres:16.4', '[]', 'mountPath: /var/lib/postgresql/data')).toEqual([note]);
  expect(found('postgres:16.4', '[]', 'mountPath: /var/lib/postgresql//data/')).toEqual([note]);
  expect(found('postgres:16.4', '[]', 'subPath: db, mountPath: /var/lib/postgresql/data')).toEqual([]);
});

test('from 18 on the data are below the parent', () => {
  expect(found('postgres:18.1', '[]', 'mountPath: /var/lib/postgresql')).toEqual([]);
  expect(found('postgres:18', '[]', 'mountPath: /var/lib/postgresql/data')).toEqual([
    'warning: the data at /var/lib/postgresql/18/docker, where no volume stays',
  ]);
  expect(found('postgres:18-alpine', at('/var/lib/postgresql/data/pgdata'), 'mountPath: /var/lib/postgresql/data')).toEqual([]);
});

test('a directory elsewhere has to be on the volume, and then may be anywhere', () => {
  expect(found('postgres:17', at('/data/pg'), 'mountPath: /data')).toEqual([]);
  expect(found('postgres:17', at('/data/pg'), 'mountPath: /')).toEqual([]);
  expect(found('postgres:17', at('/data/pg'), 'mountPath: /dat')).toEqual(['warning: the data at /data/pg, where no volume stays']);
  expect(found('postgres:17', at('/var/lib/postgresql/pg17'), 'mountPath: /var/lib/postgresql')).toEqual([]);
});

test('an emptyDir over the directory hides the volume', () => {
  const hidden = edited(
    edited(POSTGRES_DATA_DIRECTORY.right, 'volumeMounts: [', 'volumeMounts: [{ name: tmp, mountPath: /var/lib/postgresql/data/pgdata }, '),
    '      containers:',
    '      volumes: [{ name: tmp, emptyDir: {} }]\n      containers:',
  );
  expect(messagesOf(POSTGRES_DATA_DIRECTORY, hidden)[0]).toContain(
    'got the data at /var/lib/postgresql/data/pgdata, where no volume stays',
  );
});

test.each([
  ['another image', 'bitnami/postgresql:17.6.0', '[]'],
  ['an image that only ends so', 'supabase/postgres:17.6', '[]'],
  ['a tag without a version', 'postgres:latest', '[]'],
  ['a version of old', 'postgres:9.6.24', '[]'],
  ['a variable from elsewhere', 'postgres:17', '[{ name: PGDATA, valueFrom: { configMapKeyRef: { name: a, key: b } } }]'],
  ['a variable of others', 'postgres:17', at('$(HOME)/data')],
])('with %s the layout is not known', (_, image, env) => {
  expect(found(image, env, 'mountPath: /var/lib/postgresql')).toEqual([]);
});

test('an image of a mirror is the same one', () => {
  expect(found('registry.example/docker.io/library/postgres:17', '[]', 'mountPath: /var/lib/postgresql')).toHaveLength(1);
  expect(found('docker.io/postgres:17', '[]', 'mountPath: /var/lib/postgresql')).toHaveLength(1);
});

test('variables that come as a whole may have PGDATA among them', () => {
  const whole = edited(POSTGRES_DATA_DIRECTORY.wrong, `env: ${PGDATA}`, 'envFrom: [{ configMapRef: { name: orders-db } }]');
  expect(messagesOf(POSTGRES_DATA_DIRECTORY, whole)).toEqual([]);
});

test('a client of that image, and a server without any volume, are not for this rule', () => {
  const client = edited(POSTGRES_DATA_DIRECTORY.wrong, 'image: postgres:17.6', 'image: postgres:17.6\n          command: [pg_dump]');
  expect(messagesOf(POSTGRES_DATA_DIRECTORY, client)).toEqual([]);
  expect(messagesOf(POSTGRES_DATA_DIRECTORY, edited(POSTGRES_DATA_DIRECTORY.wrong, 'volumeClaimTemplates', 'x'))).toEqual([]);
});
