import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import { gibibytes } from '../core/units';
import { literal, secretValue } from '../model/value';
import { tuneBroker } from '../policy/broker-tuning';
import { planProbes } from '../policy/probes';
import { defaultResources, planResources } from '../policy/resources';
import { planDataShutdown } from '../policy/shutdown';
import { CREDENTIALS_RULES, type Credentials } from './credentials';
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

const HOME = '/var/lib/rabbitmq';
const DATA = `${HOME}/mnesia`;
const CONF = '/etc/rabbitmq';

const imageOf = (props: ShopQueueProps) => props.image ?? `rabbitmq:${props.version ?? '4.1'}`;
const usernameOf = (props: ShopQueueProps) => props.username ?? 'shop';
const replicasOf = (props: ShopQueueProps, shop: ShopContext) => props.replicas ?? (shop.profile.minReplicas >= 3 ? 3 : 1);

/** Refuses props that cannot be a broker. */
export function refuseQueue(path: string, id: string, props: ShopQueueProps, shop: ShopContext): void {
  const images = imagesOf(shop, imageOf(props), props.sidecars);
  const input = { ...props, id, images, shop, profile: shop.profile, props: workloadProps(props), ports: [AMQP, ...PEERS, METRICS] };
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
    ...lifecycle(),
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
    // All at once: a broker that waits for its peers must not keep them from starting.
    parallel: replicas > 1,
    files: server.files ?? [],
    serviceName: id,
    ports: [{ name: AMQP.name, port: AMQP.port }],
    peerPorts: PEERS.map((p) => ({ name: p.name, port: p.port })),
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
): Partial<WorkloadProps> {
  const resources = planResources(defaultResources('queue'), wishesOf(props.resources), false);
  const settings = {
    ...tuneBroker({ memoryBytes: resources.memoryLimit, storageBytes }),
    ...(replicas > 1 && clusterSettings(shop, id, replicas)),
  };
  const shared = [{ path: HOME }, { path: `${CONF}/conf.d` }];
  return {
    // Long names, because a pod is only reachable by its name below the headless Service.
    env: { RABBITMQ_USE_LONGNAME: 'true' },
    files: [
      {
        path: `${CONF}/rabbitmq.conf`,
        content: `${Object.entries(settings)
          .map(([key, value]) => `${key} = ${value}`)
          .join('\n')}\n`,
      },
      { path: `${CONF}/enabled_plugins`, content: '[rabbitmq_prometheus].\n' },
    ],
    secrets: [passwordKey, ...QUEUE_SECRET_KEYS].map((key) => ({ secretName, key })),
    command: [
      '/bin/sh',
      '-c',
      `export RABBITMQ_NODENAME="rabbit@$(hostname).${headlessName(id)}.${shop.namespace}"; exec docker-entrypoint.sh rabbitmq-server`,
    ],
    writablePaths: shared,
    initContainers: [
      {
        name: 'login',
        image: imageOf(props),
        command: ['/bin/sh', '-c', loginScript(usernameOf(props), `/run/secrets/${secretName}`, passwordKey)],
        sharesConnections: true,
        writablePaths: shared,
        ...(props.resources && { resources: props.resources }),
      },
    ],
  };
}

/** The default user acts on an empty data directory only; the cookie must be its owner's alone. */
function loginScript(username: string, secret: string, passwordKey: string): string {
  return [
    'set -eu',
    'umask 077',
    `printf 'default_user = ${username}\\ndefault_pass = %s\\n' "$(cat ${secret}/${passwordKey})" > ${CONF}/conf.d/20-login.conf`,
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
    `rabbit@${id}-${i}.${headlessName(id)}.${shop.namespace}`,
  ]);
  return { 'cluster_formation.peer_discovery_backend': 'classic_config', ...Object.fromEntries(nodes) };
}

function lifecycle() {
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
    preStop: { kind: 'sleep' as const, seconds: shutdown.preStopSeconds },
    graceSeconds: shutdown.graceSeconds,
  };
}

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
