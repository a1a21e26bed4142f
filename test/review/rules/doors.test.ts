import { CONNECTIONS_CLOSED } from '../../../lib/review/rules/connections-closed';
import { CONNECTIONS_OPENED } from '../../../lib/review/rules/connections-opened';
import { EDGE_UNGUARDED } from '../../../lib/review/rules/edge-unguarded';
import { HOST_EXPOSED } from '../../../lib/review/rules/host-exposed';
import { ISOLATION_ADDED } from '../../../lib/review/rules/isolation-added';
import { ISOLATION_LOST } from '../../../lib/review/rules/isolation-lost';
import { OTHER_POLICY } from '../../../lib/review/rules/other-policy';
import { SERVICE_EXPOSED } from '../../../lib/review/rules/service-exposed';
import { effectsBy, told } from '../../support/reviewed';

const said = (...args: Parameters<typeof effectsBy>): string[] =>
  effectsBy(...args).map(({ severity, object, summary }) => `${severity} ${object.split('/').slice(1).join('/')}: ${summary}`);

const workload = (name: string, { env = '', image = 'registry.example/app:1', labels = '' } = {}): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}${labels} } }
    spec: { containers: [{ name: app, image: '${image}', ports: [{ containerPort: 8080 }], env: [${env}] }] }
---`;
const policy = (name: string, spec: string): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { ${spec} }
---`;
const service = (spec: string): string => `
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { selector: { app: orders }, ports: [{ port: 80, targetPort: 8080 }]${spec} }
---`;
const over = (name: string, rules: string): string => policy(name, `podSelector: { matchLabels: { app: ${name} } }, ${rules}`);
const peers = (...names: string[]): string => `[${names.map((name) => `{ podSelector: { matchLabels: { app: ${name} } } }`).join(', ')}]`;
const ingress = (...names: string[]): string => `ingress: [{ from: ${peers(...names)}, ports: [{ port: 8080 }] }]`;
const deny = policy('default-deny', 'podSelector: {}, policyTypes: [Ingress, Egress]');
const shop = workload('web') + workload('orders') + workload('other');

describe('connections-opened', () => {
  test('both ends of one connection are one effect, at the policy of the target', () => {
    const before = shop + deny + over('orders', ingress('web'));
    const egress = over('other', `policyTypes: [Egress], egress: [{ to: ${peers('orders')}, ports: [{ port: 8080 }] }]`);
    expect(said(CONNECTIONS_OPENED, before, before + egress)).toEqual([]);
    const after = shop + deny + over('orders', ingress('web', 'other')) + egress;
    expect(said(CONNECTIONS_OPENED, before, after)).toEqual(['warning NetworkPolicy/shop/orders: opens 1 connection: other > orders:8080']);
    expect(said(CONNECTIONS_OPENED, before + egress, after)).toHaveLength(1);
  });

  test('a new workload brings its connections as one note, name resolution told once', () => {
    const egress = `egress: [{ to: ${peers('orders')}, ports: [{ port: 8080 }] }, { ports: [{ port: 53, protocol: UDP }] }]`;
    const before = workload('orders') + deny + over('orders', ingress('new'));
    expect(said(CONNECTIONS_OPENED, before, before + workload('new') + over('new', `policyTypes: [Egress], ${egress}`))).toEqual([
      'note Deployment/shop/new: comes with 1 connection: new > orders:8080 and name resolution',
    ]);
  });

  test('what opens because an end is isolated no more is told with that', () => {
    const client = over('web', `policyTypes: [Egress], egress: [{ to: ${peers('orders')}, ports: [{ port: 8080 }] }]`);
    const [before, after] = [shop + client + over('orders', ingress('other')), shop + client];
    expect(said(CONNECTIONS_OPENED, before, after)).toEqual([]);
    expect(said(ISOLATION_LOST, before, after)).toEqual([
      'error NetworkPolicy/shop/orders: leaves pods without a policy: whoever reaches the network of the cluster may connect to every port of orders',
    ]);
  });

  test('a new workload that may ask for names alone', () => {
    const names = 'policyTypes: [Egress], egress: [{ ports: [{ port: 53, protocol: UDP }] }]';
    expect(said(CONNECTIONS_OPENED, shop + deny, shop + deny + workload('new') + over('new', names))).toEqual([
      'note Deployment/shop/new: comes with no connection but name resolution',
    ]);
  });

  test('a label of a namespace', () => {
    const namespace = (labels: string): string =>
      `\napiVersion: v1\nkind: Namespace\nmetadata: { name: front, labels: { ${labels} } }\n---`;
    const rest =
      workload('web').replace('namespace: shop', 'namespace: front') +
      workload('orders') +
      over(
        'orders',
        'ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: front } }, podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }]',
      );
    expect(told(CONNECTIONS_OPENED, namespace('') + rest, namespace('team: front') + rest)).toEqual([
      'warning door-opened /Namespace//front metadata.labels.team: opens 1 connection: front/web > shop/orders:8080',
    ]);
  });

  test('another label may open what no policy changed for', () => {
    const before =
      workload('web') +
      workload('orders') +
      policy('orders', `podSelector: { matchLabels: { app: orders } }, ${ingress('web')}`) +
      policy(
        'tier',
        'podSelector: { matchLabels: { app: orders } }, ingress: [{ from: [{ podSelector: { matchLabels: { tier: front } } }], ports: [{ port: 9090 }] }]',
      );
    expect(said(CONNECTIONS_OPENED, before, before.replace('labels: { app: web }', 'labels: { app: web, tier: front }'))).toEqual([
      'warning Deployment/shop/web: opens 1 connection: web > orders:9090',
    ]);
  });

  test('a database for everybody is an error, the address of the machine’s credentials is said', () => {
    const db = workload('orders', { image: 'postgres:17.6' });
    expect(
      said(
        CONNECTIONS_OPENED,
        db + over('orders', ingress('web')),
        db + over('orders', 'ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 5432 }] }]'),
      ),
    ).toEqual(['error NetworkPolicy/shop/orders: opens 1 connection: any address > orders:5432']);
    const to = (cidr: string) =>
      over('web', `policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }], ports: [{ port: 80 }] }]`);
    expect(said(CONNECTIONS_OPENED, shop + to('203.0.113.7/32'), shop + to('169.254.169.254/32'))).toEqual([
      'warning NetworkPolicy/shop/web: opens 1 connection: web > 169.254.169.254/32:80, and there the machine’s own credentials are to be had',
    ]);
  });
});

describe('connections-closed', () => {
  const client =
    workload('other', { env: "{ name: ORDERS_HOST, value: orders }, { name: ORDERS_PORT, value: '80' }" }) +
    workload('orders') +
    service('');

  test('an error where the client goes on naming the target', () => {
    expect(said(CONNECTIONS_CLOSED, client + over('orders', ingress('web', 'other')), client + over('orders', ingress('web')))).toEqual([
      'error NetworkPolicy/shop/orders: closes 1 connection: other > orders:8080; other still names orders',
    ]);
    expect(said(CONNECTIONS_CLOSED, shop + over('orders', ingress('web', 'other')), shop + over('orders', ingress('web')))).toEqual([
      'warning NetworkPolicy/shop/orders: closes 1 connection: other > orders:8080',
    ]);
  });

  test('a first policy that leaves a client out, and a group that becomes fewer', () => {
    const text = 'error NetworkPolicy/shop/orders: closes 1 connection: other > orders:8080; other still names orders';
    expect(said(CONNECTIONS_CLOSED, client, client + over('orders', ingress('web')))).toEqual([text]);
    const all = over('orders', 'ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }]');
    expect(said(CONNECTIONS_CLOSED, client + all, client + over('orders', ingress('web')))).toEqual([
      'error NetworkPolicy/shop/orders: closes 2 connections: other > orders:8080 and every pod in shop > orders:8080; other still names orders',
    ]);
  });

  test('what a workload that goes was connected with is told with it', () => {
    const after = workload('web') + workload('orders') + over('orders', ingress('web'));
    expect(said(CONNECTIONS_CLOSED, shop + over('orders', ingress('web', 'other')), after)).toEqual([]);
  });
});

describe('isolation', () => {
  test('lost in one direction or in both', () => {
    const both = over('orders', `policyTypes: [Ingress, Egress], ${ingress('web')}`);
    expect(said(ISOLATION_LOST, shop + both, shop + over('orders', ingress('web')))).toEqual([
      'error NetworkPolicy/shop/orders: leaves pods without a policy: every address, of the cluster and beyond it, may be dialled by orders',
    ]);
    expect(said(CONNECTIONS_OPENED, shop + both, shop)).toEqual([]);
  });

  test('a policy over all that others stand beside leaves those that nobody knows', () => {
    const rest = ['web', 'orders', 'other'].map((name) => over(name, `policyTypes: [Ingress, Egress], ${ingress('web')}`)).join('');
    expect(said(ISOLATION_LOST, shop + deny + rest, shop + rest)).toEqual([
      'warning NetworkPolicy/shop/default-deny: leaves every pod of shop open (ingress and egress) that no other policy selects: none of these manifests, but whatever else is there or comes',
    ]);
    expect(said(ISOLATION_LOST, shop + deny + deny.replace('default-deny', 'deny-too'), shop + deny)).toEqual([]);
  });

  test('by a label that the policies do not select', () => {
    const guarded = policy('guarded', `podSelector: { matchLabels: { guard: yes-please } }, ${ingress('web')}`);
    expect(said(ISOLATION_LOST, workload('orders', { labels: ', guard: yes-please' }) + guarded, workload('orders') + guarded)).toEqual([
      'error Deployment/shop/orders: leaves pods without a policy: whoever reaches the network of the cluster may connect to every port of orders',
    ]);
  });

  test('added: who is left', () => {
    expect(said(ISOLATION_ADDED, shop, shop + over('orders', ingress('web')))).toEqual([
      'warning NetworkPolicy/shop/orders: only these may connect to orders: web > orders:8080',
    ]);
    expect(said(ISOLATION_ADDED, shop, shop + over('orders', 'policyTypes: [Egress]'))).toEqual([
      'warning NetworkPolicy/shop/orders: no connection is open from orders',
    ]);
    expect(said(ISOLATION_ADDED, workload('web'), shop + over('orders', ingress('web')))).toEqual([]);
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => workload(name)).join('');
    expect(said(ISOLATION_ADDED, many, many + deny)).toEqual([
      'warning NetworkPolicy/shop/default-deny: nobody may connect to 5 workloads; no connection is open from 5 workloads',
    ]);
  });

  test('added by a policy that was there', () => {
    const types = (list: string): string => shop + over('orders', `policyTypes: ${list}, ${ingress('web')}`);
    expect(told(ISOLATION_ADDED, types('[Ingress]'), types('[Ingress, Egress]'))).toEqual([
      'warning door-closed networking.k8s.io/NetworkPolicy/shop/orders spec.policyTypes[1]: no connection is open from orders',
    ]);
  });
});

describe('service-exposed', () => {
  const exposed = (before: string, after: string, image?: string): string[] =>
    said(SERVICE_EXPOSED, workload('orders', { image }) + before, workload('orders', { image }) + after);

  test.each([
    [
      ', type: NodePort',
      'warning Service/shop/orders: can be reached at every node (a port that the cluster chooses), and leads to orders',
    ],
    [
      ', type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24]',
      'warning Service/shop/orders: can be reached by a load balancer from 203.0.113.0/24, and leads to orders',
    ],
    [', externalIPs: [198.51.100.7]', 'warning Service/shop/orders: can be reached at 198.51.100.7, and leads to orders'],
  ])('by %s', (spec, text) => {
    expect(exposed(service(''), service(spec))).toEqual([text]);
    expect(exposed(service(spec), service(''))).toEqual([]);
  });

  test('by more than before, new, and before a database', () => {
    const guarded = service(', type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24]');
    const open = 'warning Service/shop/orders: can be reached by a load balancer from any address, and leads to orders';
    expect(exposed(guarded, service(', type: LoadBalancer'))).toEqual([open]);
    const [closed] = effectsBy(SERVICE_EXPOSED, workload('orders') + service(', type: LoadBalancer'), workload('orders') + guarded);
    expect(closed).toMatchObject({
      kind: 'door-closed',
      severity: 'warning',
      summary: 'can be reached by a load balancer from 203.0.113.0/24 alone, and leads to orders',
    });
    expect(exposed('', service(', type: LoadBalancer'))).toEqual([open]);
    const inside = (ranges = ''): string =>
      service(`, type: LoadBalancer${ranges}`).replace(
        'namespace: shop',
        "namespace: shop, annotations: { service.beta.kubernetes.io/aws-load-balancer-internal: 'true' }",
      );
    const within = 'Service/shop/orders: can be reached by a load balancer from the cloud’s own network';
    expect(exposed(service(''), inside())).toEqual([`warning ${within}, and leads to orders`]);
    expect(exposed(service(', type: LoadBalancer'), inside())).toEqual([`warning ${within} alone, and leads to orders`]);
    expect(exposed(inside(), service(', type: LoadBalancer'))).toEqual([open]);
    const ranges = ', loadBalancerSourceRanges: [203.0.113.0/24]';
    expect(exposed(service(''), inside(ranges))).toEqual([
      'warning Service/shop/orders: can be reached by a load balancer from 203.0.113.0/24 within the cloud’s own network, and leads to orders',
    ]);
    expect(exposed(inside(ranges), guarded)).toEqual([
      'warning Service/shop/orders: can be reached by a load balancer from 203.0.113.0/24, and leads to orders',
    ]);
    expect(exposed(service(''), service(', type: LoadBalancer'), 'postgres:17.6')).toEqual([open.replace('warning', 'error')]);
  });
});

const edge = ({ hosts = 'shop.example', tls = '[shop.example]', annotations = '' } = {}): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop, annotations: { ${annotations} } }
spec:
  tls: [${tls === '' ? '' : `{ hosts: ${tls}, secretName: edge-tls }`}]
  rules: [${hosts.split(',').map((host) => `{ host: ${host}, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }`)}]
---`;
const gateway = (listener: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { gatewayClassName: envoy, listeners: [{ name: web, hostname: shop.example, ${listener} }] }
---`;

test('host-exposed: a host, a path of a route, a listener for everybody', () => {
  expect(said(HOST_EXPOSED, edge(), edge({ hosts: 'shop.example,admin.example' }))).toEqual([
    'warning Ingress/shop/edge: answers at admin.example/ > web',
  ]);
  const route = (matches: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { hostnames: [shop.example], rules: [{ ${matches} backendRefs: [{ name: web, port: 80 }] }] }
---`;
  expect(said(HOST_EXPOSED, route('matches: [{ path: { value: /shop } }],'), route(''))).toEqual([
    'warning HTTPRoute/shop/web: answers at shop.example/ > web',
  ]);
  const listener = (from: string) => gateway(`port: 443, protocol: HTTPS, allowedRoutes: { namespaces: { from: ${from} } }`);
  expect(said(HOST_EXPOSED, listener('Same'), listener('All'))).toEqual([
    'warning Gateway/shop/edge: answers at shop.example:443 > routes of every namespace',
  ]);
  expect(said(HOST_EXPOSED, listener('All'), listener('Same'))).toEqual([]);
});

test('host-exposed: what stands for every host, for every path, and for what is no Service', () => {
  const bare = (spec: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec: ${spec}
---`;
  const none = bare('{ ingressClassName: nginx }');
  expect(said(HOST_EXPOSED, none, bare('{ defaultBackend: { service: { name: web, port: { number: 80 } } } }'))).toEqual([
    'warning Ingress/shop/edge: answers at any host/ > web',
  ]);
  const backend = '{ resource: { apiGroup: shop.example, kind: Bucket, name: assets } }';
  expect(
    said(HOST_EXPOSED, none, bare(`{ rules: [{ http: { paths: [{ pathType: ImplementationSpecific, backend: ${backend} }] } }] }`)),
  ).toEqual(['warning Ingress/shop/edge: answers at any host/ > assets']);
  const route = (kind: string, rules: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: web, namespace: shop }
spec: { rules: [${rules}] }
---`;
  const toWeb = 'backendRefs: [{ name: web, port: 80 }]';
  const [one, more] = ['{ service: shop.Cart, method: Add }', '{ service: shop.Cart }'].map(
    (method) => `{ matches: [{ method: ${method} }], ${toWeb} }`,
  );
  expect(said(HOST_EXPOSED, route('GRPCRoute', `${one}`), route('GRPCRoute', `${one}, ${more}`))).toEqual([
    'warning GRPCRoute/shop/web: answers at any host/shop.Cart/* > web',
  ]);
  const shopOnly = `{ matches: [{ path: { value: /shop } }], ${toWeb} }`;
  const redirect = '{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }';
  expect(said(HOST_EXPOSED, route('HTTPRoute', shopOnly), route('HTTPRoute', `${shopOnly}, ${redirect}`))).toEqual([
    'warning HTTPRoute/shop/web: answers at any host/ > a redirect',
  ]);
  const listener = (from: string) =>
    gateway(`port: 443, protocol: HTTPS, allowedRoutes: { namespaces: { from: ${from} } }`).replace('hostname: shop.example, ', '');
  expect(said(HOST_EXPOSED, listener('Same'), listener('Selector'))).toEqual([
    'warning Gateway/shop/edge: answers at any host:443 > routes of some namespaces',
  ]);
});

test('host-exposed: what another edge answered before by the same Services is not exposed by this one', () => {
  const web = (name: string, service = 'web', path = '/'): string =>
    edge().replace('name: edge,', `name: ${name},`).replace('path: /,', `path: ${path},`).replace('name: web', `name: ${service}`);
  expect(said(HOST_EXPOSED, web('old'), web('fresh'))).toEqual([]);
  expect(said(HOST_EXPOSED, web('old'), web('old') + web('fresh', 'admin'))).toEqual([
    'warning Ingress/shop/fresh: answers at shop.example/ > admin',
  ]);
  expect(said(HOST_EXPOSED, web('old'), web('old') + web('fresh', 'web', '/admin'))).toEqual([
    'warning Ingress/shop/fresh: answers at shop.example/admin > web',
  ]);
  const listener = (from: string): string => gateway(`port: 443, protocol: HTTPS, allowedRoutes: { namespaces: { from: ${from} } }`);
  expect(said(HOST_EXPOSED, edge(), edge() + listener('Same'))).toEqual([]);
  expect(said(HOST_EXPOSED, edge(), edge() + listener('All'))).toEqual([
    'warning Gateway/shop/edge: answers at shop.example:443 > routes of every namespace',
  ]);
});

test('edge-unguarded: a guard by another controller is the same by another prefix, where that controller reads it', () => {
  const of = (className: string, annotation: string): string =>
    edge({ annotations: annotation }).replace('spec:', `spec:\n  ingressClassName: ${className}`);
  const haproxy = of('haproxy', "haproxy.org/ssl-redirect: 'true'");
  expect(said(EDGE_UNGUARDED, haproxy, of('nginx', "nginx.ingress.kubernetes.io/ssl-redirect: 'true'"))).toEqual([]);
  const lost = ['warning Ingress/shop/edge: loses haproxy.org/ssl-redirect: true'];
  expect(said(EDGE_UNGUARDED, haproxy, of('nginx', ''))).toEqual(lost);
  expect(said(EDGE_UNGUARDED, haproxy, of('haproxy', "nginx.ingress.kubernetes.io/ssl-redirect: 'true'"))).toEqual(lost);
});

test('edge-unguarded: a certificate for every host', () => {
  const open = gateway('port: 443, protocol: HTTPS').replace('hostname: shop.example, ', '');
  expect(said(EDGE_UNGUARDED, open, open.replace('port: 443, protocol: HTTPS', 'port: 80, protocol: HTTP'))).toEqual([
    'error Gateway/shop/edge: has no certificate for any host any more',
  ]);
  const any = edge().replace('host: shop.example, ', '').replace('hosts: [shop.example], ', '');
  expect(said(EDGE_UNGUARDED, any, edge({ tls: '' }).replace('host: shop.example, ', ''))).toEqual([
    'error Ingress/shop/edge: has no certificate for any host any more',
  ]);
});

test('edge-unguarded: the certificate, and what stands before the Services', () => {
  expect(
    said(
      EDGE_UNGUARDED,
      edge({ hosts: 'shop.example,api.example', tls: '[shop.example, api.example]' }),
      edge({ hosts: 'shop.example,api.example' }),
    ),
  ).toEqual(['error Ingress/shop/edge: has no certificate for api.example any more']);
  expect(said(EDGE_UNGUARDED, gateway('port: 443, protocol: HTTPS'), gateway('port: 80, protocol: HTTP'))).toEqual([
    'error Gateway/shop/edge: has no certificate for shop.example any more',
  ]);
  const allowed = edge({
    annotations: "nginx.ingress.kubernetes.io/whitelist-source-range: 203.0.113.0/24, haproxy.org/ssl-redirect: 'true'",
  });
  expect(said(EDGE_UNGUARDED, allowed, edge({ annotations: "haproxy.org/ssl-redirect: 'false'" }))).toEqual([
    'warning Ingress/shop/edge: loses nginx.ingress.kubernetes.io/whitelist-source-range: 203.0.113.0/24 and haproxy.org/ssl-redirect: true, which becomes false',
  ]);
  expect(
    said(
      EDGE_UNGUARDED,
      allowed,
      edge({
        hosts: 'other.example',
        tls: '[other.example]',
        annotations: "nginx.ingress.kubernetes.io/whitelist-source-range: 203.0.113.0/25, haproxy.org/ssl-redirect: 'true'",
      }),
    ),
  ).toEqual([]);
});

test('other-policy: what is not simulated is said', () => {
  const istio = (spec: string): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: orders, namespace: shop }
spec: ${spec}
---`;
  expect(said(OTHER_POLICY, shop, shop + istio('{}'))).toEqual([
    'note AuthorizationPolicy/shop/orders: is new, and decides who may connect beside the NetworkPolicies',
  ]);
  expect(
    said(OTHER_POLICY, shop + istio('{}'), shop + istio('{}').replace('namespace: shop', 'namespace: shop, labels: { a: b }')),
  ).toEqual([]);
  expect(said(OTHER_POLICY, shop + istio('{}'), shop)).toEqual([
    'warning AuthorizationPolicy/shop/orders: goes: what it alone kept out comes in, and what it alone let in is kept out',
  ]);
});

test('connections-opened: a workload of another name goes on connecting with whom it did', () => {
  const pods = (name: string, label: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, labels: { app.kubernetes.io/name: ${label} } }
spec:
  selector: { matchLabels: { app: ${label} } }
  template:
    metadata: { labels: { app: ${label} } }
    spec: { containers: [{ name: app, image: 'a:1', ports: [{ containerPort: 8080 }] }] }
---`;
  const policy = (port: number): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: orders, namespace: shop }
spec: { podSelector: { matchLabels: { app: orders } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: ${port} }] }] }
---`;
  const before = pods('web', 'web') + pods('orders', 'orders') + policy(8080);
  expect(said(CONNECTIONS_OPENED, before, pods('web2', 'web') + pods('orders', 'orders') + policy(8080))).toEqual([]);
  expect(said(CONNECTIONS_OPENED, before, pods('web2', 'web') + pods('orders2', 'orders') + policy(8080))).toEqual([]);
  expect(said(CONNECTIONS_OPENED, before, pods('web2', 'web') + pods('orders', 'orders') + policy(9090))).toEqual([
    'warning NetworkPolicy/shop/orders: opens 1 connection: web2 > orders:9090',
  ]);
});
