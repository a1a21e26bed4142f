/** How a server takes data that another version has written. */
export interface EngineVersions {
  /** How many numbers of its version make a series: 1 for `17` of 17.6, 2 for `8.4` of 8.4.3. */
  readonly series: number;
  /** What a newer series does with the data of an older one. */
  readonly up: 'refuses' | 'converts' | 'reads';
  /** Whether a way up leaves out a series that must not be left out. */
  readonly skips: (from: readonly number[], to: readonly number[]) => boolean;
  /** How to get there, as a sentence without its full stop. */
  readonly way: string;
  readonly see: string;
}

const never = (): boolean => false;
const aMajor = (from: readonly number[], to: readonly number[]): boolean => (to[0] ?? 0) - (from[0] ?? 0) > 1;

/** By the name under which `engineOf` knows the server. */
export const ENGINE_VERSIONS: Readonly<Record<string, EngineVersions>> = {
  PostgreSQL: {
    series: 1,
    up: 'refuses',
    skips: never,
    way: 'make a database of the new version beside the old one, and move the data with pg_dump and pg_restore, pg_upgrade or logical replication',
    see: 'https://www.postgresql.org/docs/17/upgrading.html',
  },
  MySQL: {
    series: 2,
    up: 'converts',
    skips: (from, to) => (from[0] ?? 0) < 8 && compareVersions(to, [8, 0]) > 0,
    way: 'run the upgrade checker of MySQL Shell, save the data, and go one LTS series at a time',
    see: 'https://dev.mysql.com/doc/refman/8.4/en/upgrade-paths.html',
  },
  MariaDB: {
    series: 2,
    up: 'converts',
    skips: never,
    way: 'save the data, stop the server cleanly, and run mariadb-upgrade (MARIADB_AUTO_UPGRADE=1 of the image)',
    see: 'https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/upgrading',
  },
  MongoDB: {
    series: 1,
    up: 'converts',
    skips: aMajor,
    way: 'set featureCompatibilityVersion to the series that runs, and go one series at a time',
    see: 'https://www.mongodb.com/docs/manual/release-notes/8.0-upgrade-standalone/',
  },
  RabbitMQ: {
    series: 2,
    up: 'converts',
    skips: (from, to) => (from[0] === 3 && (to[0] === 3 ? (to[1] ?? 0) - (from[1] ?? 0) > 1 : (from[1] ?? 0) < 13)) || aMajor(from, to),
    way: 'enable all feature flags (rabbitmqctl enable_feature_flag all), and go one series at a time',
    see: 'https://www.rabbitmq.com/docs/upgrade',
  },
  Kafka: {
    series: 1,
    up: 'converts',
    skips: aMajor,
    way: 'raise metadata.version only when every broker runs the new version; before that the way back is open',
    see: 'https://kafka.apache.org/documentation/#upgrade',
  },
  Elasticsearch: {
    series: 1,
    up: 'converts',
    skips: aMajor,
    way: 'go to the last minor version of the series that runs first, and ask its upgrade assistant',
    see: 'https://www.elastic.co/docs/deploy-manage/upgrade',
  },
  OpenSearch: {
    series: 1,
    up: 'converts',
    skips: aMajor,
    way: 'go one major version at a time, and re-index what is older than the one before',
    see: 'https://docs.opensearch.org/latest/migrate-or-upgrade/',
  },
  Redis: {
    series: 1,
    up: 'reads',
    skips: never,
    way: 'save the dump.rdb first',
    see: 'https://redis.io/docs/latest/operate/oss_and_stack/install/upgrade/',
  },
  Valkey: { series: 1, up: 'reads', skips: never, way: 'save the dump.rdb first', see: 'https://valkey.io/topics/migration/' },
};

/** The first number of a tag and those behind it: `[17, 6]` of `17.6-alpine`; undefined for a tag without one. */
export function versionOf(tag: string | undefined): readonly number[] | undefined {
  const text = /^(?:v|version-|RELEASE\.)?(\d+(?:\.\d+)*)/.exec(tag ?? '')?.[1];
  return text?.split('.').map(Number);
}

/** The numbers that make a series; undefined where a tag says less than that. */
export function seriesOf({ series }: EngineVersions, version: readonly number[]): readonly number[] | undefined {
  return version.length < series ? undefined : version.slice(0, series);
}

/** Negative, 0 or positive as the first version is older, the same or newer. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  const place = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).find((i) => (a[i] ?? 0) !== (b[i] ?? 0));
  return place === undefined ? 0 : (a[place] ?? 0) - (b[place] ?? 0);
}
