import { at, type JsonObject } from '../../../lib/manifests/json';
import { storedForm } from '../../../lib/review/stored-form';
import { setOf, storedDifferences } from '../../support/stored';

const deployment = (spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', ...metadata },
  spec: { selector: { matchLabels: { app: 'web' } }, template: { spec: { containers: [{ name: 'web', image: 'x:1' }] } }, ...spec },
});

const scaler = (body: JsonObject): JsonObject => ({ metadata: { name: 'web', namespace: 'shop' }, ...body });
const HPA = scaler({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
});
const KEDA = scaler({ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', spec: { scaleTargetRef: { name: 'web' }, triggers: [] } });

const replicasOf = (...bodies: JsonObject[]) => at(storedForm(setOf(bodies)).all[0]?.body, 'spec', 'replicas');

test('what the API server and controllers write into an object is no difference', () => {
  const live = deployment(
    {},
    {
      uid: 'u',
      resourceVersion: '7',
      generation: 3,
      creationTimestamp: '2026-01-01T00:00:00Z',
      selfLink: '/x',
      managedFields: [{ manager: 'kubectl' }],
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', 'deployment.kubernetes.io/revision': '4' },
      finalizers: ['foregroundDeletion'],
    },
  );
  expect(storedDifferences([{ ...live, status: { replicas: 3 } }], [deployment()])).toEqual([]);
});

test('what a user writes beside it is one', () => {
  const own = deployment(
    {},
    { annotations: { 'deployment.kubernetes.io/revision': '4', team: 'a' }, finalizers: ['orphan', 'example.com/hold'] },
  );
  expect(storedDifferences([deployment()], [own])).toEqual([
    'apps/Deployment/shop/web metadata.annotations',
    'apps/Deployment/shop/web metadata.finalizers',
  ]);
  const claim = (name: string): JsonObject => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'a', annotations: { [name]: 'x' } },
  });
  expect(storedDifferences([claim('volume.beta.kubernetes.io/storage-class')], [claim('volume.kubernetes.io/selected-node')])).toHaveLength(
    1,
  );
});

test('replicas that something else decides stay open where none are stated', () => {
  expect(replicasOf(deployment())).toBe(1);
  expect(replicasOf(deployment(), HPA)).toBeUndefined();
  expect(replicasOf(deployment(), KEDA)).toBeUndefined();
  expect(replicasOf(deployment({ replicas: 2 }), HPA)).toBe(2);
});

test('what an autoscaler has set last stays when it goes, until a number is stated', () => {
  expect(storedDifferences([deployment(), HPA], [deployment()])).toEqual(['autoscaling/HorizontalPodAutoscaler/shop/web removed']);
  const labelled = { ...deployment(), metadata: { name: 'web', namespace: 'shop', labels: { team: 'checkout' } } };
  expect(storedDifferences([deployment(), HPA], [labelled])).toEqual([
    'apps/Deployment/shop/web metadata.labels',
    'autoscaling/HorizontalPodAutoscaler/shop/web removed',
  ]);
  expect(storedDifferences([deployment(), HPA], [deployment({ replicas: 1 })])).toContain('apps/Deployment/shop/web spec.replicas');
});

describe('empty and absent', () => {
  const policy = (spec: JsonObject): JsonObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'shop' },
    spec,
  });
  const types = { policyTypes: ['Ingress'] };

  test.each<[string, JsonObject, JsonObject]>([
    ['no rule is no rule, however it is said', { ...types, ingress: [] }, types],
    ['a rule without peers is one of all peers', { ingress: [{ from: [] }] }, { ingress: [{}] }],
    ['a selector of all pods is the one that is filled in', { ...types, podSelector: {} }, types],
    ['egress that is empty makes no policy of egress', { ingress: [{}], egress: [] }, { ingress: [{}] }],
    ['the policy types are those that follow from the rules', { egress: [{}] }, { egress: [{}], policyTypes: ['Egress', 'Ingress'] }],
  ])('are the same: %s', (_, a, b) => {
    expect(storedDifferences([policy(a)], [policy(b)])).toEqual([]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['a rule that lets everything in', { ...types, ingress: [{}] }, { ...types, ingress: [] }],
    ['a peer that is every pod', { ingress: [{ from: [{ podSelector: {} }] }] }, { ingress: [{ from: [] }] }],
    [
      'a peer that is every namespace',
      { ingress: [{ from: [{ podSelector: {}, namespaceSelector: {} }] }] },
      { ingress: [{ from: [{ podSelector: {} }] }] },
    ],
  ])('are not: %s', (_, a, b) => {
    expect(storedDifferences([policy(a)], [policy(b)])).not.toEqual([]);
  });

  test('in a pod, as the API has measured them', () => {
    const pod = (spec: JsonObject, container: JsonObject = {}): JsonObject =>
      deployment({ template: { metadata: {}, spec: { containers: [{ name: 'web', image: 'x:1', ...container }], ...spec } } });
    const same: JsonObject[] = [
      pod({ hostNetwork: false, nodeSelector: {}, tolerations: [], volumes: [], initContainers: null, securityContext: {} }),
      pod({}, { env: [], args: [], command: null, resources: {}, tty: false, stdin: false, workingDir: '' }),
      deployment({ template: { metadata: { annotations: {}, labels: null }, spec: { containers: [{ name: 'web', image: 'x:1' }] } } }),
    ];
    for (const other of same) expect(storedDifferences([pod({})], [other])).toEqual([]);
    const different: JsonObject[] = [
      pod({ automountServiceAccountToken: true }),
      pod({ enableServiceLinks: true }),
      pod({ affinity: {} }),
      pod({}, { securityContext: {} }),
      pod({}, { resources: { limits: { cpu: '1' } } }),
    ];
    for (const other of different) expect(storedDifferences([pod({})], [other])).toHaveLength(1);
    const limits = { limits: { cpu: '1' } };
    expect(
      storedDifferences([pod({}, { resources: limits })], [pod({}, { resources: { ...limits, requests: { cpu: '1' } } })]),
    ).toHaveLength(1);
  });

  test('an environment variable without a value is one that is empty', () => {
    const env = (value: JsonObject): JsonObject =>
      deployment({ template: { spec: { containers: [{ name: 'web', env: [{ name: 'A', ...value }] }] } } });
    expect(storedDifferences([env({})], [env({ value: '' })])).toEqual([]);
    expect(storedDifferences([env({})], [env({ value: '0' })])).toHaveLength(1);
  });
});

describe('a Service over one that runs', () => {
  const service = (spec: JsonObject): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's', namespace: 'shop' },
    spec,
  });
  const ports = (...nodePorts: (number | undefined)[]) =>
    nodePorts.map((nodePort, i) => ({ name: `p${i}`, port: 80 + i, ...(nodePort && { nodePort }) }));
  const differences = (before: JsonObject, after: JsonObject) =>
    storedDifferences([service(before)], [service(after)]).map((line) => line.slice('/Service/shop/s '.length));

  test('keeps the addresses and ports that it was given', () => {
    const running = {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      clusterIP: '10.0.0.7',
      clusterIPs: ['10.0.0.7'],
      ipFamilies: ['IPv4'],
      healthCheckNodePort: 32000,
      ports: ports(30080, 30081),
    };
    expect(differences(running, { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports: ports(undefined, undefined) })).toEqual([]);
    expect(
      differences(running, { type: 'LoadBalancer', externalTrafficPolicy: 'Local', clusterIP: '10.0.0.8', ports: ports(30090, undefined) }),
    ).toEqual(['spec.clusterIP', 'spec.clusterIPs[0]', 'spec.ports[80/TCP].nodePort']);
  });

  test('gives them back with a type that has none', () => {
    expect(differences({ type: 'NodePort', ports: ports(30080) }, { ports: ports(undefined) })).toEqual([
      'spec.externalTrafficPolicy',
      'spec.ports[80/TCP].nodePort',
      'spec.type',
    ]);
    expect(differences({ clusterIP: '10.0.0.7' }, { type: 'ExternalName', externalName: 'x.example' })).toContain('spec.clusterIP');
  });

  test('that has no address shows that it is no longer said, though the server keeps that too', () => {
    expect(differences({ clusterIP: 'None', selector: { a: 'b' } }, { selector: { a: 'b' } })).toEqual([
      'spec.clusterIP',
      'spec.clusterIPs',
    ]);
  });
});

test('secrets are compared by their bytes, however they are written', () => {
  const secret = (fields: JsonObject): JsonObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...fields });
  expect(storedDifferences([secret({ stringData: { a: 'über' } })], [secret({ data: { a: 'w7xi\nZXI=\n' } })])).toEqual([]);
  expect(storedDifferences([secret({ stringData: { a: 'x' } })], [secret({ data: { a: 'eQ==' } })])).toEqual(['/Secret//s data.a']);
  expect(storedDifferences([secret({ type: 'Opaque', data: {} })], [secret({})])).toEqual([]);
});

test('a HorizontalPodAutoscaler in another version is the same one, but for the version', () => {
  const first = { ...HPA, apiVersion: 'autoscaling/v1', spec: { ...(HPA.spec as JsonObject), targetCPUUtilizationPercentage: 60 } };
  const cpu = (percent: number): JsonObject => ({
    ...HPA,
    spec: {
      ...(HPA.spec as JsonObject),
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } } }],
    },
  });
  expect(storedDifferences([first], [cpu(60)])).toEqual(['autoscaling/HorizontalPodAutoscaler/shop/web apiVersion']);
  expect(storedDifferences([first], [cpu(70)])).toHaveLength(2);
  const removed = (apiVersion: string): JsonObject => ({
    apiVersion,
    kind: 'PodDisruptionBudget',
    metadata: { name: 'p' },
    spec: { selector: {}, minAvailable: 1 },
  });
  expect(storedDifferences([removed('policy/v1beta1')], [removed('policy/v1')])).toEqual(['policy/PodDisruptionBudget//p apiVersion']);
});

test('custom resources, and fields that the API does not know, stay as they are', () => {
  const custom = (spec: JsonObject): JsonObject => ({ apiVersion: 'example.com/v1', kind: 'A', metadata: { name: 'a' }, spec });
  expect(storedDifferences([custom({ a: null, b: [] })], [custom({ b: [] })])).toEqual(['example.com/A//a spec.a']);
  expect(storedDifferences([deployment({ unknown: [] })], [deployment()])).toEqual(['apps/Deployment/shop/web spec.unknown']);
});

test('objects whose fields are of other types than they should be are read as far as they can be', () => {
  for (const spec of [null, 7, 'x', [], [null], { containers: 7 }, { containers: [null, 7], volumes: { a: 1 } }] as never[]) {
    for (const kind of [
      'Deployment',
      'Job',
      'StatefulSet',
      'Pod',
      'Service',
      'NetworkPolicy',
      'HorizontalPodAutoscaler',
      'PersistentVolumeClaim',
      'Secret',
      'Namespace',
      'LimitRange',
    ])
      for (const apiVersion of ['apps/v1', 'batch/v1', 'v1', 'networking.k8s.io/v1', 'autoscaling/v1', 'autoscaling/v2'])
        for (const template of [spec, { spec, metadata: spec }]) {
          const bodies = [
            { apiVersion, kind, metadata: { name: 'a', labels: spec }, spec },
            {
              apiVersion,
              kind,
              metadata: { name: 'b' },
              data: spec,
              stringData: spec,
              spec: { template, limits: spec, behavior: spec, ports: spec, volumeClaimTemplates: spec },
            },
          ];
          expect(() => storedForm(setOf(bodies))).not.toThrow();
        }
  }
});

test('an address stands in two fields, of which either is enough', () => {
  const service = (spec: JsonObject): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { ...spec, selector: { app: 'db' }, ports: [{ port: 5432 }] },
  });
  expect(storedDifferences([service({ clusterIP: 'None' })], [service({ clusterIPs: ['None'] })])).toEqual([]);
});
