import { parseImage } from '../core/image-reference';
import { textAt, textsAt } from '../manifests/json';
import type { ContainerView, PodsView } from '../manifests/pods';
import { oncePer } from './once-per-set';

/** What a well-known image keeps: records, messages in flight, or what can be made anew from elsewhere. */
type Kept = 'records' | 'messages' | 'copies';

/** A server that keeps data, known by the last part of its image's repository. */
interface Engine {
  readonly title: string;
  readonly keeps: Kept;
  readonly images: readonly string[];
  /** Programs that are it; any other command makes the image a client's. */
  readonly server: RegExp;
}

/** Scripts by which images and charts start a server: `docker-entrypoint.sh`, `run.sh`, `start-master.sh`. */
const STARTER = /entrypoint|^(run|setup|start).*\.sh$/;

const ENGINES: readonly Engine[] = [
  engine('PostgreSQL', 'records', 'postgres|patroni|repmgrd', ['postgres', 'postgresql', 'postgis', 'pgvector', 'timescaledb']),
  engine('MySQL', 'records', 'mysqld\\w*', ['mysql', 'mysql-server', 'percona', 'percona-server']),
  engine('MariaDB', 'records', '(mysqld|mariadbd)\\w*', ['mariadb', 'mariadb-galera']),
  engine('MongoDB', 'records', 'mongod', ['mongo', 'mongodb', 'mongodb-community-server', 'percona-server-mongodb']),
  engine('SQL Server', 'records', 'sqlservr', ['mssql/server']),
  engine('CockroachDB', 'records', 'cockroach|start|start-single-node', ['cockroach']),
  engine('Cassandra', 'records', 'cassandra', ['cassandra']),
  engine('ClickHouse', 'records', 'clickhouse-server', ['clickhouse', 'clickhouse-server']),
  engine('CouchDB', 'records', 'couchdb', ['couchdb']),
  engine('InfluxDB', 'records', 'influxd3?', ['influxdb']),
  engine('Neo4j', 'records', 'neo4j', ['neo4j']),
  engine('RabbitMQ', 'messages', 'rabbitmq-server', ['rabbitmq']),
  engine('Kafka', 'messages', 'kafka-server-start(\\.sh)?', ['kafka', 'cp-kafka', 'cp-server', 'kafka-native']),
  engine('Redpanda', 'messages', 'rpk|redpanda|start', ['redpanda']),
  engine('ActiveMQ', 'messages', 'activemq|artemis', ['activemq', 'activemq-classic', 'activemq-artemis']),
  engine('Redis', 'copies', 'redis-server', ['redis', 'redis-stack', 'redis-stack-server', 'redis-cluster']),
  engine('Valkey', 'copies', '(valkey|redis)-server', ['valkey', 'valkey-cluster']),
  engine('Elasticsearch', 'copies', 'elasticsearch', ['elasticsearch']),
  engine('OpenSearch', 'copies', 'opensearch', ['opensearch']),
  engine('Solr', 'copies', 'solr|solr-\\w+', ['solr']),
  engine('Meilisearch', 'copies', 'meilisearch', ['meilisearch']),
  engine('Prometheus', 'copies', 'prometheus', ['prometheus']),
  engine('Loki', 'copies', 'loki', ['loki']),
  engine('Tempo', 'copies', 'tempo', ['tempo']),
];

function engine(title: string, keeps: Kept, server: string, images: readonly string[]): Engine {
  return { title, keeps, images, server: new RegExp(`^(${server})$`) };
}

const byImage = new Map(ENGINES.flatMap((known) => known.images.map((image) => [image, known])));

/** The server that a container runs; undefined for an image that is not known, and for a client that is made from one that is. */
export const engineOf = oncePer(({ body, role }: ContainerView): Engine | undefined => {
  const repository = parseImage(textAt(body, 'image') ?? '')?.repository ?? '';
  const parts = repository.split('/');
  const known = byImage.get(parts.at(-1) ?? '') ?? byImage.get(parts.slice(-2).join('/'));
  if (known === undefined || role === 'init' || role === 'ephemeral') return undefined;
  const command = textsAt(body, 'command');
  const args = textsAt(body, 'args');
  const asBuilt = command.length === 0 && (args[0] ?? '-').startsWith('-');
  const started = programsOf([...command, ...args].join(' ')).some((name) => known.server.test(name) || STARTER.test(name));
  return asBuilt || started ? known : undefined;
});

/** The names of the programs that a command runs: the first word, and the first behind `exec`, `sh -c`, `tini --` or another command. */
function programsOf(command: string): string[] {
  return command.split(/[;&|\n(]+|\s-\w*c\s|\s--\s|\bexec\s/).flatMap((part) => /\S+/.exec(part)?.[0].split('/').at(-1) ?? []);
}

/** Whether pods keep nothing that would be missed: a well-known server that others can fill again, or whose messages pass. */
export function keepsNothingOfItsOwn({ containers }: PodsView): boolean {
  const engines = containers.flatMap((container) => engineOf(container) ?? []);
  return engines.length > 0 && engines.every(({ keeps }) => keeps !== 'records');
}
