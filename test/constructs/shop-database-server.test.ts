import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { DatabaseEngine, ShopDatabase, type ShopDatabaseProps, ShopProfile } from '../../lib';
import { type AnyManifest, manifest, testShop } from '../support/synthesis';

/** The pod of the server, and its one container. */
function server(props: ShopDatabaseProps = {}, profile = ShopProfile.development()): { pod: AnyManifest; main: AnyManifest } {
  const shop = testShop({ profile });
  new ShopDatabase(shop, 'it', props);
  const pod = manifest(shop, 'StatefulSet', 'it').spec.template.spec;
  return { pod, main: pod.containers[0] };
}

const env = (main: AnyManifest): Record<string, unknown> =>
  Object.fromEntries(main.env.map((v: AnyManifest) => [v.name, v.value ?? v.valueFrom]));
const mount = (main: AnyManifest, volume: string) => main.volumeMounts.find((m: AnyManifest) => m.name === volume)?.mountPath;
const setting = (main: AnyManifest, name: string) => main.args.find((arg: string) => arg.startsWith(`${name}=`))?.slice(name.length + 1);

test('the official image gets its variables, the password by a file and never beside it by value', () => {
  expect(env(server().main)).toEqual({
    PGDATA: '/var/lib/postgresql/data/pgdata',
    POSTGRES_DB: 'shop',
    POSTGRES_INITDB_ARGS: '--data-checksums --auth-host=scram-sha-256',
    POSTGRES_PASSWORD_FILE: { configMapKeyRef: { name: 'it-paths', key: 'it-credentials.0' } },
    POSTGRES_USER: 'shop',
  });
});

test('the path in POSTGRES_PASSWORD_FILE is where the Secret is mounted', () => {
  const shop = testShop();
  new ShopDatabase(shop, 'it');
  expect(manifest(shop, 'ConfigMap', 'it-paths').data).toEqual({ 'it-credentials.0': '/run/secrets/it-credentials/password' });
  const [main] = manifest(shop, 'StatefulSet', 'it').spec.template.spec.containers;
  expect(mount(main, 'secret-it-credentials')).toBe('/run/secrets/it-credentials');
});

test.each([
  ['14.13', '/var/lib/postgresql/data'],
  ['17', '/var/lib/postgresql/data'],
  ['17.6-bookworm', '/var/lib/postgresql/data'],
  ['18', '/var/lib/postgresql'],
  ['18.1', '/var/lib/postgresql'],
])('PostgreSQL %s has its volume where the image declares one', (version, path) => {
  const { main } = server({ engine: DatabaseEngine.postgres(version) });
  expect(main.image).toBe(`postgres:${version}`);
  expect(mount(main, 'data')).toBe(path);
});

test.each(['14', '17.6', '18', '18.1'])(
  'PostgreSQL %s has its data in the same folder of the volume as every other, so that a newer one stops at it',
  (version) => {
    const { main } = server({ engine: DatabaseEngine.postgres(version) });
    expect(env(main).PGDATA).toBe(`${mount(main, 'data')}/pgdata`);
  },
);

test('the server starts by the entry point of the image, which stops it as the image says', () => {
  const { main } = server();
  expect(main).not.toHaveProperty('command');
  expect(main.args[0]).toBe('postgres');
});

test('it is asked over TCP, because the server of initdb listens on its socket alone', () => {
  const { main } = server({ database: 'orders', username: 'checkout' });
  expect(main.startupProbe.exec).toEqual({ command: ['pg_isready', '-q', '-h', '127.0.0.1', '-U', 'checkout', '-d', 'orders'] });
});

test('it is ready when a query is answered, and not when its first start was cut off before it had made the database', () => {
  const { main } = server({ database: 'orders', username: 'checkout' });
  const script = "pg_isready -q -h 127.0.0.1 -U checkout -d orders && psql -qAtX -U checkout -d orders -c 'select 1'";
  expect(main.readinessProbe).toEqual({
    exec: { command: ['/bin/sh', '-c', script] },
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 3,
  });
});

test('replaying the log may take half an hour, and only then a restart may be what helps', () => {
  const { startupProbe, livenessProbe } = server().main;
  expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBe(1800);
  expect(livenessProbe).toEqual({ tcpSocket: { port: 'postgresql' }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 });
});

test('flushing may take two minutes', () => {
  // 5 s until the endpoint is gone, 120 s to flush, 5 s to spare.
  expect(server().pod.terminationGracePeriodSeconds).toBe(130);
});

test('what the server writes beside its data is in emptyDirs, /dev/shm in memory and larger than that of the runtime', () => {
  const { pod, main } = server({ resources: { memory: Size.gibibytes(4) } });
  expect(mount(main, 'dir-var-run-postgresql')).toBe('/var/run/postgresql');
  expect(mount(main, 'dir-dev-shm')).toBe('/dev/shm');
  expect(mount(main, 'dir-tmp')).toBe('/tmp');
  expect(pod.volumes).toContainEqual({ name: 'dir-dev-shm', emptyDir: { medium: 'Memory', sizeLimit: '512Mi' } });
  expect(main.securityContext.readOnlyRootFilesystem).toBe(true);
});

test("it runs as the image's own user, and its volume is its group's", () => {
  const { pod, main } = server();
  expect(pod.securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999, fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' });
  expect(main.securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999, allowPrivilegeEscalation: false });
});

test('memory, CPU and connections decide the settings', () => {
  const { main } = server({ resources: { memory: Size.gibibytes(8), cpu: Cpu.units(4) }, maxConnections: 200 });
  expect(setting(main, 'shared_buffers')).toBe('2097152kB');
  expect(setting(main, 'effective_cache_size')).toBe('6291456kB');
  expect(setting(main, 'max_connections')).toBe('200');
  expect(setting(main, 'max_parallel_workers')).toBe('4');
  expect(main.args.filter((arg: string) => arg === '-c').length).toBe((main.args.length - 1) / 2);
});

test.each([
  [1, '64MB', '256MB'],
  [4, '256MB', '1024MB'],
  [15, '960MB', '3840MB'],
  [16, '1GB', '4GB'],
  [100, '1GB', '4GB'],
])('on a volume of %d GiB the log stays between %s and %s', (size, min, max) => {
  const { main } = server({ storage: Size.gibibytes(size) });
  expect([setting(main, 'min_wal_size'), setting(main, 'max_wal_size')]).toEqual([min, max]);
});

test('the smallest log is what the server takes at least', () => {
  const { main } = server({ storage: Size.mebibytes(100) });
  expect([setting(main, 'min_wal_size'), setting(main, 'max_wal_size')]).toEqual(['32MB', '64MB']);
});
