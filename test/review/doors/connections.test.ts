import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permittedConnections } from '../../../lib/manifests/reachability';
import { connectionText } from '../../../lib/review/doors/connection';
import { connectionChanges, connectionsOf } from '../../../lib/review/doors/connections';
import { setOf } from '../../support/reviewed';

const workload = (name: string, { labels = '', env = '', ports = '8080', namespace = 'shop' } = {}): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}${labels} } }
    spec:
      containers:
        - name: app
          image: registry.example/app:1
          ports: [${ports === '' ? '' : ports.split(',').map((port) => `{ containerPort: ${port} }`)}]
          env: [${env}]
---`;
const policy = (name: string, selector: string, rules: string): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: { ${selector} }, ${rules} }
---`;
const over = (name: string): string => `matchLabels: { app: ${name} }`;
const from = (peer: string, ports = '[{ port: 8080 }]'): string => `ingress: [{ from: [${peer}], ports: ${ports} }]`;
const pods = (name: string): string => `{ podSelector: { ${over(name)} } }`;
const service = (name: string, port = 80): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: ${port}, targetPort: 8080 }] }
---`;
const told = (yaml: string): string[] => connectionsOf(setOf(yaml)).map((c) => `${c.by} ${connectionText(c)}`);
const changes = (before: string, after: string): Record<string, string[]> => {
  const { opened, closed, kept } = connectionChanges(setOf(before), setOf(after));
  return { opened: opened.map(connectionText), closed: closed.map(connectionText), kept: kept.map(connectionText) };
};
const three = workload('web') + workload('orders') + workload('other');

describe('a peer that names fewer than another did, or more', () => {
  const peers = (peer: string): string => workload('web') + workload('orders') + policy('orders', over('orders'), from(peer));
  const namespace = (selector: string): string => `{ namespaceSelector: { ${selector} } }`;
  const named = (name: string): string => namespace(`matchLabels: { kubernetes.io/metadata.name: ${name} }`);
  const outside = namespace('matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [shop] }]');
  const everywhere = namespace('');
  const addresses = (cidr: string, except = ''): string => `{ ipBlock: { cidr: ${cidr}, except: [${except}] } }`;

  test.each<[string, string, string, string]>([
    ['a namespace of those outside', outside, named('edge'), 'every pod outside of shop'],
    ['a namespace of all', everywhere, named('edge'), 'every pod in every namespace'],
    ['its own of all', everywhere, '{ podSelector: {} }', 'every pod in every namespace'],
    ['pods with a label of all pods', '{ podSelector: {} }', '{ podSelector: { matchLabels: { a: b } } }', 'every pod in shop'],
    ['a block of a larger one', addresses('10.0.0.0/8'), addresses('10.1.0.0/16'), '10.0.0.0/8'],
    [
      'a block beside what a larger one leaves out',
      addresses('10.0.0.0/8', '10.2.0.0/16'),
      addresses('10.1.0.0/16'),
      '10.0.0.0/8 but 10.2.0.0/16',
    ],
    [
      'a block with the same left out',
      addresses('10.0.0.0/8', '10.1.2.0/24'),
      addresses('10.1.0.0/16', '10.1.2.0/24'),
      '10.0.0.0/8 but 10.1.2.0/24',
    ],
  ])('%s opens nothing, and the other way round closes nothing', (_, whole, part, name) => {
    const narrowed = changes(peers(whole), peers(part));
    expect(narrowed).toMatchObject({ opened: [], closed: [`${name} > orders:8080`] });
    const widened = changes(peers(part), peers(whole));
    expect(widened).toMatchObject({ opened: [`${name} > orders:8080`], closed: [] });
  });

  test.each<[string, string, string]>([
    ['another namespace than the one left out', outside, named('shop')],
    ['its own namespace', outside, '{ podSelector: {} }'],
    ['other labels', '{ podSelector: { matchLabels: { a: b } } }', '{ podSelector: { matchLabels: { c: d } } }'],
    ['a block that is left out', addresses('10.0.0.0/8', '10.1.2.0/24'), addresses('10.1.0.0/16')],
    ['a block elsewhere', addresses('10.0.0.0/8'), addresses('192.168.0.0/16')],
    ['a larger block', addresses('10.1.0.0/16'), addresses('10.0.0.0/8')],
  ])('%s is open as never before', (_, one, other) => {
    expect(changes(peers(one), peers(other)).opened).toHaveLength(1);
  });

  test('ports that only the narrower one has are opened', () => {
    const wide = workload('orders') + policy('orders', over('orders'), from(outside));
    const narrow = workload('orders') + policy('orders', over('orders'), from(named('edge'), '[{ port: 8080 }, { port: 9090 }]'));
    expect(changes(wide, narrow).opened).toEqual(['every pod in edge > orders:9090']);
  });
});

describe('what policies let through', () => {
  test('only where one of the ends is closed, and only what both ends admit', () => {
    expect(told(three)).toEqual([]);
    expect(told(three + policy('orders', over('orders'), from(pods('web'))))).toEqual(['policy web > orders:8080']);
    const closedClient = policy('web', over('web'), 'policyTypes: [Egress]');
    expect(told(three + policy('orders', over('orders'), from(pods('web'))) + closedClient)).toEqual([]);
    const client = policy(
      'web',
      over('web'),
      `policyTypes: [Egress], egress: [{ to: [${pods('orders')}], ports: [{ port: 9090 }, { port: 8080 }] }]`,
    );
    expect(told(three + policy('orders', over('orders'), from(pods('web'))) + client)).toEqual(['policy web > orders:8080']);
    expect(told(three + client)).toEqual(['policy web > orders:8080,9090']);
  });

  test('who is named without a label is a group, and one that may not go there is not told', () => {
    const anyPod = policy('orders', over('orders'), from('{ podSelector: {} }'));
    expect(told(three + anyPod)).toEqual(['policy every pod in shop > orders:8080']);
    const closed = ['web', 'orders', 'other'].map((name) => policy(`${name}-out`, over(name), 'policyTypes: [Egress]')).join('');
    expect(told(three + anyPod + closed)).toEqual([]);
    const toOrders = policy('web-orders', over('web'), `policyTypes: [Egress], egress: [{ to: [${pods('orders')}] }]`);
    expect(told(three + anyPod + closed + toOrders)).toEqual(['policy web > orders:8080']);
  });

  test('many that a label selects are a group too, one by one they would hide the one that matters', () => {
    const many = Array.from({ length: 22 }, (_, i) => workload(`web-${i}`, { labels: ', tier: web' })).join('');
    const byTier = policy('orders', over('orders'), from('{ podSelector: { matchLabels: { tier: web } } }'));
    expect(told(many + workload('orders') + byTier)).toEqual(['policy pods tier=web in shop > orders:8080']);
    expect(told(workload('web-1', { labels: ', tier: web' }) + workload('orders') + byTier)).toEqual(['policy web-1 > orders:8080']);
  });

  test('outsiders are told as the policy names them', () => {
    const rules = [
      'egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }], ports: [{ port: 443 }] }',
      '{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53 }, { port: 53, protocol: UDP }] }',
      '{ ports: [{ port: 8000, endPort: 8999 }] }]',
    ].join(', ');
    expect(told(workload('web') + policy('web', over('web'), `policyTypes: [Egress], ${rules}`))).toEqual([
      'policy web > any address but 10.0.0.0/8:443',
      'policy web > anybody:8000-8999',
      'policy web > pods k8s-app=kube-dns in kube-system:53/TCP+UDP',
    ]);
    const elsewhere =
      '{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [shop] }] } }';
    expect(told(workload('web') + policy('web', over('web'), from(elsewhere)))).toEqual(['policy every pod outside of shop > web:8080']);
    expect(told(workload('web') + policy('web', over('web'), 'ingress: [{}]'))).toEqual(['policy anybody > web:every port']);
    expect(told(workload('web') + policy('web', over('web'), from(pods('ghost'))))).toEqual(['policy pods app=ghost in shop > web:8080']);
  });

  test('labels are told as the policy asks for them', () => {
    const expressions = [
      '{ key: tier, operator: In, values: [back, front] }',
      '{ key: env, operator: NotIn, values: [test] }',
      '{ key: zone, operator: NotIn, values: [a, b] }',
      '{ key: legacy, operator: DoesNotExist }',
      '{ key: team, operator: Exists }',
    ].join(', ');
    expect(told(workload('web') + policy('web', over('web'), from(`{ podSelector: { matchExpressions: [${expressions}] } }`)))).toEqual([
      'policy pods tier in (back, front),env!=test,zone not in (a, b),!legacy,team in shop > web:8080',
    ]);
    const byTeam = '{ namespaceSelector: { matchLabels: { team: checkout } } }';
    expect(told(workload('web') + policy('web', over('web'), from(byTeam)))).toEqual([
      'policy every pod in namespaces team=checkout > web:8080',
    ]);
    expect(told(workload('web') + policy('web', over('web'), from("{ ipBlock: { cidr: '::/0' } }")))).toEqual([
      'policy any IPv6 address > web:8080',
    ]);
  });

  test('a client may go to a group only where one of its members lets it in', () => {
    const anyPod = policy(
      'web-out',
      over('web'),
      'policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }], ports: [{ port: 8080 }] }]',
    );
    const closed = ['web', 'orders', 'other'].map((name) => policy(`${name}-in`, over(name), 'policyTypes: [Ingress]')).join('');
    expect(told(three + anyPod)).toEqual(['policy web > every pod in shop:8080']);
    expect(told(three + anyPod + closed)).toEqual([]);
  });

  test('of many ports the first are told', () => {
    const ports = Array.from({ length: 8 }, (_, i) => `{ port: ${8001 + 2 * i} }`).join(', ');
    expect(told(three + policy('orders', over('orders'), from(pods('web'), `[${ports}]`)))).toEqual([
      'policy web > orders:8001,8003,8005,8007,8009 and 3 more',
    ]);
  });

  test('a workload of another namespace is told with it', () => {
    const elsewhere =
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } }, podSelector: { matchLabels: { app: probe } } }';
    expect(told(workload('web') + workload('probe', { namespace: 'ops' }) + policy('web', over('web'), from(elsewhere)))).toEqual([
      'policy ops/probe > shop/web:8080',
    ]);
  });
});

describe('what pods name where no policy decides', () => {
  const named = (env: string): string[] => told(workload('web', { env }) + workload('orders') + service('orders'));

  test.each([
    ["{ name: ORDERS_URI, value: 'http://orders:80/api' }"],
    ['{ name: ORDERS_HOST, value: orders }'],
    ['{ name: UPSTREAM, value: orders.shop.svc.cluster.local:80 }'],
    ["{ name: ORDERS_URI, value: 'https://user:pw@orders.shop' }"],
  ])('%s', (env) => {
    expect(named(env)).toEqual(['reference web > orders:8080']);
  });

  test.each([
    ['{ name: NAME, value: orders }'],
    ['{ name: ORDERS_URI, value: http://orders.example }'],
    ["{ name: ORDERS_URI, value: 'http://orders.other:80' }"],
    ["{ name: ORDERS_URI, value: 'http://orders.shop.example:80' }"],
  ])('not by %s', (env) => {
    expect(named(env)).toEqual([]);
  });

  test('by two Services it is one connection; by its own, none', () => {
    const admin = service('orders').replace('name: orders,', 'name: orders-admin,').replace('targetPort: 8080', 'targetPort: 9090');
    const both = '{ name: ORDERS_HOST, value: orders }, { name: ADMIN_HOST, value: orders-admin }';
    expect(told(workload('web', { env: both }) + workload('orders') + service('orders') + admin)).toEqual([
      'reference web > orders:8080,9090',
    ]);
    expect(told(workload('orders', { env: '{ name: ORDERS_HOST, value: orders }' }) + service('orders'))).toEqual([]);
  });

  test('a headless Service leads to the port that is dialled, one without a selector to nobody of these manifests', () => {
    const web = workload('web', { env: "{ name: ORDERS_URI, value: 'http://orders:9090' }" }) + workload('orders');
    const headless = service('orders').replace('ports:', 'clusterIP: None, ports:');
    expect(told(web + headless)).toEqual(['reference web > orders:9090']);
    expect(told(web + service('orders'))).toEqual(['reference web > orders']);
    expect(told(web + headless.replace('selector: { app: orders }, ', ''))).toEqual([]);
  });

  test('of a port that no container declares only the name is known, and a policy closes it all the same', () => {
    const web = workload('web', { env: '{ name: ORDERS_HOST, value: orders }' }) + workload('orders');
    const named = web + service('orders').replace('targetPort: 8080', 'targetPort: http');
    expect(told(named)).toEqual(['reference web > orders']);
    expect(changes(named, named + policy('orders', over('orders'), 'policyTypes: [Ingress]'))).toEqual({
      opened: [],
      closed: ['web > orders'],
      kept: [],
    });
  });

  test('without a namespace everything is in default, and an edge leads to what is there', () => {
    const edge = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge }
spec:
  rules:
    - http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: orders, port: { number: 80 } } } }
          - { path: /old, pathType: Prefix, backend: { service: { name: elsewhere, port: { number: 80 } } } }
---`;
    const bare = (workload('orders') + service('orders')).replaceAll(', namespace: shop', '');
    expect(told(bare + edge)).toEqual(['route edge > orders:8080']);
  });

  test('a ConfigMap that is mounted, and an edge, name Services too', () => {
    const map = `
apiVersion: v1
kind: ConfigMap
metadata: { name: nginx, namespace: shop }
data: { default.conf: 'upstream u { server orders:80; }' }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec: { rules: [{ host: shop.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: orders, port: { number: 80 } } } }] } }] }
---`;
    const web = workload('web').replace('    spec:\n', '    spec:\n      volumes: [{ name: conf, configMap: { name: nginx } }]\n');
    expect(told(web + workload('orders') + service('orders') + map)).toEqual(['reference web > orders:8080', 'route edge > orders:8080']);
  });

  test('a policy that is for it takes the place of the reference, one that is against it leaves none', () => {
    const web = workload('web', { env: "{ name: ORDERS_URI, value: 'http://orders:80' }" }) + workload('orders') + service('orders');
    expect(told(web + policy('orders', over('orders'), from(pods('web'))))).toEqual(['policy web > orders:8080']);
    expect(told(web + policy('orders', over('orders'), from(pods('other'))))).toEqual(['policy pods app=other in shop > orders:8080']);
  });
});

describe('what differs', () => {
  test('a client more, and a port less', () => {
    const before = three + policy('orders', over('orders'), from(pods('web'), '[{ port: 8080 }, { port: 9090 }]'));
    const after =
      three + policy('orders', over('orders'), `ingress: [{ from: [${pods('web')}, ${pods('other')}], ports: [{ port: 8080 }] }]`);
    expect(changes(before, after)).toEqual({ opened: ['other > orders:8080'], closed: ['web > orders:9090'], kept: ['web > orders:8080'] });
  });

  test('what was open before somebody named it has not been opened', () => {
    const after = three + policy('orders', over('orders'), from(pods('web')));
    expect(changes(three, after)).toEqual({ opened: [], closed: [], kept: ['web > orders:8080'] });
    expect(changes(after, three)).toEqual({ opened: [], closed: [], kept: [] });
  });

  test('what everybody could do is not closed when no policy decides it any more', () => {
    const anybody = three + policy('orders', over('orders'), 'ingress: [{}]');
    expect(changes(anybody, three)).toEqual({ opened: [], closed: [], kept: [] });
    expect(changes(three, anybody)).toEqual({ opened: [], closed: [], kept: ['anybody > orders:every port'] });
  });

  test('one of a group is not closed when the group comes in its place', () => {
    const single = three + policy('orders', over('orders'), from(pods('web')));
    const all = three + policy('orders', over('orders'), from('{ podSelector: {} }'));
    expect(changes(single, all)).toEqual({ opened: ['every pod in shop > orders:8080'], closed: [], kept: [] });
    expect(changes(all, single)).toEqual({ opened: [], closed: ['every pod in shop > orders:8080'], kept: ['web > orders:8080'] });
  });

  test('a port among every port is told as the others that are new', () => {
    const after = three + policy('orders', over('orders'), `ingress: [{ from: [${pods('web')}], ports: [{ protocol: TCP }] }]`);
    expect(changes(three + policy('orders', over('orders'), from(pods('web'))), after).opened).toEqual(['web > orders:every other port']);
  });
});

test('the demo shop: between its workloads the same as the simulation of every pair', () => {
  const dist = join(__dirname, '../../../dist');
  const set = setOf(
    readdirSync(dist)
      .flatMap((file) => (file.endsWith('.yaml') ? [readFileSync(join(dist, file), 'utf8')] : []))
      .join('\n---\n'),
  );
  const simulated = permittedConnections(set, { outsiders: [] }).map(
    ({ client, target, port, protocol }) => `${client} ${target} ${port} ${protocol}`,
  );
  const short = (object = ''): string => object.split('/').slice(1).join('/');
  const own = connectionsOf(set).flatMap(({ client, target, ports, by }) =>
    by === 'policy' && client.kind === 'workload' && target.kind === 'workload'
      ? ports.map(({ first, protocol }) => `${short(client.object)} ${short(target.object)} ${first} ${protocol}`)
      : [],
  );
  expect(own.length).toBeGreaterThan(5);
  expect(own.sort()).toEqual(simulated.sort());
});
