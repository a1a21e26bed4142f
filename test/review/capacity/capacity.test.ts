import { amountText } from '../../../lib/review/capacity/amount-text';
import { capacityOf, capacityRows } from '../../../lib/review/capacity/capacity';
import { scalingOf } from '../../../lib/review/capacity/scaling-view';
import { setOf } from '../../support/reviewed';

const workload = (kind: string, spec: string, pod: string): string => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: app, namespace: shop }
spec: { ${spec}, template: { metadata: { labels: { app: app } }, spec: { ${pod} } } }
---`;
const container = (resources: string, more = ''): string => `{ name: c, image: 'registry.example/app:1', resources: ${resources}${more} }`;
const only = (yaml: string) => capacityOf(setOf(yaml)).workloads[0];

test.each([
  ['Deployment', 'replicas: 5', { least: 5, most: 5, surge: 2 }],
  ['Deployment', "replicas: 10, strategy: { rollingUpdate: { maxSurge: '11%' } }", { least: 10, most: 10, surge: 2 }],
  ['Deployment', 'replicas: 4, strategy: { type: Recreate }', { least: 4, most: 4, surge: 0 }],
  ['StatefulSet', 'replicas: 3', { least: 3, most: 3, surge: 0 }],
  ['DaemonSet', 'updateStrategy: { rollingUpdate: { maxSurge: 1 } }', { least: 1, most: 1, surge: 1, perNode: true }],
])('pods of a %s with %s', (kind, spec, counts) => {
  expect(only(workload(kind, spec, `containers: [${container('{}')}]`))).toMatchObject(counts);
});

test('an autoscaler says how many, and surge is of its most', () => {
  const hpa = (kind: string, spec: string): string => `
apiVersion: ${kind === 'ScaledObject' ? 'keda.sh/v1alpha1' : 'autoscaling/v2'}
kind: ${kind}
metadata: { name: app, namespace: shop }
spec: { scaleTargetRef: { kind: Deployment, name: app }, ${spec} }
---`;
  const app = workload('Deployment', 'replicas: 1', `containers: [${container('{}')}]`);
  expect(only(hpa('HorizontalPodAutoscaler', 'minReplicas: 2, maxReplicas: 12') + app)).toMatchObject({ least: 2, most: 12, surge: 3 });
  expect(only(hpa('ScaledObject', 'maxReplicaCount: 8') + app)).toMatchObject({ least: 0, most: 8, surge: 2 });
  expect(only(hpa('ScaledObject', 'triggers: []') + app)).toMatchObject({ least: 0, most: 100, surge: 25 });
});

test('a pod counts for its containers or its largest init container beside the sidecars that run by then', () => {
  const pod = `
    initContainers: [
      { name: first, image: i, resources: { requests: { cpu: 900m } } },
      { name: sidecar, image: i, restartPolicy: Always, resources: { requests: { cpu: 200m, memory: 64Mi } } },
      { name: last, image: i, resources: { requests: { cpu: 800m } } }],
    containers: [${container('{ requests: { cpu: 300m }, limits: { memory: 128Mi } }')}], overhead: { memory: 32Mi }`;
  const { requests, limits } = only(workload('Deployment', 'replicas: 1', pod))?.pod ?? {};
  expect(requests).toEqual({ cpu: 1, memory: (128 + 64 + 32) * 2 ** 20 });
  expect(limits).toEqual({ memory: (128 + 32) * 2 ** 20 });
});

test('what a container leaves open is what the LimitRange gives, and what nobody says is told', () => {
  const range = `
apiVersion: v1
kind: LimitRange
metadata: { name: shop, namespace: shop }
spec: { limits: [{ type: Container, default: { memory: 256Mi }, defaultRequest: { cpu: 100m } }] }
---`;
  const app = workload('Deployment', 'replicas: 1', `containers: [${container('{}')}]`);
  expect(only(app)?.pod).toEqual({
    requests: {},
    limits: {},
    unstated: ['cpu', 'requests.cpu', 'memory', 'requests.memory', 'limits.cpu', 'limits.memory'],
  });
  expect(only(range + app)?.pod).toEqual({
    requests: { cpu: 0.1, memory: 2 ** 28 },
    limits: { memory: 2 ** 28 },
    unstated: ['limits.cpu'],
  });
});

test('a quota is held against pods at their most with surge, claims, and what it counts by name and scope', () => {
  const quota = (hard: string, more = ''): string => `
apiVersion: v1
kind: ResourceQuota
metadata: { name: shop, namespace: shop }
spec: { hard: { ${hard} }${more} }
---`;
  const app = `${workload('StatefulSet', 'replicas: 3, volumeClaimTemplates: [{ metadata: { name: data }, spec: { resources: { requests: { storage: 8Gi } } } }]', `priorityClassName: critical, containers: [${container('{ requests: { cpu: 500m, memory: 1Gi } }')}]`)}
apiVersion: v1
kind: Service
metadata: { name: app, namespace: shop }
spec: { type: LoadBalancer, ports: [{ port: 80 }, { port: 443 }] }
---`;
  const used = (hard: string, more?: string) =>
    Object.fromEntries(capacityOf(setOf(app + quota(hard, more))).quotas.map((q) => [q.resource, q.used]));
  expect(used('requests.cpu: 1, memory: 1, pods: 1, limits.cpu: 1, persistentvolumeclaims: 1, requests.storage: 1Gi')).toEqual({
    'requests.cpu': 1.5,
    memory: 3 * 2 ** 30,
    pods: 3,
    'limits.cpu': 0,
    persistentvolumeclaims: 3,
    'requests.storage': 24 * 2 ** 30,
  });
  expect(used('services: 1, services.loadbalancers: 1, services.nodeports: 1, count/statefulsets.apps: 1')).toEqual({
    services: 1,
    'services.loadbalancers': 1,
    'services.nodeports': 2,
    'count/statefulsets.apps': 1,
  });
  const scoped = (operator: string, values: string) =>
    `, scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: ${operator}, values: [${values}] }] }`;
  expect(used('pods: 1', scoped('In', 'critical'))).toEqual({ pods: 3 });
  expect(used('pods: 1', scoped('In', 'batch'))).toEqual({ pods: 0 });
  expect(used('pods: 1', scoped('NotIn', 'critical'))).toEqual({ pods: 0 });
  expect(used('pods: 1', scoped('NotIn', 'batch'))).toEqual({ pods: 3 });
  expect(used('pods: 1', scoped('Exists', ''))).toEqual({ pods: 3 });
  expect(used('pods: 1', scoped('DoesNotExist', ''))).toEqual({ pods: 0 });
  expect(used('pods: 1', scoped('Exists', '').replace('PriorityClass', 'Terminating'))).toEqual({ pods: 0 });
  expect(used('pods: 1', scoped('In', 'gold').replace('PriorityClass', 'VolumeAttributesClass'))).toEqual({ pods: 0 });
  expect(used('pods: 1', ', scopes: [BestEffort]')).toEqual({ pods: 0 });
  expect(used('pods: 1', ', scopes: [NotTerminating, NotBestEffort]')).toEqual({ pods: 3 });
});

test('a quota for pods that look at other namespaces counts no others', () => {
  const quota = `
apiVersion: v1
kind: ResourceQuota
metadata: { name: shop, namespace: shop }
spec: { hard: { pods: 0 }, scopeSelector: { matchExpressions: [{ scopeName: CrossNamespacePodAffinity, operator: Exists }] } }
---`;
  const used = (affinity: string) =>
    capacityOf(setOf(quota + workload('StatefulSet', 'replicas: 2', `affinity: ${affinity}, containers: [${container('{}')}]`))).quotas[0]
      ?.used;
  const apart = 'labelSelector: {}, topologyKey: zone';
  expect(used(`{ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ${apart} }] } }`)).toBe(0);
  expect(used(`{ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ${apart}, namespaceSelector: {} }] } }`)).toBe(2);
  expect(
    used(
      `{ podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { ${apart}, namespaces: [ops] } }] } }`,
    ),
  ).toBe(2);
});

test('what an autoscaler says reads well, with the defaults of its kind', () => {
  const scaler = (apiVersion: string, kind: string, spec: string) => {
    const [manifest] = setOf(`{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: app }, spec: { ${spec} } }`).all;
    return manifest && scalingOf(manifest);
  };
  const metrics = [
    '{ type: ContainerResource, containerResource: { name: memory, container: app, target: { type: AverageValue, averageValue: 512Mi } } }',
    '{ type: Object, object: { metric: { name: requests }, describedObject: { kind: Service, name: app }, target: { type: Value, value: 2k } } }',
  ];
  expect(scaler('autoscaling/v2', 'HorizontalPodAutoscaler', `maxReplicas: 4, metrics: [${metrics.join(', ')}]`)).toEqual({
    least: 1,
    most: 4,
    metrics: ['memory 512Mi', 'requests 2k'],
  });
  const triggers = [
    "{ type: prometheus, metadata: { query: up, activationThreshold: '5', threshold: '100' } }",
    "{ type: metrics-api, metadata: { valueLocation: a.b, targetValue: '8' } }",
    "{ type: cron, metadata: { timezone: UTC, desiredReplicas: '3' } }",
  ];
  expect(scaler('keda.sh/v1alpha1', 'ScaledObject', `triggers: [${triggers.join(', ')}]`)).toEqual({
    least: 0,
    most: 100,
    metrics: ['prometheus 100', 'metrics-api 8', 'cron'],
  });
});

describe('databases', () => {
  const database = (args: string, image = 'postgres:17.6'): string => `
apiVersion: v1
kind: Service
metadata: { name: orders-db, namespace: shop }
spec: { selector: { app: orders-db }, ports: [{ port: 5432 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec: { template: { metadata: { labels: { app: orders-db } }, spec: { containers: [{ name: db, image: '${image}', ${args} }] } } }
---`;
  const client = (env: string): string => workload('Deployment', 'replicas: 4', `containers: [${container('{}', `, env: [${env}]`)}]`);
  const load = (yaml: string) =>
    capacityOf(setOf(yaml)).databases.map(({ limit, stated, connections }) => ({ limit, stated, connections }));

  test.each([
    ['args: [-c, max_connections=200]', 'postgres:17.6', 197, true],
    ['args: []', 'postgres:17.6', 97, false],
    ['args: [--max-connections=300]', 'mysql:8.4', 300, true],
    ["env: [{ name: POSTGRESQL_MAX_CONNECTIONS, value: '50' }]", 'registry.example/postgresql:17', 47, true],
    ['args: []', 'mariadb:11.4', 151, false],
  ])('the limit of %s %s', (args, image, limit, stated) => {
    expect(load(database(args, image))).toEqual([{ limit, stated, connections: 0 }]);
  });

  test.each([
    ["{ name: DB_HOST, value: orders-db }, { name: DB_POOL, value: '10' }", 50],
    ["{ name: ORDERS_DB_HOST, value: orders-db }, { name: ORDERS_DB_POOL_SIZE, value: '6' }", 30],
    ["{ name: DATABASE_URL, value: 'postgresql://orders-db:5432/shop?connection_limit=7' }", 35],
    [
      "{ name: SPRING_DATASOURCE_URL, value: 'jdbc:postgresql://orders-db:5432/shop' }, { name: SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE, value: '8' }",
      40,
    ],
    ["{ name: DB_HOST, value: orders-db }, { name: REDIS_POOL_SIZE, value: '9' }, { name: REDIS_HOST, value: cache }", 0],
    ["{ name: DB_HOST, value: orders-db }, { name: WORKERS, value: '9' }", 0],
    ["{ name: DB_POOL_SIZE, value: '3' }], args: ['--database=orders-db:5432'", 15],
  ])('a client with %s', (env, connections) => {
    expect(load(database('args: []') + client(env))).toEqual([{ limit: 97, stated: false, connections }]);
  });

  test('a ConfigMap tells the variables of a client, with a prefix where there is one', () => {
    const map = `
apiVersion: v1
kind: ConfigMap
metadata: { name: database, namespace: shop }
data: { HOST: orders-db, POOL_SIZE: '4' }
---`;
    const reads = (source: string) =>
      database('args: []') + map + workload('Deployment', 'replicas: 4', `containers: [${container('{}', `, envFrom: [${source}]`)}]`);
    expect(load(reads('{ prefix: DB_, configMapRef: { name: database } }'))).toEqual([{ limit: 97, stated: false, connections: 20 }]);
    expect(load(reads('{ configMapRef: { name: database } }'))).toEqual([{ limit: 97, stated: false, connections: 20 }]);
  });

  test('a pooler opens what PgBouncer does where nothing is said, and nothing at a cluster of somebody else', () => {
    const cluster = '\n{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: orders } }\n---';
    const pooler = (name: string) =>
      `\n{ apiVersion: postgresql.cnpg.io/v1, kind: Pooler, metadata: { name: pool }, spec: { cluster: { name: ${name} } } }\n---`;
    expect(load(cluster + pooler('orders'))).toEqual([{ limit: 97, stated: false, connections: 20 }]);
    expect(load(cluster + pooler('carts'))).toEqual([{ limit: 97, stated: false, connections: 0 }]);
  });

  test('a cluster of CloudNativePG carries its clients and its poolers', () => {
    const cluster = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec: { instances: 3, postgresql: { parameters: { max_connections: '150' } } }
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: orders-pool, namespace: shop }
spec: { cluster: { name: orders }, instances: 2, pgbouncer: { parameters: { default_pool_size: '25' } } }
---`;
    expect(load(cluster + client("{ name: PGHOST, value: orders-rw }, { name: POOL_SIZE, value: '2' }"))).toEqual([
      { limit: 147, stated: true, connections: 60 },
    ]);
  });
});

test('rows stand side by side', () => {
  const [one, two] = [1, 2].map((replicas) =>
    capacityOf(setOf(workload('StatefulSet', `replicas: ${replicas}`, `containers: [${container('{}')}]`))),
  );
  if (!one || !two) throw new Error('no capacity');
  const { workloads } = capacityRows(one, two);
  expect(workloads).toMatchObject([{ object: 'apps/StatefulSet/shop/app', before: { most: 1 }, after: { most: 2 } }]);
  expect(capacityRows({ workloads: [], quotas: [], databases: [] }, two).workloads).toMatchObject([{ after: { most: 2 } }]);
});

test.each([
  ['requests.cpu', 0.25, '250m'],
  ['cpu', 16.259_999, '16.26'],
  ['memory', 2 ** 29, '512Mi'],
  ['limits.memory', 40.81 * 2 ** 30, '40.8Gi'],
  ['pods', 109, '109'],
])('%s %d reads %s', (resource, amount, text) => {
  expect(amountText(resource, amount)).toBe(text);
});
