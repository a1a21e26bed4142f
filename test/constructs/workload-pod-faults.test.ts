import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { ShopProbe, ShopWebTier, type ShopWebTierProps, ShopWorker } from '../../lib';
import { messageOf, testShop } from '../support/synthesis';

const BASE = { image: 'registry.example/web:1', port: 8080 };
const SIDE = { name: 'proxy', image: 'registry.example/proxy:1' };

type Row = readonly [what: string, props: Partial<ShopWebTierProps>, code: string, got: readonly string[]];

/** What stands behind the code in every message. */
const ENDS: Readonly<Record<string, string>> = {
  W001: 'wanted a whole number from 1 to 65535. Fix: correct the port.',
  W002: 'wanted at most 15 lower-case letters, digits and single hyphens, at least one letter. Fix: rename the port.',
  W003: 'wanted names and numbers that are unique in the pod. Fix: change one of the two.',
  W004:
    'wanted a container port of 1024 or more for a user that is not root; the Service port may be any. ' +
    'Fix: let the image listen above 1023 and set servicePort, or add the capability with its reason.',
  W005: "wanted a whole number from 1: root is refused by Pod Security restricted. Fix: give the image's numeric user.",
  W006:
    'wanted NET_BIND_SERVICE, the only one that Pod Security restricted admits, with a reason. ' +
    'Fix: remove the capability or say why it is needed.',
  W007: 'wanted an absolute path without "..", ":" or a slash at its end. Fix: correct the path.',
  W008: 'wanted paths that are unique in the container. Fix: remove one of the two.',
  W009: 'wanted amounts above 0, and requests that are at most the limit. Fix: correct the amount.',
  W010: 'wanted a size above 0. Fix: correct the size.',
  W012: 'wanted a DNS label that is unique in the pod. Fix: rename the container.',
  W014: 'wanted keys and values that the API server accepts. Fix: correct the key or value.',
  W015:
    'wanted a key and value that the API server accepts, and NoSchedule, PreferNoSchedule or NoExecute. ' + 'Fix: correct the toleration.',
  W018: 'wanted whole numbers from 1. Fix: correct the bounds.',
  W019: 'wanted min of at most max. Fix: swap the two or raise max.',
  W020: 'wanted a whole number from 1 to 100: percent of the request. Fix: correct the percentage.',
  W021:
    'wanted a port that the container declares; an init container is not asked, it ends. ' +
    'Fix: declare the port, name another, or ask by a command.',
};

const ROWS: readonly Row[] = [
  ['a port of 0', { port: 0, servicePort: 80 }, 'W001', ['the port 0']],
  ['half a port, said once for container and Service', { port: 80.5 }, 'W001', ['the port 80.5']],
  ['a Service port above the last', { servicePort: 65536 }, 'W001', ['the port 65536']],
  ['a port of a sidecar', { sidecars: [{ ...SIDE, ports: [{ name: 'x', port: -1 }] }] }, 'W001', ['the port -1']],
  ['a port of metrics', { metrics: { port: 70000 } }, 'W001', ['the port 70000']],
  ['a port name of 16 letters', { extraPorts: [{ name: 'a'.repeat(16), port: 9000 }] }, 'W002', [`the port name "${'a'.repeat(16)}"`]],
  ['a port name without a letter', { extraPorts: [{ name: '9', port: 9000 }] }, 'W002', ['the port name "9"']],
  [
    'a name, a port and a Service port that are there already',
    { servicePort: 80, extraPorts: [{ name: 'http', port: 8080, servicePort: 80 }] },
    'W003',
    ['the port name "http" twice', 'the container port 8080 twice', 'the Service port 80 twice'],
  ],
  [
    'a sidecar on the port of the component',
    { sidecars: [{ ...SIDE, ports: [{ name: 'x', port: 8080 }] }] },
    'W003',
    ['the container port 8080 twice'],
  ],
  [
    'metrics on a port of their own beside another port of that name',
    { extraPorts: [{ name: 'metrics', port: 9000 }], metrics: { port: 9464 } },
    'W003',
    ['the port name "metrics" twice'],
  ],
  ['a low port without the capability', { port: 80 }, 'W004', ['the container port 80 without NET_BIND_SERVICE']],
  ['root, said once for user and group', { user: { uid: 0 } }, 'W005', ['the user or group id 0']],
  ['the group of root', { user: { uid: 101, gid: 0 } }, 'W005', ['the user or group id 0']],
  ['a user above the last', { sidecars: [{ ...SIDE, user: { uid: 2 ** 31, gid: 1 } }] }, 'W005', ['the user or group id 2147483648']],
  [
    'another capability',
    { capabilities: [{ name: 'NET_ADMIN', reason: 'tunnels' }] },
    'W006',
    ['the capability "NET_ADMIN" with the reason "tunnels"'],
  ],
  [
    'a capability without a reason',
    { capabilities: [{ name: 'NET_BIND_SERVICE', reason: ' ' }] },
    'W006',
    ['the capability "NET_BIND_SERVICE" with the reason " "'],
  ],
  [
    'paths that are not absolute, or lead up',
    { writablePaths: [{ path: 'cache' }, { path: '/var/../etc' }], files: [{ path: '/etc/', content: '' }] },
    'W007',
    ['the path "cache"', 'the path "/var/../etc"', 'the path "/etc/"'],
  ],
  ['a path twice', { writablePaths: [{ path: '/c' }, { path: '/c' }] }, 'W008', ['the path "/c" twice']],
  [
    'a directory of a sidecar where a config file is mounted',
    { files: [{ path: '/etc/app', content: '' }], sidecars: [{ ...SIDE, writablePaths: [{ path: '/etc/app' }] }] },
    'W008',
    ['the path "/etc/app" twice'],
  ],
  [
    'two files of one key',
    {
      files: [
        { path: '/etc/a b', content: '' },
        { path: '/etc/a_b', content: '' },
      ],
    },
    'W008',
    ['two config files whose key in the ConfigMap is "etc_a_b"'],
  ],
  [
    'amounts of nothing',
    { resources: { cpu: Cpu.millis(0), cpuLimit: Cpu.units(0), memory: Size.kibibytes(0), ephemeralStorage: Size.kibibytes(0) } },
    'W009',
    ['cpu 0m', 'cpuLimit 0', 'memory of 0 bytes', 'ephemeralStorage of 0 bytes'],
  ],
  [
    'requests above their limits',
    { resources: { cpu: Cpu.units(2), cpuLimit: Cpu.units(1), memory: Size.mebibytes(64), memoryRequest: Size.mebibytes(65) } },
    'W009',
    ['cpu 2 above cpuLimit 1', 'memoryRequest above memory'],
  ],
  ['a directory of no size', { writablePaths: [{ path: '/c', size: Size.kibibytes(0) }] }, 'W010', ['the size of /c: 0 bytes']],
  ['a container name that is none', { sidecars: [{ ...SIDE, name: 'My_Proxy' }] }, 'W012', ['the container name "My_Proxy"']],
  ['two containers of one name, said once', { sidecars: [SIDE], initContainers: [SIDE] }, 'W012', ['the container name "proxy"']],
  ['a sidecar with the name of the component', { sidecars: [{ ...SIDE, name: 'it' }] }, 'W012', ['the container name "it"']],
  [
    'labels of nodes and annotations that no object may have',
    { nodeSelector: { 'a b': 'x', disk: 'très' }, podAnnotations: { '-': 'x' } },
    'W014',
    ['the node label "a b: x"', 'the node label "disk: très"', 'the annotation key "-"'],
  ],
  [
    'tolerations that the API server refuses',
    { tolerations: [{ effect: 'Never' }, { key: 'a b' }, { key: 'a', value: 'b c' }, { value: 'shop' }] },
    'W015',
    [
      'the toleration effect "Never"',
      'the toleration key "a b"',
      'the toleration value "b c"',
      'the toleration value "shop" without a key',
    ],
  ],
  ['bounds of nothing and of halves', { scale: { min: 0, max: 2.5 } }, 'W018', ['scale of 0', 'scale of 2.5']],
  ['bounds the wrong way round', { scale: { min: 5, max: 3 } }, 'W019', ['scale.min 5 above scale.max 3']],
  ['a share of 0 percent', { scale: { min: 1, max: 3, cpuPercent: 0 } }, 'W020', ['cpuPercent 0']],
  ['a share of 101 percent', { scale: { min: 1, max: 3, cpuPercent: 101 } }, 'W020', ['cpuPercent 101']],
  ['a share that is no whole number', { scale: { min: 1, max: 3, cpuPercent: 62.5 } }, 'W020', ['cpuPercent 62.5']],
  ['a probe of a port that is not there', { readiness: ShopProbe.tcp('admin') }, 'W021', ['a probe of "it" on the port "admin"']],
  [
    'a probe of a sidecar without a port',
    { sidecars: [{ ...SIDE, liveness: ShopProbe.grpc() }] },
    'W021',
    ['a probe of "proxy", which has no port'],
  ],
  [
    'a probe of an init container',
    { initContainers: [{ ...SIDE, readiness: ShopProbe.exec(['true']) }] },
    'W021',
    ['a probe of the init container "proxy"'],
  ],
];

test.each(ROWS)('%s is refused', (_, props, code, got) => {
  const message = got.map((g) => `SHOP-${code} at shop/it: got ${g}; ${ENDS[code]}`).join('\n');
  expect(messageOf(() => new ShopWebTier(testShop(), 'it', { ...BASE, ...props }))).toBe(message);
});

test('every message above is met by a row', () => {
  expect([...new Set(ROWS.map(([, , code]) => code))].sort()).toEqual(Object.keys(ENDS).sort());
});

test('metrics of a worker that has no port are refused, for nobody would find them', () => {
  expect(messageOf(() => new ShopWorker(testShop(), 'it', { image: BASE.image, metrics: {} }))).toBe(
    'SHOP-W022 at shop/it: got metrics without a port; wanted the port that serves them. Fix: give the metrics a port, or the component one.',
  );
  expect(() => new ShopWorker(testShop(), 'it', { image: BASE.image, metrics: { port: 9464 } })).not.toThrow();
});

test('a worker without a port may be asked by a command only', () => {
  const worker = (readiness: ShopProbe) => () => new ShopWorker(testShop(), 'it', { image: BASE.image, readiness });
  expect(messageOf(worker(ShopProbe.http('/')))).toContain('got a probe of "it", which has no port;');
  expect(worker(ShopProbe.exec(['/bin/true']))).not.toThrow();
});

test('what stands at the edge of a rule is taken', () => {
  const props: ShopWebTierProps = {
    ...BASE,
    port: 1024,
    servicePort: 1,
    extraPorts: [{ name: 'a'.repeat(15), port: 65535 }],
    user: { uid: 1, gid: 2 ** 31 - 1 },
    scale: { min: 1, max: 1, cpuPercent: 100 },
    resources: { cpu: Cpu.units(1), cpuLimit: Cpu.millis(1000), memory: Size.mebibytes(64), memoryRequest: Size.kibibytes(65536) },
    readiness: ShopProbe.tcp('a'.repeat(15)),
    // The same directory in two containers is meant: they share it.
    writablePaths: [{ path: '/shared' }],
    sidecars: [{ ...SIDE, writablePaths: [{ path: '/shared' }] }],
  };
  expect(() => new ShopWebTier(testShop(), 'it', props)).not.toThrow();
});
