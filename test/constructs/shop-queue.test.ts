import { Size } from 'cdk8s';
import { ShopProfile, ShopQueue, type ShopQueueProps, ShopSecret, ShopWebTier, ShopWorker } from '../../lib';
import { DATA_SERVICE_CASES } from '../support/data-service-cases';
import { type PropCases, testEveryProp } from '../support/prop-cases';
import { type AnyManifest, faultsOf, manifest, manifestsOf, messageOf, objectsOf, testShop } from '../support/synthesis';

const CASES: PropCases<ShopQueueProps> = {
  ...DATA_SERVICE_CASES,
  version: {
    value: () => '4.0.9',
    // The image is a prop of its own, which wins; the login is written by the image of the server.
    shows: (seen) => {
      expect(['rabbitmq:4.0.9', 'registry.example/shop/it:1.2.3']).toContain(seen.main.image);
      expect(seen.container('login').image).toBe(seen.main.image);
    },
  },
  replicas: { value: () => 3, shows: ({ workload }) => expect(workload.spec.replicas).toBe(3) },
  username: {
    value: () => 'checkout',
    shows: (seen) => expect(seen.container('login').command[2]).toContain('default_user = checkout\\n'),
  },
  storage: {
    value: () => Size.gibibytes(80),
    shows: ({ workload }) => expect(workload.spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('80Gi'),
  },
};

testEveryProp(CASES, (shop, props) => new ShopQueue(shop, 'it', props));

const credentials = ShopSecret.existing('it-login');

test('with no props at all it is a whole broker', () => {
  const shop = testShop();
  new ShopQueue(shop, 'it');
  expect(objectsOf(shop, 'it')).toEqual([
    'ConfigMap/it-config',
    'NetworkPolicy/it',
    'PodDisruptionBudget/it',
    'Service/it',
    'Service/it-pods',
    'ServiceAccount/it',
    'StatefulSet/it',
  ]);
  expect(manifest(shop, 'StatefulSet', 'it').spec.template.spec.containers[0].image).toBe('rabbitmq:4.1');
});

test.each([
  [ShopProfile.development(), 1],
  [ShopProfile.staging(), 1],
  [ShopProfile.production(), 3],
])('there are as many brokers as make a majority where the profile has three replicas', (profile, brokers) => {
  const shop = testShop({ profile });
  new ShopQueue(shop, 'it', { credentials });
  expect(manifest(shop, 'StatefulSet', 'it').spec.replicas).toBe(brokers);
});

test('publishers and consumers are told where it is, both ends open on the port, and nothing else changes', () => {
  const build = (connected: boolean) => {
    const shop = testShop();
    const events = new ShopQueue(shop, 'events', { username: 'checkout', replicas: 3 });
    const image = 'registry.example/app:1';
    new ShopWebTier(shop, 'web', { image, port: 8080, connections: connected ? [events.publish()] : [] });
    new ShopWorker(shop, 'mailer', { image, connections: connected ? [events.consume({ queue: 'placed' })] : [] });
    return shop;
  };
  const before = new Map(manifestsOf(build(false)).map((m) => [`${m.kind}/${m.metadata.name}`, JSON.stringify(m)]));
  const shop = build(true);
  const changed = manifestsOf(shop).filter((m) => before.get(`${m.kind}/${m.metadata.name}`) !== JSON.stringify(m));
  expect(changed.map((m) => `${m.kind}/${m.metadata.name}`).sort()).toEqual([
    'ConfigMap/mailer-paths',
    'ConfigMap/web-paths',
    'Deployment/mailer',
    'Deployment/web',
    'NetworkPolicy/events',
    'NetworkPolicy/mailer',
    'NetworkPolicy/web',
  ]);

  const env = (name: string) =>
    Object.fromEntries(
      manifest(shop, 'Deployment', name).spec.template.spec.containers[0].env.map((v: AnyManifest) => [v.name, v.value ?? v.valueFrom]),
    );
  const told = {
    EVENTS_HOST: 'events',
    EVENTS_PORT: '5672',
    EVENTS_USERNAME: 'checkout',
    EVENTS_PASSWORD_FILE: { configMapKeyRef: { name: 'web-paths', key: 'events-credentials.0' } },
    EVENTS_URI: 'amqp://checkout@events:5672',
  };
  expect(env('web')).toEqual(told);
  expect(env('mailer')).toMatchObject({ EVENTS_QUEUE: 'placed', EVENTS_URI: told.EVENTS_URI });
  const pods = (name: string) => [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } } }];
  const ports = [{ port: 5672, protocol: 'TCP' }];
  expect(manifest(shop, 'NetworkPolicy', 'events').spec.ingress.slice(0, 2)).toEqual([
    { from: pods('mailer'), ports },
    { from: pods('web'), ports },
  ]);
  expect(manifest(shop, 'NetworkPolicy', 'web').spec.egress).toContainEqual({ to: pods('events'), ports });
});

test('a consumer that names no queue consumes the one that is called like the component', () => {
  const shop = testShop();
  const events = new ShopQueue(shop, 'events');
  new ShopWorker(shop, 'mailer', { image: 'registry.example/app:1', connections: [events.consume()] });
  const [{ env }] = manifest(shop, 'Deployment', 'mailer').spec.template.spec.containers;
  expect(env).toContainEqual({ name: 'EVENTS_QUEUE', value: 'events' });
});

const make = (props: ShopQueueProps) => () => new ShopQueue(testShop(), 'it', props);
const ODD = 'wanted an odd number: of two halves neither is a majority. Fix: use one broker less or more.';
const WHOLE = 'wanted a whole number from 1. Fix: correct the number.';
const USER = 'wanted 1 to 64 letters, digits, "-" and "_". Fix: rename the user.';

test.each<[ShopQueueProps, string]>([
  [{ replicas: 2 }, `SHOP-Q001 at shop/it: got 2 brokers; ${ODD}`],
  [{ replicas: 4 }, `SHOP-Q001 at shop/it: got 4 brokers; ${ODD}`],
  [{ replicas: 0 }, `SHOP-D002 at shop/it: got 0 replicas; ${WHOLE}`],
  [{ replicas: -1 }, `SHOP-D002 at shop/it: got -1 replicas; ${WHOLE}`],
  [{ replicas: 2.5 }, `SHOP-D002 at shop/it: got 2.5 replicas; ${WHOLE}`],
  [{ username: 'a b' }, `SHOP-Q002 at shop/it: got the user "a b"; ${USER}`],
  [{ username: '' }, `SHOP-Q002 at shop/it: got the user ""; ${USER}`],
  [{ username: "a'; rm" }, `SHOP-Q002 at shop/it: got the user "a'; rm"; ${USER}`],
  [{ username: 'a'.repeat(65) }, `SHOP-Q002 at shop/it: got the user "${'a'.repeat(65)}"; ${USER}`],
])('%j is refused', (props, text) => {
  expect(messageOf(make(props))).toBe(text);
});

test.each<[ShopQueueProps]>([[{ replicas: 1 }], [{ replicas: 5 }], [{ username: 'a'.repeat(64) }], [{ username: 'A_1-b' }]])(
  '%j is at the edge and taken',
  (props) => {
    expect(make(props)).not.toThrow();
  },
);

test('a sidecar may have neither the name of the init container nor a port of the broker', () => {
  const sidecars = [{ name: 'login', image: 'registry.example/x:1', ports: [{ name: 'admin', port: 15692 }] }];
  expect(faultsOf(make({ sidecars })).map((f) => `${f.code} ${f.got}`)).toEqual([
    'SHOP-W003 the container port 15692 twice',
    'SHOP-W012 the container name "login"',
  ]);
});

test('everything that is wrong is said at once', () => {
  const call = () => new ShopQueue(testShop(), 'Events', { replicas: 2, username: '', version: 'a b', storage: Size.gibibytes(0) });
  expect(faultsOf(call).map((f) => f.code)).toEqual(['SHOP-N001', 'SHOP-I001', 'SHOP-D001', 'SHOP-Q001', 'SHOP-Q002']);
});
