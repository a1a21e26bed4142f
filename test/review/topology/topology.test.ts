import type { JsonObject } from '../../../lib/manifests/json';
import { topologyOf } from '../../../lib/review/topology/topology';
import type { Diagram } from '../../../lib/writers/diagram/diagram';
import { diagramSvg } from '../../../lib/writers/diagram/svg';
import { deployment, effect, reviewOf } from '../../support/review-case';

const policy = (from: string, to: string, port: number): JsonObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: `${from}-${to}-${port}`, namespace: 'shop' },
  spec: {
    podSelector: { matchLabels: { app: to } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: from } } }], ports: [{ port }] }],
  },
});

const boxes = ({ boxes: all }: Diagram) => all.map(({ name, mark }) => (mark ? `${mark} ${name}` : name));
const lines = ({ doors }: Diagram) =>
  doors.flatMap(({ to, label, lines: own }) =>
    own.map(({ from, mark }) => `${mark ? `${mark}: ` : ''}${from.name} > ${to.name}, ${label}`),
  );

test('what is new, gone and changed is marked in the one picture, and each end is as it is in its own', () => {
  const before = [
    deployment('web', 'a:1'),
    deployment('api', 'a:1'),
    deployment('old', 'a:1'),
    policy('web', 'api', 8080),
    policy('old', 'api', 8080),
  ];
  const after = [
    deployment('web', 'a:2'),
    deployment('api', 'a:1'),
    deployment('new', 'a:1'),
    policy('web', 'api', 8080),
    policy('new', 'api', 8080),
  ];
  const effects = [
    effect({ object: 'apps/Deployment/shop/web', kind: 'rolls' }),
    effect({ object: 'apps/Deployment/shop/api', kind: 'no-restart' }),
  ];
  const topology = topologyOf(reviewOf(effects, before, after));
  if (!topology) throw new Error('there is no picture');
  expect(boxes(topology.both)).toEqual(['api', 'added new', 'removed old', 'changed web']);
  expect(lines(topology.both)).toEqual(['added: new > api, port 8080', 'removed: old > api, port 8080', 'web > api, port 8080']);
  expect(topology.both.marks).toEqual(['added', 'removed', 'changed']);
  expect([boxes(topology.before), lines(topology.before)]).toEqual([
    ['api', 'old', 'web'],
    ['old > api, port 8080', 'web > api, port 8080'],
  ]);
  expect([boxes(topology.after), lines(topology.after)]).toEqual([
    ['api', 'new', 'web'],
    ['new > api, port 8080', 'web > api, port 8080'],
  ]);
  expect([topology.before.marks, topology.after.marks, topology.left]).toEqual([[], [], 0]);
});

test('boxes have the form that labels, kinds and images say, and the zones that they are in', () => {
  const label = (role: string) => ({ 'app.kubernetes.io/component': role });
  const job = { ...deployment('once', 'a:1'), apiVersion: 'batch/v1', kind: 'Job' };
  const all = [
    deployment('labelled', 'a:1', label('queue')),
    deployment('pg', 'docker.io/library/postgres:17'),
    deployment('kv', 'valkey/valkey:8'),
    deployment('bus', 'bitnami/kafka:4'),
    deployment('plain', 'a:1', label('x')),
    deployment('secret-maker', 'a:1', label('credentials')),
    job,
  ];
  const topology = topologyOf(reviewOf([], [], all));
  expect(topology?.both.boxes.map(({ name, shape, detail, zone }) => [name, shape, detail, zone?.id])).toEqual([
    ['bus', 'queue', 'Deployment', 'namespace shop'],
    ['kv', 'cache', 'Deployment', 'namespace shop'],
    ['labelled', 'queue', 'queue · Deployment', 'namespace shop'],
    ['once', 'job', 'Job', 'namespace shop'],
    ['pg', 'database', 'Deployment', 'namespace shop'],
    ['plain', 'service', 'x · Deployment', 'namespace shop'],
  ]);
});

test('an Ingress is an edge that clients reach, though it is called as the workload behind it', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
  };
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' } },
    spec: {
      rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }],
    },
  };
  const topology = topologyOf(reviewOf([], [deployment('web', 'a:1'), service], [deployment('web', 'a:1'), service, ingress]));
  expect(topology && boxes(topology.both)).toEqual(['added web', 'clients', 'web']);
  expect(topology && lines(topology.both)).toEqual(['added: clients > web, requests', 'added: web > web, port 8080']);
});

test('what a policy names beyond the set is drawn at the end where it is named', () => {
  const outside = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'out', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }] }],
    },
  };
  const closed = { ...outside, spec: { ...outside.spec, egress: [] } };
  const topology = topologyOf(reviewOf([], [deployment('web', 'a:1'), closed], [deployment('web', 'a:1'), outside]));
  expect(topology && lines(topology.both)).toEqual(['added: web > 203.0.113.0/24, port 443']);
  expect(topology && [topology.before, topology.after].map(boxes)).toEqual([['web'], ['203.0.113.0/24', 'web']]);
});

test('that pods look up names is drawn only where it changes for a pod that stays', () => {
  const lookup = (of: string): JsonObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `dns-${of}`, namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: of } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.53/32' } }], ports: [{ port: 53, protocol: 'UDP' }] }],
    },
  });
  const [web, api] = [deployment('web', 'a:1'), deployment('api', 'a:1')];
  const drawn = (before: JsonObject[], after: JsonObject[]) => {
    const topology = topologyOf(reviewOf([], before, after));
    return topology && lines(topology.both);
  };
  expect(drawn([web, lookup('web')], [web, lookup('web')])).toEqual([]);
  expect(drawn([web, lookup('web')], [web, lookup('web'), api, lookup('api')])).toEqual([]);
  const closed = { ...lookup('web'), spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] } };
  expect(drawn([web, closed], [web, lookup('web')])).toEqual(['added: web > 203.0.113.53/32, port 53/UDP']);
});

test('that pods of one component talk to each other is no line', () => {
  const topology = topologyOf(reviewOf([], [], [deployment('web', 'a:1'), policy('web', 'web', 8080)]));
  expect(topology && lines(topology.both)).toEqual([]);
});

describe('of more components than a picture shows', () => {
  const many = (count: number, tag: string) =>
    Array.from({ length: count }, (_, i) => deployment(`app-${`${i}`.padStart(3, '0')}`, `a:${tag}`));
  const rolled = effect({ object: 'apps/Deployment/shop/app-000', kind: 'rolls' });

  test('those are drawn that change, with their neighbours, and the others are counted', () => {
    const before = [...many(100, '1'), policy('app-000', 'app-001', 8080), policy('app-002', 'app-003', 8080)];
    const after = [deployment('app-000', 'a:2'), ...before.slice(1)];
    const topology = topologyOf(reviewOf([rolled], before, after));
    expect(topology && boxes(topology.both)).toEqual(['changed app-000', 'app-001']);
    expect(topology?.left).toBe(98);
  });

  test('what comes and goes is drawn where all the others change too', () => {
    const rolled = many(100, '1').map(({ metadata }) =>
      effect({ object: `apps/Deployment/shop/${(metadata as { name: string }).name}`, kind: 'rolls' }),
    );
    const shut: JsonObject = { ...policy('app-005', 'app-006', 8080), metadata: { name: 'shut', namespace: 'shop' } };
    const topology = topologyOf(
      reviewOf(rolled, [...many(100, '1'), { ...shut, spec: { ...(shut.spec as object), ingress: [] } }], [...many(100, '2'), shut]),
    );
    expect(topology && boxes(topology.both)).toEqual(['changed app-005', 'changed app-006']);
    expect(topology && lines(topology.both)).toEqual(['added: app-005 > app-006, port 8080']);
  });

  test('there is no picture where more change than it can show', () => {
    expect(topologyOf(reviewOf([], [], many(100, '1')))).toBeUndefined();
  });

  test('the largest picture is drawn in the time that a reader waits', () => {
    const all = many(40, '1');
    const policies = Array.from({ length: 120 }, (_, i) =>
      policy(`app-${`${i % 40}`.padStart(3, '0')}`, `app-${`${(i * 7 + 3) % 40}`.padStart(3, '0')}`, 8080),
    );
    const distinct = [...new Map(policies.map((p) => [JSON.stringify(p.metadata), p])).values()];
    const topology = topologyOf(reviewOf([], all, [...all, ...distinct]));
    const begun = process.cpuUsage();
    if (topology) diagramSvg(topology.both);
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3000);
  });
});

test('policies that now let through what a client only named before close nothing and open nothing', () => {
  const client = deployment('web', 'a:1');
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { selector: { app: 'api' }, ports: [{ port: 8080 }] },
  };
  const naming = JSON.parse(
    JSON.stringify(client).replace('"name":"app",', '"name":"app","env":[{"name":"API","value":"http://api:8080"}],'),
  );
  const topology = topologyOf(
    reviewOf([], [naming, deployment('api', 'a:1'), service], [naming, deployment('api', 'a:1'), service, policy('web', 'api', 8080)]),
  );
  expect(topology && lines(topology.both)).toEqual(['web > api, port 8080']);
});

describe('an edge', () => {
  const service = (name: string): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
  });
  const ingress = (host: string, ...names: readonly string[]): JsonObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'door', namespace: 'shop' },
    spec: {
      rules: names.map((name) => ({
        host,
        http: { paths: [{ path: `/${name}`, pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }] },
      })),
    },
  });
  const all = [deployment('web', 'a:1'), deployment('api', 'a:1'), service('web'), service('api')];
  const drawn = (before: JsonObject[], after: JsonObject[], object?: string) => {
    const effects = object === undefined ? [] : [effect({ object, kind: 'door-opened' })];
    const topology = topologyOf(reviewOf(effects, [...all, ...before], [...all, ...after]));
    return topology && [boxes(topology.both), lines(topology.both)];
  };

  test('that goes takes its clients with it', () => {
    expect(drawn([ingress('a', 'web')], [])).toEqual([
      ['removed door', 'clients', 'api', 'web'],
      ['removed: clients > door, requests', 'removed: door > web, port 8080'],
    ]);
  });

  test('is the same for its clients while one of its ways is new', () => {
    expect(drawn([ingress('a', 'web')], [ingress('a', 'web', 'api')])).toEqual([
      ['door', 'clients', 'api', 'web'],
      ['clients > door, requests', 'added: door > api, port 8080', 'door > web, port 8080'],
    ]);
  });

  test('is neither new nor gone for its clients where it leads to another workload', () => {
    expect(drawn([ingress('a', 'web')], [ingress('a', 'api')])).toEqual([
      ['door', 'clients', 'api', 'web'],
      ['clients > door, requests', 'added: door > api, port 8080', 'removed: door > web, port 8080'],
    ]);
  });

  test('is marked where its change is felt', () => {
    expect(drawn([ingress('a', 'web')], [ingress('b', 'web')], 'networking.k8s.io/Ingress/shop/door')).toEqual([
      ['changed door', 'clients', 'api', 'web'],
      ['clients > door, requests', 'door > web, port 8080'],
    ]);
  });
});

test('pods that a policy names and addresses that it lets in are boxes of their own', () => {
  const open = (from: JsonObject[], ports: JsonObject[]): JsonObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'in', namespace: 'shop' },
    spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress: [{ from, ports }] },
  });
  const monitor = [{ namespaceSelector: { matchLabels: { team: 'sre' } }, podSelector: { matchLabels: { app: 'monitor' } } }];
  const office = [{ ipBlock: { cidr: '198.51.100.0/24' } }];
  const drawn = (before: JsonObject, after: JsonObject) => {
    const topology = topologyOf(reviewOf([], [deployment('web', 'a:1'), before], [deployment('web', 'a:1'), after]));
    return topology && [lines(topology.both), topology.both.boxes.map(({ zone }) => zone?.label)];
  };
  expect(drawn(open(monitor, [{ port: 8080 }, { port: 9090 }]), open(office, [{ port: 1, endPort: 65535 }]))).toEqual([
    ['added: 198.51.100.0/24 > web, every port', expect.stringMatching(/^removed: pods app=monitor .* > web, ports 8080,9090$/)],
    ['addresses outside', 'pods named by policies', 'namespace shop'],
  ]);
});

test('a client that names a Service without ports is connected to it by name', () => {
  const naming = JSON.parse(
    JSON.stringify(deployment('web', 'a:1')).replace('"name":"app",', '"name":"app","env":[{"name":"API_HOST","value":"api"}],'),
  );
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { clusterIP: 'None', selector: { app: 'api' } },
  };
  const topology = topologyOf(reviewOf([], [naming, service], [naming, deployment('api', 'a:1'), service]));
  expect(topology && lines(topology.both)).toEqual(['added: web > api, by name']);
});

test('the payment zone lies in its namespace, and the home is the namespace with most workloads', () => {
  const paying = JSON.parse(JSON.stringify(deployment('pay', 'a:1')).replaceAll('"app":"pay"', '"app":"pay","cdk8s-shop/zone":"payment"'));
  const { namespace: _, ...bare } = deployment('bare', 'a:1').metadata as JsonObject;
  const imageless = JSON.parse(JSON.stringify(deployment('imageless', 'a:1')).replace(/"image":"a:1",/, ''));
  const after = [paying, imageless, { ...deployment('bare', 'a:1'), metadata: bare }];
  const felt = effect({ object: 'apps/Deployment//bare', kind: 'starts' });
  const topology = topologyOf(reviewOf([felt], [], after));
  expect(topology?.both.boxes.map(({ id, shape, zone, mark }) => [id, shape, zone?.id, zone?.parent?.kind ?? zone?.kind, mark])).toEqual([
    ['default/bare', 'service', 'namespace default', 'namespace', 'added'],
    ['shop/imageless', 'service', 'namespace shop', 'shop', 'added'],
    ['shop/pay', 'service', 'payment namespace shop', 'shop', 'added'],
  ]);
  const even = topologyOf(reviewOf([], [], after.slice(1)));
  expect(even?.both.boxes.map(({ zone }) => zone?.kind)).toEqual(['shop', 'namespace']);
});
