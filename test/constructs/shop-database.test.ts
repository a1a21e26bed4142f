import { Size } from 'cdk8s';
import { DatabaseEngine, ShopDatabase, type ShopDatabaseProps, ShopWebTier, ShopWorker } from '../../lib';
import { DATA_SERVICE_CASES } from '../support/data-service-cases';
import { type PropCases, type Seen, testEveryProp } from '../support/prop-cases';
import { manifest, manifestsOf, objectsOf, testShop } from '../support/synthesis';

const settings = ({ main }: Seen): string[] => main.args.filter((arg: string) => arg !== '-c');

const CASES: PropCases<ShopDatabaseProps> = {
  ...DATA_SERVICE_CASES,
  engine: {
    value: () => DatabaseEngine.postgres('16.4'),
    // The image is a prop of its own, which wins; the version decides the layout (tested with the server).
    shows: (seen) => expect(['postgres:16.4', 'registry.example/shop/it:1.2.3']).toContain(seen.main.image),
  },
  database: {
    value: () => 'orders',
    shows: (seen) => {
      expect(seen.env('POSTGRES_DB').value).toBe('orders');
      expect(seen.main.readinessProbe.exec.command.join(' ')).toContain('-d orders');
    },
  },
  username: {
    value: () => 'checkout',
    shows: (seen) => {
      expect(seen.env('POSTGRES_USER').value).toBe('checkout');
      expect(seen.main.readinessProbe.exec.command.join(' ')).toContain('-U checkout');
    },
  },
  maxConnections: { value: () => 250, shows: (seen) => expect(settings(seen)).toContain('max_connections=250') },
  storage: {
    value: () => Size.gibibytes(80),
    shows: ({ workload }) => expect(workload.spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('80Gi'),
  },
  backup: {
    value: () => ({ schedule: '30 1 * * *' }),
    shows: ({ shop }) => expect(manifest(shop, 'CronJob', 'it-backup').spec.schedule).toBe('30 1 * * *'),
  },
};

testEveryProp(CASES, (shop, props) => new ShopDatabase(shop, 'it', props));

test('with no props at all it is a whole database, and with no backup where the profile wants none', () => {
  const shop = testShop();
  new ShopDatabase(shop, 'it');
  expect(objectsOf(shop, 'it')).toEqual([
    'ConfigMap/it-paths',
    'NetworkPolicy/it',
    'PodDisruptionBudget/it',
    'Service/it',
    'Service/it-pods',
    'ServiceAccount/it',
    'StatefulSet/it',
  ]);
  expect(manifestsOf(shop).filter((m) => m.kind === 'CronJob')).toEqual([]);
});

test('its main object is at hand for patches', () => {
  expect(new ShopDatabase(testShop(), 'it').apiObject?.kind).toBe('StatefulSet');
});

test('a query tells the client all that it needs, opens both ends on the port, and changes nothing else', () => {
  const shop = (connected: boolean) => {
    const all = testShop();
    const db = new ShopDatabase(all, 'orders-db', { database: 'orders', username: 'checkout' });
    new ShopDatabase(all, 'stock-db');
    new ShopWebTier(all, 'web', {
      image: 'registry.example/web:1',
      port: 8080,
      connections: connected ? [db.query({ poolPerReplica: 5 })] : [],
    });
    return all;
  };
  const before = new Map(manifestsOf(shop(false)).map((m) => [`${m.kind}/${m.metadata.name}`, JSON.stringify(m)]));
  const connected = shop(true);
  const changed = manifestsOf(connected).filter((m) => before.get(`${m.kind}/${m.metadata.name}`) !== JSON.stringify(m));
  expect(changed.map((m) => `${m.kind}/${m.metadata.name}`).sort()).toEqual([
    'ConfigMap/web-paths',
    'Deployment/web',
    'NetworkPolicy/orders-db',
    'NetworkPolicy/web',
  ]);

  const [container] = manifest(connected, 'Deployment', 'web').spec.template.spec.containers;
  const env = new Map(container.env.map((v: { name: string; value?: string }) => [v.name, v.value]));
  expect(Object.fromEntries(env)).toEqual({
    ORDERS_DB_DATABASE: 'orders',
    ORDERS_DB_HOST: 'orders-db',
    ORDERS_DB_PASSWORD_FILE: undefined,
    ORDERS_DB_POOL_SIZE: '5',
    ORDERS_DB_PORT: '5432',
    ORDERS_DB_URI: 'postgresql://checkout@orders-db:5432/orders',
    ORDERS_DB_USERNAME: 'checkout',
  });
  expect(manifest(connected, 'ConfigMap', 'web-paths').data).toEqual({
    'orders-db-credentials.0': '/run/secrets/orders-db-credentials/password',
  });
  const ports = [{ port: 5432, protocol: 'TCP' }];
  const pods = (name: string) => [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } } }];
  expect(manifest(connected, 'NetworkPolicy', 'orders-db').spec.ingress).toEqual([{ from: pods('web'), ports }]);
  expect(manifest(connected, 'NetworkPolicy', 'web').spec.egress).toContainEqual({ to: pods('orders-db'), ports });
});

test('a client may have the names and forms that its image expects', () => {
  const shop = testShop();
  const db = new ShopDatabase(shop, 'it');
  const env = { JDBC_URL: 'jdbc:postgresql://{host}:{port}/{database}', DB_PASS: '{password}' };
  new ShopWorker(shop, 'worker', { image: 'registry.example/worker:1', connections: [db.query({ env })] });
  expect(manifest(shop, 'Deployment', 'worker').spec.template.spec.containers[0].env).toEqual([
    { name: 'DB_PASS', valueFrom: { secretKeyRef: { name: 'it-credentials', key: 'password' } } },
    { name: 'JDBC_URL', value: 'jdbc:postgresql://it:5432/shop' },
  ]);
});
