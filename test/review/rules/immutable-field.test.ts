import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { IMMUTABLE_FIELD } from '../../../lib/review/rules/immutable-field';
import { effectsBy, told } from '../../support/reviewed';

/** An object with a spec, before and after. */
const ends = (head: string, before: string, after: string): [string, string] => [`${head}${before}`, `${head}${after}`];
const spec = (apiVersion: string, kind: string, before: string, after: string): [string, string] =>
  ends(`{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it, namespace: shop }, spec: `, `${before} }`, `${after} }`);
const plain = (apiVersion: string, kind: string, before: string, after: string): [string, string] =>
  ends(`{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it }, `, `${before} }`, `${after} }`);
const summaries = (...args: Parameters<typeof effectsBy>): string[] => effectsBy(...args).map(({ summary }) => summary);

test('the example of a chart version in a claim template is told in full', () => {
  const [effect] = effectsBy(IMMUTABLE_FIELD, IMMUTABLE_FIELD.before, IMMUTABLE_FIELD.after);
  expect(effect).toEqual({
    rule: 'immutable-field',
    kind: 'refused',
    severity: 'error',
    object: 'apps/StatefulSet/shop/orders-db',
    component: '',
    fields: ['spec.volumeClaimTemplates[data].metadata.labels["helm.sh/chart"]'],
    summary:
      'is refused: spec.volumeClaimTemplates[data].metadata.labels["helm.sh/chart"] changes with the release, and the claim templates of a StatefulSet cannot be changed, their labels included',
    reason: 'the API server lets an update of this kind change some fields only, and refuses the whole of an update that changes others',
    recipe: [
      'leave out of the claim templates whatever changes with a release, such as the version of the chart',
      'kubectl delete statefulset orders-db -n shop --cascade=orphan: its pods and their volumes stay',
      'apply the new one, which takes the pods back and replaces those that differ',
    ],
  });
});

describe('the recipe of a claim template', () => {
  const recipe = (before: string, after: string, replicas = 1): readonly string[] | undefined => {
    const set = (claims: string): string =>
      `{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: db, namespace: shop }, spec: { replicas: ${replicas}, selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: app, image: 'registry.example/db:1' }] } }, volumeClaimTemplates: [${claims}] } }`;
    return effectsBy(IMMUTABLE_FIELD, set(before), set(after))[0]?.recipe;
  };
  const claim = (size: string, more = ''): string =>
    `{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce]${more}, resources: { requests: { storage: ${size} } } } }`;
  const anew = [
    'kubectl delete statefulset db -n shop --cascade=orphan: its pods and their volumes stay',
    'apply the new one, which takes the pods back and replaces those that differ',
  ];

  test('a larger disk is grown claim by claim, by a command that can be pasted', () => {
    const patch = `kubectl patch pvc data-db-0 -n shop -p '{"spec":{"resources":{"requests":{"storage":"100Gi"}}}}'`;
    const grow = `where the StorageClass has allowVolumeExpansion: true, grow each claim that exists: ${patch}`;
    expect(recipe(claim('50Gi'), claim('100Gi'))).toEqual([grow, ...anew]);
    expect(recipe(claim('50Gi'), claim('100Gi'), 3)).toEqual([`${grow}, and so on to data-db-2`, ...anew]);
  });

  test('a smaller one is not to be had, and anything else leaves what exists as it is', () => {
    expect(recipe(claim('50Gi'), claim('20Gi'))).toEqual([
      'keep the size in the claim template; a volume never shrinks',
      'to pay for less, make a StatefulSet of another name with the smaller disk, copy the data over (dump and restore), switch its clients, and remove the old one in a later change',
    ]);
    expect(recipe(claim('50Gi'), claim('50Gi', ', storageClassName: fast'))).toEqual([
      'the claims and volumes that exist stay as they are whatever the template says',
      ...anew,
    ]);
  });
});

test('two labels of a claim template are told together', () => {
  const [before, after] = ['1', '2'].map(
    (version) =>
      `{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: it, namespace: shop }, spec: { selector: { matchLabels: { app: it } }, template: { metadata: { labels: { app: it } }, spec: { containers: [{ name: app, image: 'registry.example/it:1' }] } }, volumeClaimTemplates: [{ metadata: { name: data, labels: { chart: '${version}', version: '${version}' } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 8Gi } } } }] } }`,
  ) as [string, string];
  expect(summaries(IMMUTABLE_FIELD, before, after)).toEqual([
    'is refused: spec.volumeClaimTemplates[data].metadata.labels.chart and spec.volumeClaimTemplates[data].metadata.labels.version change with the release, and the claim templates of a StatefulSet cannot be changed, their labels included',
  ]);
});

test('commonLabels that went into a selector are told as such', () => {
  const workload = (labels: string): string =>
    `{ selector: { matchLabels: ${labels} }, template: { metadata: { labels: ${labels} }, spec: { containers: [{ name: a, image: "a:1" }] } } }`;
  const [before, after] = spec('apps/v1', 'Deployment', workload('{ app: it }'), workload('{ app: it, team: checkout }'));
  const [effect] = effectsBy(IMMUTABLE_FIELD, before, after);
  expect(effect?.summary).toBe(
    'is refused: team went into spec.selector with the labels of the pods, as commonLabels of kustomize do, and the selector of a Deployment cannot be changed',
  );
  expect(effect?.fields).toEqual(['spec.selector.matchLabels.team']);
  expect(effect?.recipe).toEqual([
    'keep spec.selector as it is ({"app":"it"}) and put new labels on the metadata and the pod template only; in kustomize, labels with includeSelectors: false instead of commonLabels',
    `where the selector must be {"app":"it","team":"checkout"}: give the Deployment another name, let both run, move the Service's selector over, then remove the old one`,
    'or accept the time without pods: kubectl delete deployment it -n shop, then apply',
  ]);
});

const TEMPLATE = 'template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a, image: "a:1" }] } }';

test.each<[string, [string, string], string]>([
  [
    'the selector of a DaemonSet',
    spec(
      'apps/v1',
      'DaemonSet',
      `{ selector: { matchLabels: { a: b, c: d } }, ${TEMPLATE} }`,
      `{ selector: { matchLabels: { a: b } }, ${TEMPLATE} }`,
    ),
    'is refused: spec.selector.matchLabels.c cannot change from d to nothing',
  ],
  [
    'much of a StatefulSet',
    spec(
      'apps/v1',
      'StatefulSet',
      '{ serviceName: a, podManagementPolicy: Parallel }',
      '{ serviceName: b, podManagementPolicy: OrderedReady }',
    ),
    'is refused: spec.podManagementPolicy and spec.serviceName cannot be changed',
  ],
  [
    'the template of a Job',
    spec('batch/v1', 'Job', `{ ${TEMPLATE} }`, `{ ${TEMPLATE.replace('a:1', 'a:2')} }`),
    'is refused: spec.template.spec.containers[a].image cannot change from a:1 to a:2',
  ],
  [
    'completions of a Job',
    spec('batch/v1', 'Job', '{ completions: 2 }', '{ completions: 3 }'),
    'is refused: spec.completions cannot change from 2 to 3',
  ],
  [
    'a claim that shrinks',
    spec('v1', 'PersistentVolumeClaim', '{ resources: { requests: { storage: 2Gi } } }', '{ resources: { requests: { storage: 1Gi } } }'),
    'is refused: the claim would shrink from 2Gi to 1Gi, and no volume shrinks',
  ],
  [
    'the class of a claim',
    spec('v1', 'PersistentVolumeClaim', '{ storageClassName: slow }', '{ storageClassName: fast }'),
    'is refused: spec.storageClassName cannot change from slow to fast',
  ],
  [
    'the place of a volume',
    spec('v1', 'PersistentVolume', '{ nfs: { server: a, path: /x } }', '{ nfs: { server: b, path: /x } }'),
    'is refused: spec.nfs.server cannot change from a to b',
  ],
  [
    'a Service that loses its address',
    spec('v1', 'Service', '{}', '{ clusterIP: None }'),
    'is refused: spec.clusterIP cannot change from nothing to None',
  ],
  [
    'a headless Service that gets an address',
    spec('v1', 'Service', '{ clusterIP: None }', '{ clusterIP: 10.0.0.7 }'),
    'is refused: spec.clusterIP cannot change from None to 10.0.0.7',
  ],
  [
    'the first family of a Service',
    spec('v1', 'Service', '{ ipFamilies: [IPv4] }', '{ ipFamilies: [IPv6] }'),
    'is refused: spec.ipFamilies[0] cannot change from IPv4 to IPv6',
  ],
  [
    'the second family without its policy',
    spec(
      'v1',
      'Service',
      '{ ipFamilies: [IPv4, IPv6], ipFamilyPolicy: PreferDualStack }',
      '{ ipFamilies: [IPv4], ipFamilyPolicy: PreferDualStack }',
    ),
    'is refused: spec.ipFamilies[1] cannot change from IPv6 to nothing',
  ],
  [
    'the class of a load balancer',
    spec('v1', 'Service', '{ type: LoadBalancer, loadBalancerClass: a }', '{ type: LoadBalancer, loadBalancerClass: b }'),
    'is refused: spec.loadBalancerClass cannot change from a to b',
  ],
  [
    'the health check port of a load balancer',
    spec(
      'v1',
      'Service',
      '{ type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30001 }',
      '{ type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30002 }',
    ),
    'is refused: spec.healthCheckNodePort cannot change from 30001 to 30002',
  ],
  [
    'an immutable ConfigMap',
    plain('v1', 'ConfigMap', 'immutable: true, data: { a: "1" }', 'immutable: true, data: { a: "2" }'),
    'is refused: data.a cannot change from 1 to 2',
  ],
  [
    'an immutability',
    plain('v1', 'ConfigMap', 'immutable: true', 'binaryData: { a: aGk= }'),
    'is refused: binaryData and immutable cannot be changed',
  ],
  ['the type of a Secret', plain('v1', 'Secret', 'type: a/b', 'type: a/c'), 'is refused: type cannot change from a/b to a/c'],
  [
    'the role of a binding',
    plain('rbac.authorization.k8s.io/v1', 'RoleBinding', 'roleRef: { kind: Role, name: a }', 'roleRef: { kind: Role, name: b }'),
    'is refused: roleRef.name cannot change from a to b',
  ],
  [
    'the value of a priority',
    plain('scheduling.k8s.io/v1', 'PriorityClass', 'value: 1', 'value: 2'),
    'is refused: value cannot change from 1 to 2',
  ],
  [
    'what a class of storage promises',
    plain('storage.k8s.io/v1', 'StorageClass', 'provisioner: a, reclaimPolicy: Delete', 'provisioner: a, reclaimPolicy: Retain'),
    'is refused: reclaimPolicy cannot change from Delete to Retain',
  ],
  [
    'the controller of Ingresses',
    spec('networking.k8s.io/v1', 'IngressClass', '{ controller: a/b }', '{ controller: a/c }'),
    'is refused: spec.controller cannot change from a/b to a/c',
  ],
  [
    'the handler of a runtime',
    plain('node.k8s.io/v1', 'RuntimeClass', 'handler: a', 'handler: b'),
    'is refused: handler cannot change from a to b',
  ],
  [
    'the scope of a quota',
    spec('v1', 'ResourceQuota', '{ scopes: [BestEffort] }', '{ scopes: [NotBestEffort] }'),
    'is refused: spec.scopes[0] cannot change from BestEffort to NotBestEffort',
  ],
  [
    'the scope of a definition',
    spec('apiextensions.k8s.io/v1', 'CustomResourceDefinition', '{ scope: Namespaced }', '{ scope: Cluster }'),
    'is refused: spec.scope cannot change from Namespaced to Cluster',
  ],
  [
    'the env of a pod',
    spec(
      'v1',
      'Pod',
      '{ containers: [{ name: a, env: [{ name: A, value: "1" }] }] }',
      '{ containers: [{ name: a, env: [{ name: A, value: "2" }] }] }',
    ),
    'is refused: spec.containers[a].env[A].value cannot change from 1 to 2',
  ],
  [
    'the cluster of a pooler',
    spec('postgresql.cnpg.io/v1', 'Pooler', '{ cluster: { name: a } }', '{ cluster: { name: b } }'),
    'is refused: spec.cluster.name cannot change from a to b',
  ],
  [
    'the disk of a cache by an operator',
    spec('valkey.io/v1alpha1', 'ValkeyCluster', '{ persistence: { size: 2Gi } }', '{ persistence: { size: 1Gi } }'),
    'is refused: spec.persistence.size cannot change from 2Gi to 1Gi',
  ],
])('%s cannot be changed', (_, [before, after], summary) => {
  expect(summaries(IMMUTABLE_FIELD, before, after)).toEqual([summary]);
});

test.each<[string, [string, string]]>([
  [
    'a Deployment in all else',
    spec(
      'apps/v1',
      'Deployment',
      `{ replicas: 1, ${TEMPLATE} }`,
      `{ replicas: 2, paused: true, strategy: { type: Recreate }, ${TEMPLATE} }`,
    ),
  ],
  [
    'what a StatefulSet lets change',
    spec(
      'apps/v1',
      'StatefulSet',
      '{ replicas: 1 }',
      '{ replicas: 2, ordinals: { start: 1 }, minReadySeconds: 5, revisionHistoryLimit: 3, updateStrategy: { type: OnDelete }, persistentVolumeClaimRetentionPolicy: { whenScaled: Delete } }',
    ),
  ],
  [
    'a CronJob',
    spec('batch/v1', 'CronJob', '{ schedule: "1 1 * * *" }', `{ schedule: "2 2 * * *", jobTemplate: { spec: { ${TEMPLATE} } } }`),
  ],
  [
    'how a Job goes on',
    spec(
      'batch/v1',
      'Job',
      '{ parallelism: 1, backoffLimit: 1 }',
      '{ parallelism: 2, suspend: true, backoffLimit: 2, activeDeadlineSeconds: 9 }',
    ),
  ],
  [
    'an elastic Job',
    spec(
      'batch/v1',
      'Job',
      '{ completionMode: Indexed, completions: 2, parallelism: 2 }',
      '{ completionMode: Indexed, completions: 4, parallelism: 4 }',
    ),
  ],
  [
    'where a suspended Job will run',
    spec(
      'batch/v1',
      'Job',
      `{ suspend: true, ${TEMPLATE} }`,
      `{ suspend: false, ${TEMPLATE.replace('spec: {', 'spec: { nodeSelector: { pool: big }, tolerations: [{ key: a }],')} }`,
    ),
  ],
  [
    'a claim that grows',
    spec('v1', 'PersistentVolumeClaim', '{ resources: { requests: { storage: 1Gi } } }', '{ resources: { requests: { storage: 1.5Gi } } }'),
  ],
  ['a claim that gets its volume', spec('v1', 'PersistentVolumeClaim', '{}', '{ volumeName: a, volumeAttributesClassName: gold }')],
  [
    'how a volume is kept',
    spec(
      'v1',
      'PersistentVolume',
      '{ persistentVolumeReclaimPolicy: Delete }',
      '{ persistentVolumeReclaimPolicy: Retain, capacity: { storage: 1Gi } }',
    ),
  ],
  ['a Service that no longer says its address', spec('v1', 'Service', '{ clusterIP: None }', '{}')],
  ['the type of a Service', spec('v1', 'Service', '{ ports: [{ port: 80 }] }', '{ type: NodePort, ports: [{ port: 80 }] }')],
  ['a name in the place of a Service', spec('v1', 'Service', '{ clusterIP: None }', '{ type: ExternalName, externalName: a.example }')],
  ['a second family', spec('v1', 'Service', '{ ipFamilies: [IPv4] }', '{ ipFamilies: [IPv4, IPv6], ipFamilyPolicy: RequireDualStack }')],
  ['a ConfigMap', plain('v1', 'ConfigMap', 'data: { a: "1" }', 'immutable: true, data: { a: "2" }')],
  [
    'the labels of an immutable ConfigMap',
    ends('{ apiVersion: v1, kind: ConfigMap, immutable: true, metadata: { name: it', '} }', ', labels: { a: b } } }'),
  ],
  ['subjects of a binding', plain('rbac.authorization.k8s.io/v1', 'RoleBinding', 'subjects: []', 'subjects: [{ kind: User, name: a }]')],
  [
    'images and less time of a pod',
    spec(
      'v1',
      'Pod',
      '{ containers: [{ name: a, image: "a:1" }] }',
      '{ containers: [{ name: a, image: "a:2" }], activeDeadlineSeconds: 5, tolerations: [{ key: a }] }',
    ),
  ],
  ['a field that a custom resource had not', spec('postgresql.cnpg.io/v1', 'Cluster', '{}', '{ serviceAccountName: a }')],
])('%s can be changed', (_, [before, after]) => {
  expect(told(IMMUTABLE_FIELD, before, after)).toEqual([]);
});

test('the history limit of a StatefulSet can be changed since 1.33, how much a suspended Job gets since 1.36', () => {
  const history = spec('apps/v1', 'StatefulSet', '{ revisionHistoryLimit: 5 }', '{ revisionHistoryLimit: 3 }');
  expect(summaries(IMMUTABLE_FIELD, ...history, KubernetesVersion.V1_32)).toEqual([
    'is refused: spec.revisionHistoryLimit cannot change from 5 to 3',
  ]);
  expect(summaries(IMMUTABLE_FIELD, ...history, KubernetesVersion.V1_33)).toEqual([]);
  const job = (cpu: string): string =>
    `{ suspend: true, template: { spec: { containers: [{ name: a, image: "a:1", resources: { requests: { cpu: "${cpu}" } } }] } } }`;
  const resources = spec('batch/v1', 'Job', job('1'), job('2'));
  expect(summaries(IMMUTABLE_FIELD, ...resources, KubernetesVersion.V1_35)).toEqual([
    'is refused: spec.template.spec.containers[a].resources.requests.cpu cannot change from 1 to 2',
  ]);
  expect(summaries(IMMUTABLE_FIELD, ...resources, KubernetesVersion.V1_36)).toEqual([]);
});

test('more time, fewer tolerations and more gates are not for a pod that exists', () => {
  const of = (before: string, after: string) => effectsBy(IMMUTABLE_FIELD, ...spec('v1', 'Pod', before, after)).length;
  expect(of('{ activeDeadlineSeconds: 5 }', '{ activeDeadlineSeconds: 6 }')).toBe(1);
  expect(of('{ activeDeadlineSeconds: 5 }', '{}')).toBe(1);
  expect(of('{ tolerations: [{ key: a }] }', '{ tolerations: [{ key: b }] }')).toBe(1);
  expect(of('{}', '{ schedulingGates: [{ name: a/b }] }')).toBe(1);
  expect(of('{ schedulingGates: [{ name: a/b }] }', '{}')).toBe(0);
});

test('a version in which objects may be stored cannot go from a definition', () => {
  const definition = (...versions: string[]): string =>
    `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: it }, spec: { versions: [${versions.join()}] } }`;
  const old = '{ name: v1, served: true, storage: true }';
  const fresh = '{ name: v2, served: true, storage: true }';
  expect(told(IMMUTABLE_FIELD, definition(old), definition(fresh))).toEqual([
    'error refused apiextensions.k8s.io/CustomResourceDefinition//it spec.versions[v1]: is refused: spec.versions[v1] stays until no object is stored in it any more',
  ]);
  expect(told(IMMUTABLE_FIELD, definition(old, fresh.replace('true }', 'false }')), definition(old))).toEqual([]);
});

test('what a definition among the manifests says to be immutable is', () => {
  const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: carts.shop.example }
spec:
  group: shop.example
  names: { kind: Cart, plural: carts }
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          properties:
            spec:
              properties:
                region: { type: string, x-kubernetes-validations: [{ rule: "self == oldSelf" }] }
                size: { type: integer, x-kubernetes-validations: [{ rule: "self >= oldSelf" }] }
---
`;
  const [before, after] = spec('shop.example/v1', 'Cart', '{ region: eu, size: 2 }', '{ region: us, size: 3 }');
  expect(summaries(IMMUTABLE_FIELD, definition + before, definition + after)).toEqual([
    'is refused: spec.region cannot change from eu to us',
  ]);
  expect(summaries(IMMUTABLE_FIELD, before, after)).toEqual([]);
});

test('what a rule reads is told, and what it is about where nothing of that differs', () => {
  const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: carts.shop.example }
spec:
  group: shop.example
  names: { kind: Cart, plural: carts }
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          properties:
            spec:
              x-kubernetes-validations: [{ rule: "self.disk.class == oldSelf.disk.class && !has(self.frozen)" }, { rule: self.all(x, x == oldSelf) }]
              properties:
                size: { type: integer, x-kubernetes-validations: [{ rule: "self >= oldSelf" }] }
---
`;
  const of = (before: string, after: string): string[] =>
    summaries(IMMUTABLE_FIELD, ...(spec('shop.example/v1', 'Cart', before, after).map((one) => definition + one) as [string, string]));
  const disk = 'disk: { class: a, by: x }';
  expect(of(`{ size: 2, ${disk} }`, `{ size: 1, ${disk} }`)).toEqual(['is refused: spec.size cannot change from 2 to 1']);
  expect(of(`{ size: 1, ${disk} }`, `{ size: 2, ${disk} }`)).toEqual([]);
  expect(of(`{ ${disk} }`, '{ disk: { class: b, by: y } }')).toEqual(['is refused: spec.disk.class cannot change from a to b']);
  expect(of(`{ frozen: 1, ${disk} }`, `{ frozen: 1, note: x, ${disk} }`)).toEqual([
    'is refused: spec.note cannot change from nothing to x',
  ]);
});

test('a rule deeper than anybody writes one is not looked for', () => {
  const nested = (depth: number, inner: string): string => (depth === 0 ? inner : `{ properties: { a: ${nested(depth - 1, inner)} } }`);
  const deep = (depth: number, value: number): string => (depth === 0 ? `${value}` : `{ a: ${deep(depth - 1, value)} }`);
  const of = (depth: number): string[] => {
    const definition = `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: carts.shop.example }, spec: { group: shop.example, names: { kind: Cart }, versions: [{ name: v1, schema: { openAPIV3Schema: { properties: { spec: ${nested(depth, '{ x-kubernetes-validations: [{ rule: "oldSelf == self" }] }')} } } } }] } }\n---\n`;
    const [before, after] = spec('shop.example/v1', 'Cart', deep(depth, 1), deep(depth, 2));
    return summaries(IMMUTABLE_FIELD, definition + before, definition + after);
  };
  expect(of(2)).toEqual(['is refused: spec.a.a cannot change from 1 to 2']);
  expect(of(60)).toEqual([]);
});

test.each<[string, [string, string], string[]]>([
  [
    'a claim that loses its class of attributes',
    spec('v1', 'PersistentVolumeClaim', '{ volumeAttributesClassName: gold }', '{}'),
    ['is refused: spec.volumeAttributesClassName cannot change from gold to nothing'],
  ],
  [
    'a volume that loses its class of attributes',
    plain('v1', 'PersistentVolume', 'spec: { volumeAttributesClassName: gold }', 'spec: { volumeAttributesClassName: "" }'),
    ['is refused: spec.volumeAttributesClassName cannot change from gold to ""'],
  ],
  [
    'the disk of a ValkeyCluster that becomes smaller',
    spec('valkey.io/v1alpha1', 'ValkeyCluster', '{ persistence: { size: 8Gi } }', '{ persistence: { size: 4Gi } }'),
    ['is refused: spec.persistence.size cannot change from 8Gi to 4Gi'],
  ],
  [
    'the disk of a ValkeyCluster that grows',
    spec('valkey.io/v1alpha1', 'ValkeyCluster', '{ persistence: { size: 8Gi } }', '{ persistence: { size: 16Gi } }'),
    [],
  ],
])('%s', (_, [before, after], expected) => {
  expect(summaries(IMMUTABLE_FIELD, before, after)).toEqual(expected);
});

test('a ValkeyCluster has a disk from the beginning or never', () => {
  const [without, with8] = spec('valkey.io/v1alpha1', 'ValkeyCluster', '{ shards: 3 }', '{ shards: 3, persistence: { size: 8Gi } }');
  expect(told(IMMUTABLE_FIELD, without, with8)).toEqual([
    'error refused valkey.io/ValkeyCluster/shop/it spec.persistence: is refused: spec.persistence cannot change from nothing to {"size":"8Gi"}',
  ]);
});

test('a claim grows where its class lets it, and gets a class only where it would have been given that one', () => {
  const storage = (name: string, more: string): string =>
    `---\n{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: ${name}, annotations: { storageclass.kubernetes.io/is-default-class: "true" } }, provisioner: a${more} }\n`;
  const claim = (size: number): string =>
    `{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: it }, spec: { storageClassName: fast, resources: { requests: { storage: ${size}Gi } } } }\n`;
  const grown = (more: string): string[] => told(IMMUTABLE_FIELD, claim(1) + storage('fast', more), claim(2) + storage('fast', more));
  expect(grown('')).toEqual([
    'error refused /PersistentVolumeClaim//it spec.resources.requests.storage: is refused: StorageClass fast does not let volumes grow',
  ]);
  expect(grown(', allowVolumeExpansion: true')).toEqual([]);
  const [before, after] = spec('v1', 'PersistentVolumeClaim', '{}', '{ storageClassName: fast }');
  expect(told(IMMUTABLE_FIELD, before, after)).toEqual([
    'warning refused /PersistentVolumeClaim/shop/it spec.storageClassName: is refused unless fast is the class that the claim was given by default',
  ]);
  expect(told(IMMUTABLE_FIELD, `${before}\n${storage('fast', '')}`, `${after}\n${storage('fast', '')}`)).toEqual([]);
});

test('a Job that is removed when it has ended, or that tools replace, is no error', () => {
  const job = (tag: string, more: string, annotations = '{}'): string =>
    `{ apiVersion: batch/v1, kind: Job, metadata: { name: it, annotations: ${annotations} }, spec: { ${more}template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "a:${tag}" }] } } } }`;
  const of = (more: string, annotations?: string): string[] =>
    effectsBy(IMMUTABLE_FIELD, job('1', more, annotations), job('2', more, annotations)).map(
      ({ severity, summary }) => `${severity}: ${summary}`,
    );
  const ttl = 'ttlSecondsAfterFinished: 600, ';
  const forced = '{ argocd.argoproj.io/sync-options: "Force=true,Replace=true", kustomize.toolkit.fluxcd.io/force: enabled }';
  expect(of(ttl)).toEqual(['warning: is refused while the old Job is there, which is until 10 min after its end; after that it runs anew']);
  const argo = "Argo CD unless it compares on the server's side (ServerSideDiff)";
  expect(of('', forced)).toEqual([
    `warning: is refused while the old Job is there; by its annotations Flux replaces it first, and so does ${argo}`,
  ]);
  expect(of(ttl, forced)).toEqual([
    `note: is refused while the old Job is there, which is until 10 min after its end; by its annotations Flux replaces it first, and so does ${argo}`,
  ]);
  expect(of(ttl, '{ argocd.argoproj.io/sync-options: "Force=true,Replace=true" }')).toEqual([
    `warning: is refused while the old Job is there, which is until 10 min after its end; by its annotations Argo CD replaces it first, unless it compares on the server's side (ServerSideDiff)`,
  ]);
  const hook = (more: string): string[] => of(ttl, `{ argocd.argoproj.io/hook: Sync${more} }`);
  const replaced =
    'note: is refused while the old Job is there, which is until 10 min after its end; by its annotations Argo CD replaces it first';
  expect(hook('')).toEqual([replaced]);
  expect(hook(', argocd.argoproj.io/sync-options: "Force=true,Replace=true"')).toEqual([replaced]);
  expect(hook(', argocd.argoproj.io/hook-delete-policy: "HookSucceeded,BeforeHookCreation"')).toEqual([replaced]);
  expect(hook(', argocd.argoproj.io/hook-delete-policy: HookSucceeded')).toEqual([
    'warning: is refused while the old Job is there, which is until 10 min after its end; after that it runs anew',
  ]);
  expect(of('', '{ kustomize.toolkit.fluxcd.io/force: Enabled }')).toEqual([
    'warning: is refused while the old Job is there; by its annotations Flux replaces it first',
  ]);
  expect(of('', '{ argocd.argoproj.io/sync-options: Replace=true }')).toEqual([
    'error: is refused: spec.template.spec.containers[a].image cannot change from a:1 to a:2',
  ]);
});
