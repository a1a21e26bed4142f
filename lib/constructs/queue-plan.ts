import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import { gibibytes } from '../core/units';
import { literal, secretValue } from '../model/value';
import { tuneBroker } from '../policy/broker-tuning';
import { planProbes } from '../policy/probes';
import { defaultResources, planResources } from '../policy/resources';
import { planDataShutdown } from '../policy/shutdown';
import { CREDENTIALS_RULES, type Credentials, credentialsImages, madeSecrets, namedSecrets } from './credentials';
import { headlessName } from './emit/stateful-service';
import { IMAGE_RULES } from './image-rules';
import { NAME_RULES } from './name-rules';
import { endpointsOf } from './pods-component';
import { bytesOf, wishesOf } from './quantities';
import type { ShopContext } from './shop-context';
import { ShopProbe } from './shop-probe';
import type { ShopQueueProps } from './shop-queue';
import { STORAGE_RULES } from './storage-rules';
import { imagesOf } from './workload-images';
import { footprintOf, planWorkload } from './workload-plan';
import { PortProtocol, Priority, type ShopPort, type WorkloadProps } from './workload-props';
import { WORKLOAD_RULES } from './workload-rules';

const AMQP: ShopPort = { name: 'amqp', port: 5672, protocol: PortProtocol.TCP };
/** Other brokers and the CLI: the port mapper and the distribution. */
const PEERS: readonly ShopPort[] = [
  { name: 'epmd', port: 4369 },
  { name: 'dist', port: 25672 },
];
const METRICS: ShopPort = { name: 'metrics', port: 15692 };

/** Keys that the broker's Secret has beside the password: the cookie by which brokers trust each other. */
export const QUEUE_SECRET_KEYS = ['erlang-cookie'];

/** The image's own user. */
const USER = { uid: 999, gid: 999 };

/** Default volume: a day's backlog of a busy shop at 1 KiB a message. */
const STORAGE = gibibytes(10);

/** Closing the logs of quorum queues; the leader of each is moved before. */
const FLUSH_SECONDS = 60;

/** How long a broker that should stop waits for queues which would lose their majority with it. */
const MAJORITY_SECONDS = 120;

/**
 * How long a new broker looks for its peers: beyond it, it would stay alone for ever. The names of pods that just
 * started may be missing for the 30 s for which DNS servers remember that; volumes and images take longer.
 * @see https://www.rabbitmq.com/docs/cluster-formation
 */
const DISCOVERY = { tries: 60, pauseMillis: 5000 };

/** Init container that writes what holds a secret. */
const LOGIN = 'login';

const HOME = '/var/lib/rabbitmq';
const DATA = `${HOME}/mnesia`;
const CONF = '/etc/rabbitmq';

const imageOf = (props: ShopQueueProps) => props.image ?? `rabbitmq:${props.version ?? '4.1'}`;
const usernameOf = (props: ShopQueueProps) => props.username ?? 'shop';
const replicasOf = (props: ShopQueueProps, shop: ShopContext) => props.replicas ?? (shop.profile.minReplicas >= 3 ? 3 : 1);

/** Refuses props that cannot be a broker. */
export function refuseQueue(path: string, id: string, props: ShopQueueProps, shop: ShopContext): void {
  const images = [...imagesOf(shop, imageOf(props), props.sidecars), ...credentialsImages(shop, props.credentials)];
  const login = { name: LOGIN, image: imageOf(props) };
  const workload = { ...workloadProps(props), initContainers: [login], secrets: namedSecrets(props.credentials) };
  const input = { ...props, id, images, shop, profile: shop.profile, props: workload, ports: [AMQP, ...PEERS, METRICS] };
  refuse(path, input, NAME_RULES, IMAGE_RULES, CREDENTIALS_RULES, STORAGE_RULES, WORKLOAD_RULES, RULES);
}

/** Everything that is decided about a broker before anything is emitted. */
export function planQueue(shop: ShopContext, id: string, path: string, props: ShopQueueProps, credentials: Credentials) {
  const replicas = replicasOf(props, shop);
  const storageBytes = props.storage ? bytesOf(props.storage) : STORAGE;
  const metrics = { port: METRICS.port, path: '/metrics' };
  const server = serverProps(shop, id, props, credentials, replicas, storageBytes);
  const plan = planWorkload(shop, {
    name: id,
    path,
    role: 'queue',
    props: { ...workloadProps(props), ...server },
    ports: [AMQP, ...PEERS, METRICS],
    ...lifecycle(replicas),
    priority: Priority.CRITICAL,
    mounts: [{ volume: 'data', path: DATA, readOnly: false }],
    metrics,
  });
  const component = {
    name: id,
    role: 'queue' as const,
    path,
    phase: Phase.DATA,
    host: id,
    services: [id, headlessName(id)],
    endpoints: endpointsOf([AMQP]).map((e) => ({ ...e, scheme: 'amqp' })),
    makesSecrets: madeSecrets(credentials),
    facts: {
      username: literal(usernameOf(props)),
      password: secretValue(credentials.secretName, credentials.passwordKey),
      queue: literal(id),
    },
    metrics,
    peerPorts: replicas > 1 ? PEERS.map((p) => p.port) : [],
    footprint: { pod: footprintOf(plan), replicas, pods: replicas, volumes: replicas, storage: replicas * storageBytes },
  };
  const service = {
    plan,
    replicas,
    claim: { name: 'data', bytes: storageBytes },
    // All at once: a broker that waits for its peers must not keep them from starting. A single one too, because the
    // field cannot be changed when it gets peers.
    parallel: true,
    files: server.files,
    serviceName: id,
    ports: [AMQP],
    peerPorts: PEERS,
  };
  return { component, service };
}

function workloadProps(props: ShopQueueProps): WorkloadProps {
  const { sidecars, resources, nodeSelector, tolerations, podAnnotations } = props;
  return { image: imageOf(props), sidecars, resources, nodeSelector, tolerations, podAnnotations, user: USER };
}

/** Configuration by files: the image refuses credentials in files named by variables, and takes a conf.d. */
function serverProps(
  shop: ShopContext,
  id: string,
  props: ShopQueueProps,
  { secretName, passwordKey }: Credentials,
  replicas: number,
  storageBytes: number,
) {
  const resources = planResources(defaultResources('queue'), wishesOf(props.resources), false);
  const settings = {
    ...tuneBroker({ memoryBytes: resources.memoryLimit, storageBytes }),
    ...(replicas > 1 && clusterSettings(shop, id, replicas)),
  };
  const shared = [{ path: HOME }, { path: `${CONF}/conf.d` }];
  return {
    files: [
      { path: `${CONF}/rabbitmq-env.conf`, content: nodeNames(shop, id) },
      {
        path: `${CONF}/rabbitmq.conf`,
        content: `${Object.entries(settings)
          .map(([key, value]) => `${key} = ${value}`)
          .join('\n')}\n`,
      },
      { path: `${CONF}/enabled_plugins`, content: '[rabbitmq_prometheus].\n' },
    ],
    secrets: [passwordKey, ...QUEUE_SECRET_KEYS].map((key) => ({ secretName, key })),
    writablePaths: shared,
    initContainers: [
      {
        name: LOGIN,
        image: imageOf(props),
        command: ['/bin/sh', '-c', loginScript(usernameOf(props), `/run/secrets/${secretName}`, passwordKey)],
        sharesConnections: true,
        writablePaths: shared,
      },
    ],
  };
}

/**
 * Long names, because a pod is only reachable by its name below the headless Service. In this file and not in the
 * environment, because the server and its command line tools both read it, so that `kubectl exec` finds the node.
 */
function nodeNames(shop: ShopContext, id: string): string {
  return `USE_LONGNAME=true\nNODENAME=rabbit@$(hostname).${domainOf(shop, id)}\n`;
}

/** Where the pods have their names; resolvers of pods complete it with the cluster's domain, whatever that is. */
function domainOf(shop: ShopContext, id: string): string {
  return `${headlessName(id)}.${shop.namespace}`;
}

/**
 * The default user acts on an empty data directory only; the cookie must be its owner's alone. A "#" would begin a
 * comment: between quotes it does not, but those cannot hold a quote.
 */
function loginScript(username: string, secret: string, passwordKey: string): string {
  return [
    'set -eu',
    'umask 077',
    `password=$(cat ${secret}/${passwordKey})`,
    `test -n "$password" || { echo 'the password is empty' >&2; exit 1; }`,
    'case $password in',
    `*\\#*"'"* | *"'"*\\#*) echo "a password with both # and ' cannot be written to rabbitmq.conf" >&2; exit 1 ;;`,
    `*\\#*) password="'$password'" ;;`,
    'esac',
    `printf 'default_user = ${username}\\ndefault_pass = %s\\n' "$password" > ${CONF}/conf.d/20-login.conf`,
    `rm -f ${HOME}/.erlang.cookie`,
    `cat ${secret}/erlang-cookie > ${HOME}/.erlang.cookie`,
    `chmod 400 ${HOME}/.erlang.cookie`,
    '',
  ].join('\n');
}

/** A list of the brokers instead of discovery by the API server: no token, no right, no policy toward it. */
function clusterSettings(shop: ShopContext, id: string, replicas: number): Record<string, string> {
  const nodes = Array.from({ length: replicas }, (_, i) => [
    `cluster_formation.classic_config.nodes.${i + 1}`,
    `rabbit@${id}-${i}.${domainOf(shop, id)}`,
  ]);
  return {
    'cluster_formation.peer_discovery_backend': 'classic_config',
    'cluster_formation.discovery_retry_limit': `${DISCOVERY.tries}`,
    'cluster_formation.discovery_retry_interval': `${DISCOVERY.pauseMillis}`,
    // A client may declare a queue while its first broker is still alone; the others join it when they come.
    'quorum_queue.continuous_membership_reconciliation.enabled': 'true',
    'quorum_queue.continuous_membership_reconciliation.target_group_size': `${replicas}`,
    ...Object.fromEntries(nodes),
  };
}

function lifecycle(replicas: number) {
  const shutdown = planDataShutdown(FLUSH_SECONDS);
  const on = { name: AMQP.name, targetPort: AMQP.port };
  return {
    // Liveness asks the port between brokers: it stays open while a minority pauses itself, which a restart would not mend.
    probes: planProbes({
      startup: ShopProbe.tcp()._on(on),
      readiness: ShopProbe.tcp()._on(on),
      liveness: ShopProbe.tcp('dist')._on(on),
      startupSeconds: 600,
    }),
    ...(replicas > 1
      ? { preStop: { kind: 'exec' as const, command: ['/bin/sh', '-c', DRAIN] }, graceSeconds: MAJORITY_SECONDS + shutdown.graceSeconds }
      : { preStop: { kind: 'sleep' as const, seconds: shutdown.preStopSeconds }, graceSeconds: shutdown.graceSeconds }),
  };
}

/** The next broker of a rollout stops only when the one before has caught up; then its queues and clients move away. */
const DRAIN = `rabbitmq-upgrade await_online_quorum_plus_one --timeout ${MAJORITY_SECONDS}; rabbitmq-upgrade drain`;

const RULES: ReadonlyArray<Rule<ShopQueueProps>> = [
  {
    code: 'SHOP-Q001',
    broken: ({ replicas }) => (replicas !== undefined && replicas > 0 && replicas % 2 === 0 ? [`${replicas} brokers`] : []),
    wanted: 'an odd number: of two halves neither is a majority',
    fix: 'use one broker less or more',
  },
  {
    code: 'SHOP-Q002',
    broken: ({ username }) => (username === undefined || /^[a-zA-Z0-9_-]{1,64}$/.test(username) ? [] : [`the user "${username}"`]),
    wanted: '1 to 64 letters, digits, "-" and "_"',
    fix: 'rename the user',
  },
];
