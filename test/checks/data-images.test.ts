import { engineOf, keepsNothingOfItsOwn } from '../../lib/checks/data-images';
import type { JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { podsOf } from '../../lib/manifests/pods';

function podsWith(spec: JsonObject) {
  const pods = podsOf(manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec }));
  if (!pods) throw new Error('a pod has pods');
  return pods;
}

const enginesOf = (spec: JsonObject) => podsWith(spec).containers.map((container) => engineOf(container)?.title);
const engine = (image: string, more: JsonObject = {}) => enginesOf({ containers: [{ image, ...more }] })[0];

test.each([
  ['postgres:17.6', 'PostgreSQL'],
  ['docker.io/bitnami/postgresql:17.6.0-debian-12-r4', 'PostgreSQL'],
  ['registry.example:5000/mirror/postgres@sha256:0000000000000000000000000000000000000000000000000000000000000000', 'PostgreSQL'],
  ['timescale/timescaledb:2.17.2-pg17', 'PostgreSQL'],
  ['mysql/mysql-server:8.0', 'MySQL'],
  ['bitnami/mariadb:11.4', 'MariaDB'],
  ['mongo', 'MongoDB'],
  ['mcr.microsoft.com/mssql/server:2022-latest', 'SQL Server'],
  ['rabbitmq:3.13-management', 'RabbitMQ'],
  ['confluentinc/cp-kafka:7.6.0', 'Kafka'],
  ['ghcr.io/valkey-io/valkey:9.0.4-alpine', 'Valkey'],
])('%s is %s', (image, title) => {
  expect(engine(image)).toBe(title);
});

test.each([
  'registry.example/orders:postgres',
  'prometheuscommunity/postgres-exporter:v0.15',
  'registry.example/server:1.0',
  'postgres/tools:1',
  'not an image',
])('%s is no server that is known', (image) => {
  expect(engine(image)).toBeUndefined();
});

test.each<[string, JsonObject]>([
  ['flags alone', { args: ['-c', 'max_connections=200'] }],
  ['the server', { args: ['postgres', '-c', 'max_connections=200'] }],
  ['the server by its path', { command: ['/usr/lib/postgresql/17/bin/postgres'] }],
  ['the entrypoint', { command: ['docker-entrypoint.sh'], args: ['postgres'] }],
  ['a script of the image', { command: ['/opt/bitnami/scripts/postgresql/run.sh'] }],
  ['a shell', { command: ['/bin/bash', '-ec', 'umask 077\nexec postgres -D /data'] }],
  ['a shell with a script of a chart', { command: ['/bin/bash'], args: ['-c', '/scripts/start-master.sh'] }],
  ['something before', { command: ['sh', '-c', 'cp /a /b && docker-entrypoint.sh postgres'] }],
  ['an init process', { command: ['tini', '--', 'postgres'] }],
])('a command of %s starts the server', (_, words) => {
  expect(engine('postgres:17.6', words)).toBe('PostgreSQL');
});

test.each<[string, JsonObject]>([
  ['a client', { command: ['psql', '-U', 'postgres'] }],
  ['a client as the argument', { args: ['pg_dump', '-h', 'orders-db', '-U', 'postgres'] }],
  ['a shell with a client', { command: ['sh', '-c', 'pg_dump -U postgres -d shop > /dumps/shop.sql'] }],
  ['waiting', { command: ['sleep', 'infinity'] }],
])('a command of %s does not', (_, words) => {
  expect(engine('postgres:17.6', words)).toBeUndefined();
});

test('a sidecar is a server, an init or ephemeral container is not', () => {
  const image = 'postgres:17.6';
  const spec = { initContainers: [{ image }, { image, restartPolicy: 'Always' }], containers: [], ephemeralContainers: [{ image }] };
  expect(enginesOf(spec)).toEqual([undefined, 'PostgreSQL', undefined]);
});

test('caches and brokers keep nothing of their own, a database beside one does', () => {
  const pods = (...images: string[]) => podsWith({ containers: images.map((image) => ({ image })) });
  expect(keepsNothingOfItsOwn(pods('redis:8', 'registry.example/exporter:1'))).toBe(true);
  expect(keepsNothingOfItsOwn(pods('rabbitmq:4'))).toBe(true);
  expect(keepsNothingOfItsOwn(pods('redis:8', 'postgres:17.6'))).toBe(false);
  expect(keepsNothingOfItsOwn(pods('registry.example/cms:1'))).toBe(false);
});

test.each([';', '/', '-c ', ' -- ', 'exec ', 'entrypoint/'])('a megabyte of %j is looked through in one go', (part) => {
  expect(engine('postgres:17.6', { command: ['sh', '-c', `${part.repeat(1e6 / part.length)}!`] })).toBeUndefined();
});
