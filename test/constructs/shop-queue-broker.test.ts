import { Size } from 'cdk8s';
import { type Shop, ShopProfile, ShopQueue, type ShopQueueProps, ShopSecret } from '../../lib';
import { type AnyManifest, manifest, objectsOf, testShop, testShopOn } from '../support/synthesis';

function broker(props: ShopQueueProps = {}, shop: Shop = testShop({ namespace: 'books' })) {
  new ShopQueue(shop, 'it', props);
  const { spec } = manifest(shop, 'StatefulSet', 'it');
  const [main] = spec.template.spec.containers;
  return { shop, spec, pod: spec.template.spec, main, policy: manifest(shop, 'NetworkPolicy', 'it').spec };
}

/** A mounted config file, by its path in the container. */
function file({ shop, main }: { shop: Shop; main: AnyManifest }, path: string): string {
  const { subPath } = main.volumeMounts.find((m: AnyManifest) => m.mountPath === path);
  return manifest(shop, 'ConfigMap', 'it-config').data[subPath];
}

/** rabbitmq.conf as key and value. */
const conf = (b: ReturnType<typeof broker>): Record<string, string> =>
  Object.fromEntries(
    file(b, '/etc/rabbitmq/rabbitmq.conf')
      .trim()
      .split('\n')
      .map((line) => line.split(' = ')),
  );

const nodesOf = (b: ReturnType<typeof broker>) =>
  Object.entries(conf(b)).filter(([key]) => key.startsWith('cluster_formation.classic_config.nodes.'));

test('the image gets no variable at all: those that its entry point refuses cannot be among them', () => {
  expect(broker().main).not.toHaveProperty('env');
  expect(broker({ replicas: 3 }).main).not.toHaveProperty('env');
});

test('the broker starts by the entry point of the image', () => {
  const { main } = broker();
  expect(main).not.toHaveProperty('command');
  expect(main).not.toHaveProperty('args');
});

test('queues are replicated unless they say otherwise, a minority pauses, and guest stays at home', () => {
  expect(conf(broker({ replicas: 3 }))).toMatchObject({
    default_queue_type: 'quorum',
    cluster_partition_handling: 'pause_minority',
    'loopback_users.guest': 'true',
    'log.console': 'true',
  });
});

test("limits are absolute, because a node cannot see its cgroup's", () => {
  const settings = conf(broker({ resources: { memory: Size.gibibytes(2) }, storage: Size.gibibytes(50) }));
  expect(settings['vm_memory_high_watermark.absolute']).toBe('1228MiB');
  expect(settings['disk_free_limit.absolute']).toBe('5120MiB');
});

test('the plugins are those of the metrics', () => {
  expect(file(broker(), '/etc/rabbitmq/enabled_plugins')).toBe('[rabbitmq_prometheus].\n');
});

test('a node is called by its pod, below the headless Service of its own namespace, for the server and its tools alike', () => {
  const b = broker({ replicas: 3 });
  expect(file(b, '/etc/rabbitmq/rabbitmq-env.conf')).toBe('USE_LONGNAME=true\nNODENAME=rabbit@$(hostname).it-pods.books\n');
  expect(b.spec.serviceName).toBe('it-pods');
  expect(manifest(b.shop, 'Service', 'it-pods').metadata.namespace).toBe('books');
});

test('each broker knows every other by the name that it gives itself', () => {
  expect(nodesOf(broker({ replicas: 3 }))).toEqual([
    ['cluster_formation.classic_config.nodes.1', 'rabbit@it-0.it-pods.books'],
    ['cluster_formation.classic_config.nodes.2', 'rabbit@it-1.it-pods.books'],
    ['cluster_formation.classic_config.nodes.3', 'rabbit@it-2.it-pods.books'],
  ]);
  expect(nodesOf(broker({ replicas: 5 }))).toHaveLength(5);
});

test('brokers look for each other for minutes, because one that gives up stays alone for ever', () => {
  const settings = conf(broker({ replicas: 3 }));
  expect(settings['cluster_formation.peer_discovery_backend']).toBe('classic_config');
  const tries = Number(settings['cluster_formation.discovery_retry_limit']);
  const millis = Number(settings['cluster_formation.discovery_retry_interval']);
  const { startupProbe } = broker({ replicas: 3 }).main;
  expect(tries * millis).toBe(300_000);
  expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBe(600);
});

test('a single broker looks for nobody', () => {
  expect(Object.keys(conf(broker())).filter((key) => key.startsWith('cluster_formation'))).toEqual([]);
});

test('what cannot be changed later is the same for one broker as for several', () => {
  const fixed = ({ spec: { podManagementPolicy, selector, serviceName, volumeClaimTemplates } }: ReturnType<typeof broker>) => ({
    podManagementPolicy,
    selector,
    serviceName,
    volumeClaimTemplates,
  });
  expect(fixed(broker({ replicas: 1 }))).toEqual(fixed(broker({ replicas: 3 })));
  expect(broker().spec.podManagementPolicy).toBe('Parallel');
});

test('brokers reach each other on both of their ports, and nobody else does', () => {
  const { policy, main, shop } = broker({ replicas: 3 });
  const peers = [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'it' } } }];
  const ports = [4369, 25672].map((port) => ({ port, protocol: 'TCP' }));
  expect(policy.ingress).toContainEqual({ from: peers, ports });
  expect(policy.egress).toContainEqual({ to: peers, ports });
  const others = policy.ingress.filter((r: AnyManifest) => JSON.stringify(r.from) !== JSON.stringify(peers));
  expect(JSON.stringify(others)).not.toMatch(/4369|25672/);
  expect(main.ports.map((p: AnyManifest) => [p.name, p.containerPort])).toEqual([
    ['amqp', 5672],
    ['epmd', 4369],
    ['dist', 25672],
    ['metrics', 15692],
  ]);
  expect(manifest(shop, 'Service', 'it-pods').spec.ports.map((p: AnyManifest) => p.name)).toEqual(['amqp', 'epmd', 'dist']);
  expect(manifest(shop, 'Service', 'it').spec.ports.map((p: AnyManifest) => p.name)).toEqual(['amqp']);
});

test('a single broker has no peers to let in', () => {
  expect(JSON.stringify(broker().policy)).not.toMatch(/4369|25672/);
});

test('metrics are scraped from the monitoring namespace, on their own port', () => {
  const shop = testShopOn({ monitoringNamespace: 'observability', prometheusOperator: true });
  const { policy } = broker({}, shop);
  expect(policy.ingress).toEqual([
    {
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } }],
      ports: [{ port: 15692, protocol: 'TCP' }],
    },
  ]);
  expect(objectsOf(shop, 'it')).toContain('PodMonitor/it');
});

test('readiness asks for clients, liveness only whether the runtime answers: a paused minority is not restarted', () => {
  const { main } = broker();
  expect(main.readinessProbe.tcpSocket).toEqual({ port: 'amqp' });
  expect(main.startupProbe.tcpSocket).toEqual({ port: 'amqp' });
  expect(main.livenessProbe.tcpSocket).toEqual({ port: 'dist' });
});

test('one of several has two minutes more to end, in which the others catch up', () => {
  expect(broker().pod.terminationGracePeriodSeconds).toBe(70);
  expect(broker({ replicas: 3 }).pod.terminationGracePeriodSeconds).toBe(190);
});

test('the cookie and the login come from the Secret by way of the init container, into directories that both see', () => {
  const { pod, main } = broker({ credentials: ShopSecret.existing('it-login', 'pw') });
  const [login] = pod.initContainers;
  const paths = (c: AnyManifest) => c.volumeMounts.map((m: AnyManifest) => `${m.name} ${m.mountPath}`);
  const home = paths(main).find((p: string) => p.endsWith(' /var/lib/rabbitmq'));
  const confd = paths(main).find((p: string) => p.endsWith(' /etc/rabbitmq/conf.d'));
  expect(paths(login)).toEqual(expect.arrayContaining([home, confd, 'secret-it-login /run/secrets/it-login']));
  expect(login.command[2]).toContain('cat /run/secrets/it-login/pw');
  expect(login.command[2]).toContain('cat /run/secrets/it-login/erlang-cookie');
  expect(paths(main)).toContain('data /var/lib/rabbitmq/mnesia');
  expect(login.securityContext).toEqual(main.securityContext);
  expect(main.securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999, readOnlyRootFilesystem: true });
});

test('the init container is small, however large the broker is', () => {
  const { pod } = broker({ resources: { memory: Size.gibibytes(8) } });
  expect(pod.initContainers[0].resources.limits.memory).toBe('64Mi');
});

test('in production there are three, spread over zones and hosts, and one at a time may be evicted', () => {
  const shop = testShop({ profile: ShopProfile.production() });
  const { pod } = broker({ credentials: ShopSecret.existing('it-login') }, shop);
  expect(pod.topologySpreadConstraints.map((c: AnyManifest) => c.topologyKey)).toEqual([
    'topology.kubernetes.io/zone',
    'kubernetes.io/hostname',
  ]);
  expect(manifest(shop, 'PodDisruptionBudget', 'it').spec.maxUnavailable).toBe(1);
});
