import type { JsonObject } from '../../lib/manifests/json';
import { fieldChanges, fieldStepsText } from '../../lib/review/field-diff';

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
    expect(told(before, after)).toEqual(['env[A].value: "1" → "4"', 'env[C]: undefined → {"name":"C","value":"3"}']);
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
        { containerPort: 53, protocol: 'UDP' },
        { containerPort: 80, name: 'http', protocol: 'TCP' },
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
  });

  test('the order of init containers means something, that of containers nothing', () => {
    const list = (...names: string[]) => names.map((name) => ({ name }));
    expect(told({ containers: list('a', 'b') }, { containers: list('b', 'a') })).toEqual([]);
    expect(told({ initContainers: list('a', 'b') }, { initContainers: list('b', 'c', 'a') })).toEqual([
      'initContainers[c]: undefined → {"name":"c"}',
      'initContainers.order: ["a","b"] → ["b","a"]',
    ]);
    expect(told({ initContainers: list('a', 'b') }, { initContainers: list('a', 'c', 'b') })).toHaveLength(1);
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

  test('equal items at both ends of a list of them', () => {
    expect(told({ args: ['a', 'a'] }, { args: ['a', 'a', 'a'] })).toEqual(['args[2]: undefined → "a"']);
    expect(told({ args: [] }, { args: ['a'] })).toEqual(['args[0]: undefined → "a"']);
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
