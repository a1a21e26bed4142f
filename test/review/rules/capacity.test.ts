import { AUTOSCALER_ADDED } from '../../../lib/review/rules/autoscaler-added';
import { AUTOSCALER_REMOVED } from '../../../lib/review/rules/autoscaler-removed';
import { AUTOSCALING_CHANGED } from '../../../lib/review/rules/autoscaling-changed';
import { BUDGET_CHANGED } from '../../../lib/review/rules/budget-changed';
import { DATABASE_CONNECTIONS } from '../../../lib/review/rules/database-connections';
import { LIMIT_RANGE_EXCEEDED } from '../../../lib/review/rules/limit-range-exceeded';
import { PRIORITY_CHANGED } from '../../../lib/review/rules/priority-changed';
import { QUOTA_CHANGED } from '../../../lib/review/rules/quota-changed';
import { QUOTA_EXCEEDED } from '../../../lib/review/rules/quota-exceeded';
import { REPLICAS_CHANGED } from '../../../lib/review/rules/replicas-changed';
import { REPLICAS_DROPPED } from '../../../lib/review/rules/replicas-dropped';
import { RESOURCES_CHANGED } from '../../../lib/review/rules/resources-changed';
import { effectsBy } from '../../support/reviewed';

const said = (...args: Parameters<typeof effectsBy>): string[] =>
  effectsBy(...args).map(({ severity, object, summary }) => `${severity} ${object.split('/').slice(1).join('/')}: ${summary}`);

const REQUESTS = '{ requests: { cpu: 250m, memory: 256Mi }, limits: { memory: 256Mi } }';
const app = ({ replicas = '', resources = REQUESTS, kind = 'Deployment', pod = '', env = '' } = {}): string => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: web, namespace: shop }
spec:
  ${replicas === '' ? '' : `replicas: ${replicas}`}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { ${pod} containers: [{ name: app, image: 'registry.example/web:1', resources: ${resources}, env: [${env}] }] }
---`;
const hpa = (spec: string): string => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${spec} }
---`;
const keda = (spec: string): string => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web, namespace: shop }
spec: { scaleTargetRef: { name: web }, ${spec} }
---`;
const quota = (hard: string): string => `
apiVersion: v1
kind: ResourceQuota
metadata: { name: shop, namespace: shop }
spec: { hard: { ${hard} } }
---`;

test('replicas-changed: up, down to one, and not where an autoscaler decides or another rule tells it', () => {
  expect(said(REPLICAS_CHANGED, app({ replicas: '2' }), app({ replicas: '5' }))).toEqual([
    'note Deployment/shop/web: goes from 2 pods to 5, which requests cpu 500m to 1.25 and memory 512Mi to 1280Mi',
  ]);
  expect(said(REPLICAS_CHANGED, app({ replicas: '3' }), app({ replicas: '1' }))[0]).toMatch(
    /^warning Deployment\/shop\/web: goes from 3 pods to 1,/,
  );
  const scaled = hpa('minReplicas: 2, maxReplicas: 4');
  expect(said(REPLICAS_CHANGED, scaled + app({ replicas: '2' }), scaled + app({ replicas: '3' }))).toEqual([]);
  expect(said(REPLICAS_CHANGED, app({ replicas: '2' }), app({ replicas: '0' }))).toEqual([]);
  expect(said(REPLICAS_CHANGED, app({ replicas: '1' }), app())).toEqual([]);
});

test('autoscaling-changed: bounds, metrics, pace', () => {
  const change = (before: string, after: string): string[] => said(AUTOSCALING_CHANGED, hpa(before) + app(), hpa(after) + app());
  const cpu = (percent: number) =>
    `metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: ${percent} } } }]`;
  expect(change(`maxReplicas: 12, ${cpu(60)}`, `maxReplicas: 8, ${cpu(75)}`)).toEqual([
    'warning HorizontalPodAutoscaler/shop/web: scales between 1 and 8 pods instead of 1 and 12, and goes by cpu 75 % instead of cpu 60 %; at most it requests cpu 3 to 2 and memory 3Gi to 2Gi',
  ]);
  expect(change('minReplicas: 3, maxReplicas: 8', 'minReplicas: 1, maxReplicas: 8')).toEqual([
    'warning HorizontalPodAutoscaler/shop/web: scales between 1 and 8 pods instead of 3 and 8',
  ]);
  expect(change('maxReplicas: 8', 'maxReplicas: 8, behavior: { scaleDown: { stabilizationWindowSeconds: 60 } }')).toEqual([
    'note HorizontalPodAutoscaler/shop/web: follows the load at another pace, between the same bounds',
  ]);
  const queue = (length: number) =>
    keda(`maxReplicaCount: 5, triggers: [{ type: rabbitmq, metadata: { queueName: placed, value: '${length}' } }]`);
  expect(said(AUTOSCALING_CHANGED, queue(20) + app(), queue(50) + app())).toEqual([
    'note ScaledObject/shop/web: goes by rabbitmq 50 instead of rabbitmq 20',
  ]);
  expect(said(AUTOSCALING_CHANGED, queue(20) + app(), keda('maxReplicaCount: 5, triggers: []') + app())).toEqual([
    'note ScaledObject/shop/web: goes by nothing instead of rabbitmq 20',
  ]);
  expect(said(AUTOSCALING_CHANGED, keda('maxReplicaCount: 5, triggers: []') + app(), queue(20) + app())).toEqual([
    'note ScaledObject/shop/web: goes by rabbitmq 20 instead of nothing',
  ]);
  const bounds = 'HorizontalPodAutoscaler/shop/web: scales between 1 and 8 pods instead of 1 and 4';
  expect(said(AUTOSCALING_CHANGED, hpa('maxReplicas: 4'), hpa('maxReplicas: 8'))).toEqual([`note ${bounds}`]);
  expect(said(AUTOSCALING_CHANGED, hpa('maxReplicas: 4'), hpa('maxReplicas: 8') + app())).toEqual([
    `note ${bounds}; at most it requests cpu none to 2 and memory none to 2Gi`,
  ]);
});

test('autoscaler-removed: what the workload has then; nothing where another takes over or it goes too', () => {
  const scaled = hpa('minReplicas: 2, maxReplicas: 12') + app();
  expect(said(AUTOSCALER_REMOVED, scaled, app({ replicas: '4' }))).toEqual([
    'warning HorizontalPodAutoscaler/shop/web: goes: web, which had 2 to 12 pods by its load, has 4 pods from now on',
  ]);
  expect(said(AUTOSCALER_REMOVED, scaled, app({ replicas: '1' }))).toEqual([
    'warning HorizontalPodAutoscaler/shop/web: goes: web, which had 2 to 12 pods by its load, has 1 pod from now on',
  ]);
  expect(said(AUTOSCALER_REMOVED, scaled, app())).toEqual([
    'warning HorizontalPodAutoscaler/shop/web: goes: web, which had 2 to 12 pods by its load, stays at the pods that it has in that moment',
  ]);
  expect(said(AUTOSCALER_REMOVED, hpa('minReplicas: 2, maxReplicas: 12') + app({ replicas: '2' }), app({ replicas: '1' }))).toEqual([
    'warning HorizontalPodAutoscaler/shop/web: goes: web, which had 2 to 12 pods by its load, has 1 pod from now on',
  ]);
  expect(said(AUTOSCALER_REMOVED, scaled, keda('maxReplicaCount: 9') + app())).toEqual([]);
  expect(said(AUTOSCALER_REMOVED, scaled, quota('pods: 9'))).toEqual([]);
});

test('autoscaler-added and replicas-dropped: the pods that run are more than the minimum, and fall for a moment', () => {
  const after = hpa('minReplicas: 2, maxReplicas: 12') + app();
  expect(said(AUTOSCALER_ADDED, app({ replicas: '6' }), after)).toEqual([
    'warning HorizontalPodAutoscaler/shop/web: scales web between 2 and 12 pods, which had 6, and may take it down to 2 pods',
  ]);
  expect(said(REPLICAS_DROPPED, app({ replicas: '6' }), after)).toEqual([
    'warning Deployment/shop/web: falls from 6 pods to 1 for a moment, until the autoscaler brings it back to 2 or more',
  ]);
  expect(said(REPLICAS_DROPPED, app({ replicas: '6' }), hpa('minReplicas: 2, maxReplicas: 12') + app({ replicas: '6' }))).toEqual([]);
  expect(said(REPLICAS_DROPPED, app({ replicas: '1' }), after)).toEqual([]);
  expect(said(AUTOSCALER_ADDED, quota('pods: 9'), after)).toEqual([]);
});

test('resources-changed: more, less memory, the same in other units, one pod', () => {
  const limits = (memory: string) =>
    app({ replicas: '3', resources: `{ requests: { cpu: 250m, memory: 128Mi }, limits: { memory: ${memory} } }` });
  expect(said(RESOURCES_CHANGED, limits('256Mi'), limits('192Mi'))).toEqual([
    'warning Deployment/shop/web: each pod: limits memory 256Mi to 192Mi',
  ]);
  expect(said(RESOURCES_CHANGED, limits('256Mi'), limits('1Gi'))).toEqual([
    'note Deployment/shop/web: each pod: limits memory 256Mi to 1Gi',
  ]);
  expect(said(RESOURCES_CHANGED, limits('256Mi'), limits('262144Ki'))).toEqual([]);
  expect(said(RESOURCES_CHANGED, app({ replicas: '1' }), app({ replicas: '1', resources: '{}' }))).toEqual([
    'note Deployment/shop/web: each pod: requests cpu 250m to none and memory 256Mi to none, limits memory 256Mi to none',
  ]);
});

test('quota-changed: less is a warning, so is none', () => {
  expect(said(QUOTA_CHANGED, quota("requests.cpu: '4'"), quota("requests.cpu: '2', pods: 9"))).toEqual([
    'warning ResourceQuota/shop/shop: allows pods no limit to 9 and requests.cpu 4 to 2',
  ]);
  expect(said(QUOTA_CHANGED, quota('pods: 9'), quota("requests.cpu: '2'"))).toEqual([
    'warning ResourceQuota/shop/shop: allows pods 9 to no limit and requests.cpu no limit to 2',
  ]);
  expect(said(QUOTA_CHANGED, quota('pods: 9'), app())).toEqual([
    'warning ResourceQuota/shop/shop: goes: nothing bounds what its namespace takes of the cluster',
  ]);
  expect(said(QUOTA_CHANGED, app(), app() + quota('pods: 9, requests.memory: 1Gi'))).toEqual([
    'note ResourceQuota/shop/shop: bounds its namespace: pods 9 and requests.memory 1Gi',
  ]);
});

test('quota-changed: less that is known to be enough is a note, with what fits to the last pod of a rollout', () => {
  const changed = (pods: number): string[] =>
    said(QUOTA_CHANGED, quota('pods: 9') + app({ replicas: '4' }), quota(`pods: ${pods}`) + app({ replicas: '4' }));
  // 4 pods, and 1 that comes first while they are replaced.
  expect(changed(5)).toEqual(['note ResourceQuota/shop/shop: allows pods 9 to 5; these manifests fit at full scale and in a rollout']);
  expect(changed(4)).toEqual(['warning ResourceQuota/shop/shop: allows pods 9 to 4']);
  // What is not in the set is not known to fit.
  expect(said(QUOTA_CHANGED, quota('secrets: 9, pods: 9') + app(), quota('secrets: 8, pods: 8') + app())).toEqual([
    'warning ResourceQuota/shop/shop: allows pods 9 to 8 and secrets 9 to 8',
  ]);
});

describe('quota-exceeded', () => {
  const bounds = quota("requests.cpu: '2'");

  test('by a workload, by the quota itself; at its edge it fits', () => {
    // 250m for each of 4 pods and 1 of surge: 1.25; of 7 and 2: 2.25.
    expect(said(QUOTA_EXCEEDED, bounds + app({ replicas: '4' }), bounds + app({ replicas: '7' }))).toEqual([
      'error Deployment/shop/web: at full scale and in a rollout the namespace does not fit its quota shop: requests.cpu 2.25 (1.25 before, 2 allowed)',
    ]);
    expect(said(QUOTA_EXCEEDED, bounds + app({ replicas: '4' }), bounds + app({ replicas: '6' }))).toEqual([]);
    expect(said(QUOTA_EXCEEDED, bounds + app({ replicas: '4' }), quota("requests.cpu: '1'") + app({ replicas: '4' }))).toEqual([
      'error ResourceQuota/shop/shop: at full scale and in a rollout the namespace does not fit its quota shop: requests.cpu 1.25 (1 allowed)',
    ]);
  });

  test('by an autoscaler; one of a workload that is not there takes nothing', () => {
    const [before, stray] = [bounds + app({ replicas: '4' }), hpa('maxReplicas: 50').replaceAll('name: web', 'name: ghost')];
    expect(said(QUOTA_EXCEEDED, before, bounds + app() + hpa('minReplicas: 4, maxReplicas: 12') + stray)).toEqual([
      'error Deployment/shop/web: at full scale and in a rollout the namespace does not fit its quota shop: requests.cpu 3.75 (1.25 before, 2 allowed)',
    ]);
    const scaled = (most: number): string => bounds + app() + hpa(`minReplicas: 4, maxReplicas: ${most}`);
    expect(said(QUOTA_EXCEEDED, scaled(4), scaled(12) + stray)).toEqual([
      'error HorizontalPodAutoscaler/shop/web: at full scale and in a rollout the namespace does not fit its quota shop: requests.cpu 3.75 (1.25 before, 2 allowed)',
    ]);
  });

  test('what was so before, and does not become worse, is not told', () => {
    const [big, bigger] = [20, 24].map((most) => bounds + hpa(`minReplicas: 2, maxReplicas: ${most}`) + app());
    expect(said(QUOTA_EXCEEDED, big ?? '', (big ?? '').replace('web:1', 'web:2'))).toEqual([]);
    expect(said(QUOTA_EXCEEDED, big ?? '', bigger ?? '')).toHaveLength(1);
    expect(said(QUOTA_EXCEEDED, bigger ?? '', big ?? '')).toEqual([]);
  });

  test('a rollout that the quota has no room for hangs, as narrow as it was before; where it fits, an image is no news', () => {
    const rolled = (replicas: string) => app({ replicas }).replace('web:1', 'web:2');
    expect(said(QUOTA_EXCEEDED, quota('pods: 2') + app({ replicas: '2' }), quota('pods: 2') + rolled('2'))).toEqual([
      'error Deployment/shop/web: its rollout hangs: with the surge the namespace does not fit its quota shop: pods 3 (2 allowed)',
    ]);
    expect(said(QUOTA_EXCEEDED, quota('pods: 3') + app({ replicas: '2' }), quota('pods: 3') + rolled('2'))).toEqual([]);
  });

  test('by an object that it counts, by the workload that grows most, and in its own namespace alone', () => {
    const services = quota('services: 1');
    const service = (name: string): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---`;
    expect(
      said(
        QUOTA_EXCEEDED,
        services + app({ replicas: '2' }) + service('web'),
        services + app({ replicas: '3' }) + service('web') + service('api'),
      ),
    ).toEqual([
      'error Service/shop/api: at full scale and in a rollout the namespace does not fit its quota shop: services 2 (1 before, 1 allowed)',
    ]);
    const named = (name: string, replicas: string) => app({ replicas }).replaceAll('web', name);
    const text = 'at full scale and in a rollout the namespace does not fit its quota shop: pods';
    const before = quota('pods: 9') + named('api', '2') + named('web', '2');
    // Each has one of surge: 4 and 1, 6 and 2.
    expect(said(QUOTA_EXCEEDED, before, quota('pods: 9') + named('api', '4') + named('web', '6'))).toEqual([
      `error Deployment/shop/web: ${text} 13 (6 before, 9 allowed)`,
    ]);
    expect(said(QUOTA_EXCEEDED, before, quota('pods: 9') + named('api', '6') + named('web', '4'))).toEqual([
      `error Deployment/shop/api: ${text} 13 (6 before, 9 allowed)`,
    ]);
    const elsewhere = quota('pods: 2').replace('namespace: shop', 'namespace: other');
    expect(said(QUOTA_EXCEEDED, elsewhere + app({ replicas: '2' }), elsewhere + app({ replicas: '2' }).replace('web:1', 'web:2'))).toEqual(
      [],
    );
  });

  test('the LimitRange goes that stated for pods what a quota asks of them', () => {
    const range = `
apiVersion: v1
kind: LimitRange
metadata: { name: defaults, namespace: shop }
spec: { limits: [{ type: Container, default: { cpu: 1 }, defaultRequest: { cpu: 100m } }] }
---`;
    const rest = quota("limits.cpu: '9'") + app();
    expect(said(QUOTA_EXCEEDED, rest + range, rest)).toEqual([
      'error LimitRange/shop/defaults: no new pod of web is let in: the quota bounds limits.cpu, and its containers state none',
    ]);
  });

  test('pods that say nothing of what a quota bounds are refused', () => {
    expect(said(QUOTA_EXCEEDED, app(), app() + quota("limits.cpu: '9', requests.cpu: '9'"))).toEqual([
      'error ResourceQuota/shop/shop: no new pod of web is let in: the quota bounds limits.cpu, and its containers state none',
    ]);
  });
});

test('limit-range-exceeded: above, below, too far apart, and for the pod as a whole', () => {
  const range = (limit: string): string => `
apiVersion: v1
kind: LimitRange
metadata: { name: shop, namespace: shop }
spec: { limits: [{ ${limit} }] }
---`;
  const wide = app({ resources: '{ requests: { cpu: 100m, memory: 256Mi }, limits: { cpu: 1, memory: 512Mi } }' });
  const refused = (limit: string): string[] => said(LIMIT_RANGE_EXCEEDED, wide, wide + range(limit));
  const begin = 'error LimitRange/shop/shop: no new pod of web is let in:';
  expect(refused('type: Container, max: { memory: 256Mi }')).toEqual([`${begin} container app: limits.memory 512Mi, at most 256Mi`]);
  expect(refused('type: Container, min: { cpu: 200m }')).toEqual([`${begin} container app: requests.cpu 100m, at least 200m`]);
  expect(refused("type: Container, maxLimitRequestRatio: { cpu: '4' }")).toEqual([
    `${begin} container app: limits.cpu 1, at most 4 times the request of 100m`,
  ]);
  expect(refused('type: Pod, max: { cpu: 500m }')).toEqual([`${begin} each pod: limits.cpu 1, at most 500m`]);
  expect(refused('type: Container, max: { memory: 512Mi }, default: { cpu: 1 }')).toEqual([]);
  expect(refused("type: Container, min: { cpu: 100m }, maxLimitRequestRatio: { cpu: '10' }")).toEqual([]);
  expect(refused('type: PersistentVolumeClaim, max: { storage: 1Gi }')).toEqual([]);
  expect(said(LIMIT_RANGE_EXCEEDED, wide, wide + range('type: Pod, max: { cpu: 1m }').replace(', namespace: shop', ''))).toEqual([]);
  const bare = app({ resources: '{}' }) + range('type: Container, max: { memory: 512Mi }');
  const defaults = (memory: string) => range(`type: Container, default: { memory: ${memory} }`).replace('name: shop', 'name: defaults');
  expect(said(LIMIT_RANGE_EXCEEDED, bare + defaults('256Mi'), bare + defaults('1Gi'))).toEqual([
    'error LimitRange/shop/defaults: no new pod of web is let in: container app: limits.memory 1Gi, at most 512Mi',
  ]);
});

describe('database-connections', () => {
  const database = (most: number): string => `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 5432 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: 'postgres:17.6', args: [-c, max_connections=${most}] }] } }
---`;
  const client = (replicas: string, pool: number): string =>
    app({ replicas, env: `{ name: DB_HOST, value: db }, { name: DB_POOL_SIZE, value: '${pool}' }` });

  test('too many by a pool, or by the limit of the server', () => {
    expect(said(DATABASE_CONNECTIONS, database(100) + client('4', 10), database(100) + client('4', 20))).toEqual([
      'error Deployment/shop/web: db must carry 100 connections instead of 50, and takes 97: web 5 pods × 20',
    ]);
    expect(said(DATABASE_CONNECTIONS, database(100) + client('4', 10), database(40) + client('4', 10))).toEqual([
      'error StatefulSet/shop/db: db must carry 50 connections instead of 50, and takes 37 instead of 97: web 5 pods × 10',
    ]);
  });

  test('by the client whose share changes most; one that is new or goes counts too', () => {
    const named = (name: string, replicas: string, pool: number) => client(replicas, pool).replaceAll('web', name);
    const [web, api] = [named('web', '4', 10), named('api', '1', 10)];
    expect(said(DATABASE_CONNECTIONS, database(100) + web, database(100) + web + api)).toEqual([
      'note Deployment/shop/api: db must carry 70 connections instead of 50, and takes 97: api 2 pods × 10 and web 5 pods × 10',
    ]);
    expect(said(DATABASE_CONNECTIONS, database(100) + web + api, database(100) + web)).toEqual([
      'note Deployment/shop/api: db must carry 50 connections instead of 70, and takes 97: web 5 pods × 10',
    ]);
    expect(said(DATABASE_CONNECTIONS, database(100) + web + api, database(100) + named('web', '4', 14) + named('api', '1', 11))).toEqual([
      'note Deployment/shop/web: db must carry 92 connections instead of 70, and takes 97: api 2 pods × 11 and web 5 pods × 14',
    ]);
    expect(said(DATABASE_CONNECTIONS, database(100) + web + api, database(100) + named('web', '4', 11) + named('api', '1', 20))).toEqual([
      'note Deployment/shop/api: db must carry 95 connections instead of 70, and takes 97: api 2 pods × 20 and web 5 pods × 11',
    ]);
  });

  test('more that fit are a note; another image, or more room, is none', () => {
    expect(said(DATABASE_CONNECTIONS, database(100) + client('4', 10), database(100) + client('4', 12))).toEqual([
      'note Deployment/shop/web: db must carry 60 connections instead of 50, and takes 97: web 5 pods × 12',
    ]);
    const shop = database(100) + client('4', 10);
    expect(said(DATABASE_CONNECTIONS, shop, shop.replace('web:1', 'web:2'))).toEqual([]);
    expect(said(DATABASE_CONNECTIONS, shop, database(200) + client('4', 10))).toEqual([]);
  });
});

describe('budget-changed', () => {
  const budget = (spec: string): string => `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec: { ${spec}, selector: { matchLabels: { app: web } } }
---`;

  test('blocked by the budget, or by fewer pods', () => {
    const two = app({ replicas: '2' });
    expect(said(BUDGET_CHANGED, budget('maxUnavailable: 1') + two, budget('maxUnavailable: 0') + two)).toEqual([
      'warning PodDisruptionBudget/shop/web: no pod of web may be evicted any more: maxUnavailable 0',
    ]);
    expect(said(BUDGET_CHANGED, budget('minAvailable: 2') + app({ replicas: '3' }), budget('minAvailable: 2') + two)).toEqual([
      'warning Deployment/shop/web: no pod of web may be evicted any more by the budget web: minAvailable 2',
    ]);
    expect(said(BUDGET_CHANGED, budget('maxUnavailable: 0') + two, budget('maxUnavailable: 0') + two)).toEqual([]);
    const beside = app({ replicas: '1' }).replace('name: web', 'name: beside');
    expect(said(BUDGET_CHANGED, budget('minAvailable: 2') + two + beside, budget('minAvailable: 2') + two)).toEqual([
      'warning Deployment/shop/beside: no pod of web may be evicted any more by the budget web: minAvailable 2',
    ]);
    expect(said(BUDGET_CHANGED, budget('maxUnavailable: 1'), budget('maxUnavailable: 0'))).toEqual([
      'warning PodDisruptionBudget/shop/web: no pod that it selects may be evicted any more: maxUnavailable 0',
    ]);
  });

  test('gone, or another number', () => {
    const three = app({ replicas: '3' });
    expect(said(BUDGET_CHANGED, budget('maxUnavailable: 1') + three, three)).toEqual([
      'warning PodDisruptionBudget/shop/web: goes: a drain may take all pods of web at once',
    ]);
    expect(said(BUDGET_CHANGED, budget('minAvailable: 2') + three, budget('maxUnavailable: 1') + three)).toEqual([
      'note PodDisruptionBudget/shop/web: lets another number of pods be evicted at once: minAvailable 2 to none and maxUnavailable none to 1',
    ]);
    expect(said(BUDGET_CHANGED, budget('maxUnavailable: 1') + three, quota('pods: 9'))).toEqual([]);
  });
});

test('priority-changed: lower, higher, of a class that is not there', () => {
  const classes = ['high', 'low'].map(
    (name, i) => `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: ${name} }
value: ${i === 0 ? 1000 : 10}
---`,
  );
  const at = (name: string) => classes.join('') + app({ pod: `priorityClassName: ${name},` });
  expect(said(PRIORITY_CHANGED, at('high'), at('low'))).toEqual([
    'warning Deployment/shop/web: has priority low (10) instead of high (1000)',
  ]);
  expect(said(PRIORITY_CHANGED, at('low'), at('high'))).toEqual(['note Deployment/shop/web: has priority high (1000) instead of low (10)']);
  expect(said(PRIORITY_CHANGED, at('high'), at('other'))).toEqual([
    'warning Deployment/shop/web: has priority other instead of high (1000)',
  ]);
  expect(said(PRIORITY_CHANGED, app(), at('low'))).toEqual(['note Deployment/shop/web: has priority low (10) instead of none (0)']);
});

test('a number beside an autoscaler, which each apply sets again', () => {
  const scaled = hpa('minReplicas: 2, maxReplicas: 4');
  expect(said(REPLICAS_DROPPED, scaled + app(), scaled + app({ replicas: '1' }))).toEqual([
    'warning Deployment/shop/web: is set to 1 pod whatever its autoscaler has come to (2 to 4), now and at every later apply',
  ]);
});

test('a Job that runs more pods at once', () => {
  const job = (spec: string): string => `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, namespace: shop }
spec: { ${spec}, template: { spec: { restartPolicy: Never, containers: [{ name: job, image: 'registry.example/web:1' }] } } }
---`;
  expect(said(REPLICAS_CHANGED, job('parallelism: 1, completions: 3'), job('parallelism: 2, completions: 3'))).toEqual([
    'note Job/shop/migrate: runs 2 pods at once instead of 1',
  ]);
});
