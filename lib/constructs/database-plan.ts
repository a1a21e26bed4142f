import { Size } from 'cdk8s';
import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import { gibibytes } from '../core/units';
import { literal, secretValue } from '../model/value';
import { sharedMemoryBytes, tunePostgres } from '../policy/postgres-tuning';
import { walSizes } from '../policy/postgres-wal';
import { planProbes } from '../policy/probes';
import { defaultResources, planResources } from '../policy/resources';
import { planDataShutdown } from '../policy/shutdown';
import { CREDENTIALS_RULES, type Credentials, credentialsImages, madeSecrets, namedSecrets } from './credentials';
import { BACKUP_RULES } from './database-backup';
import { DatabaseEngine } from './database-engine';
import { headlessName } from './emit/stateful-service';
import { IMAGE_RULES } from './image-rules';
import { NAME_RULES } from './name-rules';
import { endpointsOf } from './pods-component';
import { bytesOf, wishesOf } from './quantities';
import type { ShopContext } from './shop-context';
import type { ShopDatabaseProps } from './shop-database';
import { ShopProbe } from './shop-probe';
import { STORAGE_RULES } from './storage-rules';
import { imagesOf } from './workload-images';
import { footprintOf, planWorkload } from './workload-plan';
import { PortProtocol, Priority, type ShopPort, type WorkloadProps } from './workload-props';
import { WORKLOAD_RULES } from './workload-rules';

/** Default volume: a year of orders of a small shop, and the smallest size that most cloud disks serve at full speed. */
const STORAGE = gibibytes(20);

const PORT: ShopPort = { name: 'postgresql', port: 5432, protocol: PortProtocol.TCP };

/** The image's own user. It may run as another, but the owner of an existing volume must stay. */
const USER = { uid: 999, gid: 999 };

/** Flushing the dirty pages of a large cache; the image's authors call even 90 s short. */
const FLUSH_SECONDS = 120;

/** Replaying the log after a crash comes before the first connection. */
const RECOVERY_SECONDS = 1800;

/** Connections when nothing is said: PostgreSQL's own default. */
const MAX_CONNECTIONS = 100;

const engineOf = (props: ShopDatabaseProps) => props.engine ?? DatabaseEngine.postgres('17.6');

/** Refuses props that cannot be a database. */
export function refuseDatabase(path: string, id: string, props: ShopDatabaseProps, shop: ShopContext): void {
  const images = [...imagesOf(shop, props.image ?? engineOf(props)._image, props.sidecars), ...credentialsImages(shop, props.credentials)];
  const workload = { ...workloadProps(props), secrets: namedSecrets(props.credentials) };
  const input = { ...props, id, images, shop, profile: shop.profile, props: workload, ports: [PORT] };
  refuse(path, input, NAME_RULES, IMAGE_RULES, CREDENTIALS_RULES, STORAGE_RULES, WORKLOAD_RULES, RULES, BACKUP_RULES);
}

/** Everything that is decided about a database before anything is emitted. */
export function planDatabase(shop: ShopContext, id: string, path: string, props: ShopDatabaseProps, credentials: Credentials) {
  const image = props.image ?? engineOf(props)._image;
  const storageBytes = storageOf(props);
  const plan = planWorkload(shop, {
    name: id,
    path,
    role: 'database',
    props: { ...workloadProps(props), ...serverProps(props, credentials) },
    ports: [PORT],
    ...lifecycle(props),
    priority: Priority.CRITICAL,
    mounts: [{ volume: 'data', path: dataMount(props), readOnly: false }],
  });
  const component = {
    name: id,
    role: 'database' as const,
    path,
    phase: Phase.DATA,
    host: id,
    services: [id, headlessName(id)],
    endpoints: endpointsOf([PORT]).map((e) => ({ ...e, scheme: 'postgresql' })),
    makesSecrets: madeSecrets(credentials),
    facts: {
      database: literal(databaseOf(props)),
      username: literal(usernameOf(props)),
      password: secretValue(credentials.secretName, credentials.passwordKey),
    },
    connectionLimit: props.maxConnections ?? MAX_CONNECTIONS,
    footprint: { pod: footprintOf(plan), replicas: 1, pods: 1, volumes: 1, storage: storageBytes },
  };
  const service = {
    plan,
    replicas: 1,
    claim: { name: 'data', bytes: storageBytes },
    parallel: false,
    files: [],
    serviceName: id,
    ports: [PORT],
  };
  const { secretName, passwordKey } = credentials;
  const login = { database: databaseOf(props), username: usernameOf(props), secretName, passwordKey };
  return { component, service, dump: { image, user: USER, storageBytes, login } };
}

const databaseOf = (props: ShopDatabaseProps) => props.database ?? 'shop';
const usernameOf = (props: ShopDatabaseProps) => props.username ?? 'shop';
const storageOf = (props: ShopDatabaseProps) => (props.storage ? bytesOf(props.storage) : STORAGE);

/** Where the image declares its volume: from 18 on one level higher. A mount elsewhere would not persist. */
function dataMount(props: ShopDatabaseProps): string {
  return engineOf(props)._major >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
}

/** Props that the user gave, as a workload's. */
function workloadProps(props: ShopDatabaseProps): WorkloadProps {
  const { sidecars, resources, nodeSelector, tolerations, podAnnotations } = props;
  return { image: props.image ?? engineOf(props)._image, sidecars, resources, nodeSelector, tolerations, podAnnotations, user: USER };
}

/** What the server needs: its variables, its arguments, the directories it writes to. */
function serverProps(props: ShopDatabaseProps, { secretName, passwordKey }: Credentials): Partial<WorkloadProps> {
  const resources = planResources(defaultResources('database'), wishesOf(props.resources), false);
  const size = {
    memoryBytes: resources.memoryLimit,
    cpus: resources.cpuRequest / 1000,
    maxConnections: props.maxConnections ?? MAX_CONNECTIONS,
  };
  const settings = Object.entries({ ...tunePostgres(size), ...walSizes(storageOf(props)) }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]);
  return {
    args: ['postgres', ...settings],
    env: {
      POSTGRES_USER: usernameOf(props),
      POSTGRES_DB: databaseOf(props),
      // Checksums find a failing disk before a backup of it replaces the good one. The loopback, which initdb trusts, wants
      // the password too; who can open the socket is inside the server's container and owns its files anyway.
      POSTGRES_INITDB_ARGS: '--data-checksums --auth-host=scram-sha-256',
      // The root of a volume holds lost+found, which initdb refuses. One folder for every version, although the image
      // of 18 has another: a server that finds the data of an older one stops, instead of starting an empty shop beside it.
      PGDATA: `${dataMount(props)}/pgdata`,
    },
    secrets: [{ secretName, key: passwordKey, pathEnv: 'POSTGRES_PASSWORD_FILE' }],
    writablePaths: [
      { path: '/var/run/postgresql' },
      { path: '/dev/shm', size: Size.mebibytes(sharedMemoryBytes(resources.memoryLimit) / 2 ** 20), memory: true },
    ],
  };
}

function lifecycle(props: ShopDatabaseProps) {
  const shutdown = planDataShutdown(FLUSH_SECONDS);
  const on = { name: PORT.name, targetPort: PORT.port };
  const login = ['-U', usernameOf(props), '-d', databaseOf(props)];
  // Over TCP: while initdb runs, the server listens on its socket alone and must not count as ready.
  const listens = ['pg_isready', '-q', '-h', '127.0.0.1', ...login];
  // pg_isready is content with a server whose first start was cut off before it had made the database.
  const answers = ['psql', '-qAtX', ...login, '-c', "'select 1'"];
  return {
    probes: planProbes({
      startup: ShopProbe.exec(listens)._on(on),
      readiness: ShopProbe.exec(['/bin/sh', '-c', `${listens.join(' ')} && ${answers.join(' ')}`])._on(on),
      liveness: ShopProbe.tcp()._on(on),
      startupSeconds: RECOVERY_SECONDS,
    }),
    preStop: { kind: 'sleep' as const, seconds: shutdown.preStopSeconds },
    graceSeconds: shutdown.graceSeconds,
  };
}

const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/;

const RULES: ReadonlyArray<Rule<ShopDatabaseProps>> = [
  {
    code: 'SHOP-D003',
    broken: (props) => (engineOf(props)._major >= 14 && engineOf(props)._major <= 18 ? [] : [`PostgreSQL ${engineOf(props).version}`]),
    wanted: 'a major version from 14 to 18',
    fix: 'name a supported version',
  },
  {
    code: 'SHOP-D004',
    broken: ({ database, username }) => [
      ...[database, username].filter((n) => n !== undefined && !IDENTIFIER.test(n)).map((n) => `the name "${n}"`),
      ...(username?.startsWith('pg_') ? [`the user "${username}"`] : []),
    ],
    wanted: 'an identifier of at most 63 lower-case letters, digits and underscores, no digit first; "pg_" begins no user\'s name',
    fix: 'rename the database or user',
  },
  {
    code: 'SHOP-D005',
    broken: ({ maxConnections }) =>
      maxConnections === undefined || (Number.isInteger(maxConnections) && maxConnections >= 10 && maxConnections <= 10_000)
        ? []
        : [`maxConnections ${maxConnections}`],
    wanted: 'a whole number from 10 to 10000',
    fix: 'correct the number',
  },
];
