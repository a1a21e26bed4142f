import type { JsonObject } from '../../../lib/manifests/json';
import { fieldChanges, fieldStepsText } from '../../../lib/review/diff/field-diff';

/** The differences as they are told: path, value before, value after. */
function told(before: JsonObject, after: JsonObject): string[] {
  return fieldChanges(before, after).map((c) => `${fieldStepsText(c.field)}: ${JSON.stringify(c.before)} → ${JSON.stringify(c.after)}`);
}

const both = (a: JsonObject, b: JsonObject): string[][] => [told(a, b), told(b, a)];

test('fields are told one by one, with both values, in the order of their names', () => {
  expect(told({ b: 1, a: { c: 'x', d: null }, e: [1] }, { a: { c: 'y', d: null }, b: 2, f: false })).toEqual([
    'a.c: "x" → "y"',
    'b: 1 → 2',
    'e: [1] → undefined',
    'f: undefined → false',
  ]);
});

test('the order of fields means nothing, and null is not the same as nothing', () => {
  expect(told({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]);
  expect(told({ a: null }, {})).toEqual(['a: null → undefined']);
  expect(told({ a: null }, { a: 0 })).toEqual(['a: null → 0']);
  expect(both({ a: undefined }, {})).toEqual([[], []]);
});

test('fields that every object has by birth are those of the manifest alone', () => {
  expect(told({}, { constructor: 'x' })).toEqual(['constructor: undefined → "x"']);
});

test('names with points stand in brackets', () => {
  expect(told({ metadata: { labels: { 'a.b/c': '1' } } }, { metadata: { labels: { 'a.b/c': '2' } } })).toEqual([
    'metadata.labels["a.b/c"]: "1" → "2"',
  ]);
});

describe('lists whose items have keys', () => {
  test('are compared by them, wherever the items stand', () => {
    const before = {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    };
    const after = {
      env: [
        { name: 'C', value: '3' },
        { name: 'B', value: '2' },
        { name: 'A', value: '4' },
      ],
    };
    expect(told(before, after)).toEqual([
      'env[A].value: "1" → "4"',
      'env[C]: undefined → {"name":"C","value":"3"}',
      'env.order: ["A","B"] → ["B","A"]',
    ]);
  });

  test.each([
    ['containers', { name: 'app' }, 'app'],
    ['volumes', { name: 'data' }, 'data'],
    ['volumeMounts', { mountPath: '/data', name: 'x' }, '/data'],
    ['hostAliases', { ip: '10.0.0.1' }, '10.0.0.1'],
    ['topologySpreadConstraints', { topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }, 'zone/DoNotSchedule'],
    ['volumeClaimTemplates', { metadata: { name: 'data' } }, 'data'],
    ['ports', { port: 80, protocol: 'UDP' }, '80/UDP'],
  ])('%s', (list, item, key) => {
    const other = { ...item, x: 1 };
    expect(told({ [list]: [item] }, { [list]: [other] })).toEqual([`${list}[${key}].x: undefined → 1`]);
  });

  test('a port without a protocol is one of TCP', () => {
    const before = {
      ports: [
        { containerPort: 80, name: 'http' },
        { containerPort: 53, protocol: 'UDP' },
      ],
    };
    const after = {
      ports: [
        { containerPort: 80, name: 'http', protocol: 'TCP' },
        { containerPort: 53, protocol: 'UDP' },
      ],
    };
    expect(told(before, after)).toEqual(['ports[80/TCP].protocol: undefined → "TCP"']);
  });

  test('are compared by place where a key is there twice or missing', () => {
    expect(
      told(
        {
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '2' },
          ],
        },
        {
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '3' },
          ],
        },
      ),
    ).toEqual(['env[1].value: "2" → "3"']);
    expect(told({ ports: [{ name: 'a' }] }, { ports: [{ name: 'b' }] })).toEqual(['ports[0].name: "a" → "b"']);
    expect(told({ secrets: ['a', { name: 'b' }] }, { secrets: ['c', { name: 'b' }] })).toEqual(['secrets[0]: "a" → "c"']);
  });

  test.each([
    ['claims', { name: 'a' }, { name: 'b' }],
    ['containers', { name: 'a' }, { name: 'b' }],
    ['env', { name: 'a' }, { name: 'b' }],
    ['ephemeralContainers', { name: 'a' }, { name: 'b' }],
    ['hostAliases', { ip: '1.1.1.1' }, { ip: '2.2.2.2' }],
    ['imagePullSecrets', { name: 'a' }, { name: 'b' }],
    ['initContainers', { name: 'a' }, { name: 'b' }],
    ['ports', { containerPort: 1 }, { containerPort: 2 }],
    ['resourceClaims', { name: 'a' }, { name: 'b' }],
    ['topologySpreadConstraints', { topologyKey: 'a', whenUnsatisfiable: 'x' }, { topologyKey: 'b', whenUnsatisfiable: 'x' }],
    ['volumeClaimTemplates', { metadata: { name: 'a' } }, { metadata: { name: 'b' } }],
    ['volumeDevices', { devicePath: 'a' }, { devicePath: 'b' }],
    ['volumeMounts', { mountPath: 'a' }, { mountPath: 'b' }],
    ['volumes', { name: 'a' }, { name: 'b' }],
  ])('%s in another order are others', (list, a, b) => {
    expect(told({ [list]: [a, b] }, { [list]: [b, a] }).map((line) => line.split(':')[0])).toEqual([`${list}.order`]);
  });

  test('in a ServiceAccount they are not', () => {
    const account = (...names: string[]): JsonObject => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      imagePullSecrets: names.map((name) => ({ name })),
    });
    expect(told(account('a', 'b'), account('b', 'a'))).toEqual([]);
  });

  test('their order is told where the API server keeps it, which makes it another pod template', () => {
    const list = (...names: string[]) => names.map((name) => ({ name }));
    expect(told({ containers: list('a', 'b') }, { containers: list('b', 'a') })).toEqual(['containers.order: ["a","b"] → ["b","a"]']);
    expect(told({ initContainers: list('a', 'b') }, { initContainers: list('b', 'c', 'a') })).toEqual([
      'initContainers[c]: undefined → {"name":"c"}',
      'initContainers.order: ["a","b"] → ["b","a"]',
    ]);
    expect(told({ initContainers: list('a', 'b') }, { initContainers: list('a', 'c', 'b') })).toHaveLength(1);
    const ports = (field: string, ...numbers: number[]) => ({ ports: numbers.map((number) => ({ [field]: number })) });
    expect(told(ports('containerPort', 1, 2), ports('containerPort', 2, 1))).toEqual([
      'ports.order: ["1/TCP","2/TCP"] → ["2/TCP","1/TCP"]',
    ]);
    expect(told(ports('port', 1, 2), ports('port', 2, 1))).toEqual([]);
    expect(told({ listeners: list('a', 'b') }, { listeners: list('b', 'a') })).toEqual([]);
  });
});

describe('lists whose items have none', () => {
  test('an item that is put between others is the only change, either way', () => {
    expect(both({ args: ['a', 'c'] }, { args: ['a', 'b', 'c'] })).toEqual([['args[1]: undefined → "b"'], ['args[1]: "b" → undefined']]);
    const rule = (port: number): JsonObject => ({ ports: [{ port }] });
    expect(told({ ingress: [rule(1), rule(3)] }, { ingress: [rule(1), rule(2), rule(3)] })).toEqual([
      'ingress[1]: undefined → {"ports":[{"port":2}]}',
    ]);
  });

  test('what stands at the same place is compared inside', () => {
    expect(told({ egress: [{ to: [{ a: 1 }] }, { b: 1 }] }, { egress: [{ to: [{ a: 2 }] }, { b: 1 }] })).toEqual([
      'egress[0].to[0].a: 1 → 2',
    ]);
  });

  test('lists in lists are compared inside', () => {
    expect(told({ matrix: [[1, 2], [3]] }, { matrix: [[1, 2], [4]] })).toEqual(['matrix[1][0]: 3 → 4']);
  });

  test('equal items at both ends of a list of them', () => {
    expect(told({ args: ['a', 'a'] }, { args: ['a', 'a', 'a'] })).toEqual(['args[2]: undefined → "a"']);
    expect(told({ args: [] }, { args: ['a'] })).toEqual(['args[0]: undefined → "a"']);
  });
});

describe('lists whose order means nothing', () => {
  const policy = (...ingress: JsonObject[]): JsonObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    spec: { ingress },
  });
  const from = (...apps: string[]): JsonObject => ({ from: apps.map((app) => ({ podSelector: { matchLabels: { app } } })) });

  test('are equal in any order, and so are those in them', () => {
    expect(told(policy(from('a', 'b'), from('c')), policy(from('c'), from('b', 'a')))).toEqual([]);
  });

  test('only items without an equal are told, at their place in the new list', () => {
    const a = '{"podSelector":{"matchLabels":{"app":"a"}}}';
    expect(told(policy(from('a', 'b'), from('c')), policy(from('c'), from('b')))).toEqual([`spec.ingress[1].from[0]: ${a} → undefined`]);
    expect(told(policy(from('c'), from('b')), policy(from('b', 'a'), from('c')))).toEqual([`spec.ingress[0].from[1]: undefined → ${a}`]);
    expect(told(policy(from('x'), from('y')), policy(from('y'), from('z')))).toEqual([
      'spec.ingress[1].from[0].podSelector.matchLabels.app: "x" → "z"',
    ]);
  });

  test('an item that is there twice counts twice', () => {
    expect(both(policy(from('a'), from('a')), policy(from('a')))).toEqual([
      [`spec.ingress[1]: ${JSON.stringify(from('a'))} → undefined`],
      [`spec.ingress[1]: undefined → ${JSON.stringify(from('a'))}`],
    ]);
  });

  test('may hold lists whose order counts, and fields that are not there', () => {
    const backend = (name: string, ...filters: string[]): JsonObject => ({
      name,
      filters: filters.map((type) => ({ type })),
      port: undefined,
    });
    const route = (...backendRefs: JsonObject[]): JsonObject => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      spec: { rules: [{ backendRefs }] },
    });
    const [a, b] = [backend('a', 'Mirror', 'Rewrite'), { name: 'b', filters: [] }];
    expect(told(route(a, b), route(b, a))).toEqual([]);
    expect(told(route(a, b), route(b, backend('a', 'Rewrite', 'Mirror')))).toEqual([
      'spec.rules[0].backendRefs[1].filters[0].type: "Mirror" → "Rewrite"',
      'spec.rules[0].backendRefs[1].filters[1].type: "Rewrite" → "Mirror"',
    ]);
  });

  test('are those of their kind alone', () => {
    const other = (...verbs: string[]): JsonObject => ({ apiVersion: 'example.com/v1', kind: 'Role', verbs });
    expect(told(other('a', 'b'), other('b', 'a'))).toHaveLength(2);
    const role = (...verbs: string[]): JsonObject => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules: [{ verbs }] });
    expect(told(role('get', 'list'), role('list', 'get'))).toEqual([]);
  });
});

describe('values that mean the same', () => {
  test('quantities, where one is wanted', () => {
    const resources = (cpu: string, memory: string): JsonObject => ({ resources: { limits: { cpu, memory } } });
    expect(told(resources('1000m', '1Gi'), resources('1', '1024Mi'))).toEqual([]);
    expect(told(resources('1000m', '1Gi'), resources('1', '1025Mi'))).toEqual(['resources.limits.memory: "1Gi" → "1025Mi"']);
    expect(told({ emptyDir: { sizeLimit: '1Gi' } }, { emptyDir: { sizeLimit: '1024Mi' } })).toEqual([]);
    expect(told({ hard: { pods: '10' } }, { hard: { pods: 10 } })).toEqual([]);
  });

  test('to the last bit', () => {
    const cpu = (value: string): JsonObject => ({ requests: { cpu: value } });
    for (let n = 1; n < 3000; n++) expect(told(cpu(`${n}m`), cpu(`${n / 1000}`))).toEqual([]);
  });

  test('durations and quantities in custom resources', () => {
    const custom = (spec: JsonObject): JsonObject => ({ apiVersion: 'example.com/v1', kind: 'A', spec });
    expect(
      told(custom({ duration: '2160h', timeouts: { request: '1.5s' } }), custom({ duration: '129600m', timeouts: { request: '1500ms' } })),
    ).toEqual([]);
    expect(told(custom({ interval: '1d' }), custom({ interval: '24h' }))).toEqual([]);
    expect(told(custom({ interval: '60s' }), custom({ interval: '61s' }))).toEqual(['spec.interval: "60s" → "61s"']);
    expect(told(custom({ storage: { size: '1Gi' } }), custom({ storage: { size: '1024Mi' } }))).toEqual([]);
    expect(told(custom({ parameters: { timeout: '60s' } }), custom({ parameters: { timeout: '1m' } }))).toHaveLength(1);
    expect(told(custom({ interval: 60 }), custom({ interval: '60s' }))).toEqual(['spec.interval: 60 → "60s"']);
    expect(told(custom({ args: '60s' }), custom({ args: '1m' }))).toHaveLength(1);
    expect(told({ interval: '60s' }, { interval: '1m' })).toHaveLength(1);
  });

  test('elsewhere the text counts', () => {
    expect(told({ data: { size: '1000m' } }, { data: { size: '1' } })).toEqual(['data.size: "1000m" → "1"']);
    expect(told({ port: '80' }, { port: 80 })).toEqual(['port: "80" → 80']);
  });
});

test('a long list takes no longer than its length', () => {
  const args = (n: number) => Array.from({ length: n }, (_, i) => `${i}`);
  const started = performance.now();
  expect(told({ args: args(200_000) }, { args: [...args(100_000), 'x', ...args(200_000).slice(100_000)] })).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(5000);
});
