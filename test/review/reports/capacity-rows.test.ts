import type { JsonObject } from '../../../lib/manifests/json';
import { capacityChangesOf, capacityTexts } from '../../../lib/review/reports/capacity-rows';
import { deployment, reviewOf } from '../../support/review-case';

const RESOURCES = { requests: { cpu: '250m', memory: '128Mi' }, limits: { memory: '256Mi' } };

function sized(name: string, replicas: number, resources: JsonObject = RESOURCES, env: JsonObject[] = []): JsonObject {
  const whole = JSON.parse(JSON.stringify(deployment(name, 'a:1')));
  whole.spec.replicas = replicas;
  Object.assign(whole.spec.template.spec.containers[0], { resources, env });
  return whole;
}

const quota = (pods: number): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'all', namespace: 'shop' },
  spec: { hard: { pods: `${pods}`, 'requests.cpu': '4', 'requests.memory': '2Gi' } },
});

const told = (before: JsonObject[], after: JsonObject[]) =>
  capacityTexts(capacityChangesOf(reviewOf([], before, after))).map((row) => `${row.name} ${row.what}: ${row.before} → ${row.after}`);

test('what is the same before and after is no row', () => {
  expect(told([sized('web', 2), quota(9)], [sized('web', 2), quota(9)])).toEqual([]);
});

test('more pods are more of everything, and more of what the quota allows is used', () => {
  expect(told([sized('web', 2), quota(9)], [sized('web', 4), quota(12)])).toEqual([
    'namespace shop CPU requests at full scale: 500m → 1',
    'namespace shop memory requests at full scale: 256Mi → 512Mi',
    'namespace shop memory limits at full scale: 512Mi → 1Gi',
    'namespace shop pods at full scale: 2 → 4',
    'quota shop/all pods: 3 of 9 → 5 of 12',
    'quota shop/all requests.cpu: 750m of 4 → 1250m of 4',
    'quota shop/all requests.memory: 384Mi of 2Gi → 640Mi of 2Gi',
    'shop/web pods: 2, 1 more in a rollout → 4, 1 more in a rollout',
  ]);
});

test('a pod that asks for more, and one that asks for nothing', () => {
  expect(told([sized('web', 1, {})], [sized('web', 1)])).toEqual([
    'namespace shop CPU requests at full scale: 0 → 250m',
    'namespace shop memory requests at full scale: 0 → 128Mi',
    'namespace shop memory limits at full scale: 0 → 256Mi',
    'shop/web CPU of a pod: no request, no limit → 250m, no limit',
    'shop/web memory of a pod: no request, no limit → 128Mi, at most 256Mi',
  ]);
});

test('what is new or gone has nothing at the other end', () => {
  expect(told([sized('old', 1)], [sized('new', 1)])).toEqual([
    'shop/new pods: – → 1, 1 more in a rollout',
    'shop/new CPU of a pod: – → 250m, no limit',
    'shop/new memory of a pod: – → 128Mi, at most 256Mi',
    'shop/old pods: 1, 1 more in a rollout → –',
    'shop/old CPU of a pod: 250m, no limit → –',
    'shop/old memory of a pod: 128Mi, at most 256Mi → –',
  ]);
});

test('the connections that a database must carry grow with its clients', () => {
  const database = { ...deployment('db', 'postgres:17'), kind: 'StatefulSet' };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] },
  };
  const env = [
    { name: 'DB_HOST', value: 'db' },
    { name: 'DB_POOL_SIZE', value: '8' },
  ];
  const rows = told([sized('web', 1, RESOURCES, env), database, service], [sized('web', 3, RESOURCES, env), database, service]);
  expect(rows).toContain('shop/db connections at the most: 16 of 97 → 32 of 97');
});

test('pods of each node are not counted, and an autoscaler has a least and a most', () => {
  const agent = { ...sized('agent', 1), kind: 'DaemonSet' };
  const scaler: JsonObject = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 8 },
  };
  const rows = told([sized('web', 2)], [sized('web', 2), scaler, agent]);
  expect(rows.filter((row) => / pods: /.test(row))).toEqual([
    'shop/agent pods: – → one a node',
    'shop/web pods: 2, 1 more in a rollout → 2 to 8, 2 more in a rollout',
  ]);
});

test('a quota and a database that are new or gone', () => {
  const database = { ...deployment('db', 'postgres:17'), kind: 'StatefulSet' };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] },
  };
  const env = [
    { name: 'DB_HOST', value: 'db' },
    { name: 'DB_POOL_SIZE', value: '8' },
  ];
  const [without, having] = [[sized('web', 1)], [sized('web', 1, RESOURCES, env), database, service, quota(9)]];
  const ofBoth = (rows: string[]) => rows.filter((row) => /^quota shop\/all pods|connections at the most/.test(row));
  expect(ofBoth(told(without, having))).toEqual(['quota shop/all pods: – → 5 of 9', 'shop/db connections at the most: – → 16 of 97']);
  expect(ofBoth(told(having, without))).toEqual(['quota shop/all pods: 5 of 9 → –', 'shop/db connections at the most: 16 of 97 → –']);
});
