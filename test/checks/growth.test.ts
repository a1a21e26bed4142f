import { BUILT_IN_PACKS, rulesOf } from '../../lib/checks/registry';
import type { Rule } from '../../lib/checks/rule';
import { runRules } from '../../lib/checks/runner';
import type { JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { Meter } from '../support/counted';

const mockMeter = new Meter();

jest.mock('../../lib/manifests/pods', () => {
  const actual = jest.requireActual('../../lib/manifests/pods');
  // The manifest stays itself, because rules compare it with others.
  const isManifest = (inner: object) => 'apiVersion' in inner;
  return { ...actual, podsOf: (manifest: unknown) => mockMeter.over(actual.podsOf(manifest), isManifest) };
});

/** One component of a shop with all that goes with it; each fourth has everything misspelt, so that nothing it names is there. */
function component(i: number): JsonObject[] {
  const name = `c${i}`;
  const other = i % 4 === 0 ? `x${i}` : name;
  const labels = { 'part-of': 'shop', app: name };
  const metadata = { name, namespace: 'shop', labels };
  const selector = { matchLabels: { 'part-of': 'shop', app: other } };
  const container = {
    name: 'app',
    image: `registry.example/${name}:1`,
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: other, key: 'a' } } }],
    envFrom: [{ secretRef: { name: other } }],
  };
  const spec = {
    serviceAccountName: other,
    priorityClassName: other,
    containers: [container],
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName: other } }],
  };
  const backend = { service: { name: other, port: { number: 80 } } };
  const rbac = 'rbac.authorization.k8s.io';
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'x' } },
    { apiVersion: 'v1', kind: 'Secret', metadata },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: {} },
    { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value: 1 },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: selector.matchLabels, ports: [{ port: 80, targetPort: 'http' }] } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { ...metadata, name: `${name}-db` },
      spec: {
        serviceName: other,
        selector: { matchLabels: { app: `${name}-db` } },
        template: { metadata: { labels: { app: `${name}-db`, 'part-of': 'shop' } }, spec },
        volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      },
    },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: 1, selector } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: { podSelector: selector, ingress: [{ from: [{ podSelector: selector }] }] },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata,
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: other }, minReplicas: 2, maxReplicas: 4 },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: {
        tls: [{ secretName: other }],
        rules: [{ host: `${name}.shop.example`, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
      },
    },
    { apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbac, kind: 'Role', name: other },
      subjects: [{ kind: 'ServiceAccount', name: other, namespace: 'shop' }],
    },
  ];
}

/** What each rule reads of a set of some components, by the rule's id. */
function workOf(rules: readonly Rule[], components: number): Map<string, number> {
  const bodies = Array.from({ length: components }, (_, i) => component(i)).flat();
  const manifests = new ManifestSet(bodies.map((body) => mockMeter.over(manifestOf(mockMeter.copyOf(body)))));
  const target = { manifests, kubernetes: KubernetesVersion.V1_34, settings: { registries: ['registry.example'] } };
  return new Map(
    rules.map((rule) => {
      const before = mockMeter.reads;
      runRules([rule], target);
      return [rule.id, mockMeter.reads - before];
    }),
  );
}

/** How many times as much a rule reads of twice the components. */
function growthOf(rules: readonly Rule[]): Map<string, number> {
  // What is built once in a process is built before anything is counted.
  workOf(rules, 1);
  const [once, twice] = [workOf(rules, 30), workOf(rules, 60)];
  return new Map(rules.map(({ id }) => [id, (twice.get(id) ?? 0) / Math.max(once.get(id) ?? 0, 1)]));
}

const TEXT = { severity: 'note', why: '', wanted: '', fix: '', wrong: '', right: '', see: [] } as const;

/** Two rules that look through the set for each object, as none should. */
const SCANS: readonly Rule[] = [
  {
    ...TEXT,
    id: 'scan-of-pods',
    *find({ manifests }) {
      for (const pods of manifests.pods)
        if (manifests.pods.every((other) => other.labels.app !== pods.name)) yield { manifest: pods.manifest, field: [], got: '' };
    },
  },
  {
    ...TEXT,
    id: 'scan-of-objects',
    *find({ manifests }) {
      for (const manifest of manifests.of('Service'))
        if (manifests.all.every(({ name }) => name !== 'none')) yield { manifest, field: [], got: '' };
    },
  },
];

test('every rule reads twice as much of twice as many objects, and no more', () => {
  const growth = growthOf(rulesOf(BUILT_IN_PACKS));
  expect(growth.size).toBeGreaterThan(140);
  expect([...growth].filter(([, times]) => times > 2.1)).toEqual([]);
  // Those over several objects do read something here, or their growth would say nothing.
  for (const id of [
    'dangling-secret',
    'shared-pods',
    'two-budgets',
    'service-port-name',
    'policy-without-pods',
    'backend-port',
    'dangling-subject',
  ])
    expect([id, (growth.get(id) ?? 0) > 1.8]).toEqual([id, true]);
});

test('a rule that looks through the set for each object is seen', () => {
  for (const [id, times] of growthOf(SCANS)) expect([id, times > 3.5]).toEqual([id, true]);
});
