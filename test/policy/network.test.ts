import { cidrContains, isCidr } from '../../lib/core/addresses';
import { ClusterProfile, HostNamePolicy } from '../../lib/model/cluster-profile';
import type { Component, ConnectionRecord, Location } from '../../lib/model/component';
import { ShopGraph } from '../../lib/model/shop-graph';
import { ANY_ADDRESS, ipBlock, type NetworkPlan, PRIVATE_ADDRESSES, planNetwork } from '../../lib/policy/network';
import { component, connection, endpoint } from '../support/graph';

const PLAIN = ClusterProfile.plain()._data;
const DNS = {
  peers: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
    { ipBlock: { cidr: '169.254.20.10/32' } },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

/** The plan of a component among edges; edges are entered at both ends. */
function plan(self: Component, edges: readonly ConnectionRecord[] = [], cluster = PLAIN, probed: readonly number[] = []): NetworkPlan {
  const graph = new ShopGraph();
  graph.join(self);
  for (const edge of edges) {
    graph.connect(edge);
    graph.accept(edge);
  }
  return planNetwork(self, graph, cluster, probed);
}

const podsOf = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } } });
const tcp = (...ports: number[]) => ports.map((port) => ({ port, protocol: 'TCP' }));
const at = (name: string, location: Location) => component(name, { location });

const [web, db] = [component('web'), component('db')];

test('a component without connections may ask the DNS, over both transports, and is reached by nobody', () => {
  expect(plan(web)).toEqual({ ingress: [], egress: [DNS] });
});

describe('a connection between two components', () => {
  const edge = connection(web, db, endpoint(5432, { targetPort: 15_432 }));

  test("opens the container's port, which is behind the Service, at both ends", () => {
    expect(plan(web, [edge])).toEqual({ ingress: [], egress: [DNS, { peers: [podsOf('db')], ports: tcp(15_432) }] });
    expect(plan(db, [edge])).toEqual({ ingress: [{ peers: [podsOf('web')], ports: tcp(15_432) }], egress: [DNS] });
  });

  test('opens nothing for others', () => {
    expect(plan(component('other'), [edge])).toEqual({ ingress: [], egress: [DNS] });
  });

  test('over UDP opens UDP', () => {
    const statsd = connection(web, db, endpoint(8125, { transport: 'UDP' }));
    expect(plan(web, [statsd]).egress[1]?.ports).toEqual([{ port: 8125, protocol: 'UDP' }]);
  });

  test('several make one rule for each other end, ports in order and once each', () => {
    const edges = [
      connection(web, db, endpoint(15_432)),
      connection(web, component('carts'), endpoint(6379)),
      connection(web, db, endpoint(9187)),
      connection(web, db, endpoint(15_432, { port: 5432 })),
      connection(web, db, endpoint(9187, { transport: 'UDP' })),
    ];
    expect(plan(web, edges).egress.slice(1)).toEqual([
      { peers: [podsOf('carts')], ports: tcp(6379) },
      { peers: [podsOf('db')], ports: [...tcp(9187), { port: 9187, protocol: 'UDP' }, ...tcp(15_432)] },
    ]);
  });

  test('across namespaces selects namespace and pods in one peer, so that neither opens alone', () => {
    const far = component('ledger', { namespace: 'finance' });
    const across = connection(web, far, endpoint(8080));
    const peer = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'finance' } }, ...podsOf('ledger') };
    expect(plan(web, [across]).egress[1]).toEqual({ peers: [peer], ports: tcp(8080) });
    const back = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, ...podsOf('web') };
    expect(plan(far, [across]).ingress).toEqual([{ peers: [back], ports: tcp(8080) }]);
  });

  test('with components of one name in two namespaces opens each for itself', () => {
    const edges = [connection(web, db, endpoint(1)), connection(web, component('db', { namespace: 'finance' }), endpoint(2))];
    expect(
      plan(web, edges)
        .egress.slice(1)
        .map((rule) => rule.ports),
    ).toEqual([tcp(2), tcp(1)]);
  });
});

describe('addresses outside', () => {
  const psp = (more: Partial<Extract<Location, { kind: 'addresses' }>> = {}) =>
    at('psp', { kind: 'addresses', cidrs: ['203.0.113.0/24', '2001:db8::/32'], except: [], hostNames: [], ...more });
  const to = (target: Component) => [connection(web, target, endpoint(443, { targetPort: 8443 }))];

  test('are opened at the port that is dialled', () => {
    expect(plan(web, to(psp())).egress[1]).toEqual({
      peers: [{ ipBlock: { cidr: '203.0.113.0/24' } }, { ipBlock: { cidr: '2001:db8::/32' } }],
      ports: tcp(443),
    });
  });

  test('that are any but the private ones except these, each from its own family', () => {
    expect(plan(web, to(psp({ cidrs: ANY_ADDRESS, except: PRIVATE_ADDRESSES }))).egress[1]?.peers).toEqual([
      { ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE_ADDRESSES.filter((cidr) => !cidr.includes(':')) } },
      { ipBlock: { cidr: '::/0', except: PRIVATE_ADDRESSES.filter((cidr) => cidr.includes(':')) } },
    ]);
  });

  test('with a host name are opened by address, unless the cluster opens them by name', () => {
    const named = to(psp({ hostNames: ['api.psp.example'] }));
    const cilium = ClusterProfile.of({ hostNames: HostNamePolicy.CILIUM })._data;
    expect(plan(web, named).egress).toHaveLength(2);
    expect(plan(web, named, cilium).egress).toEqual([DNS]);
    expect(plan(web, to(psp()), cilium).egress).toHaveLength(2);
  });

  test('that are none open nothing: a rule without peers would open everything', () => {
    expect(plan(web, to(psp({ cidrs: [] }))).egress).toEqual([DNS]);
  });
});

describe('the private addresses', () => {
  test.each(PRIVATE_ADDRESSES)('%s is a CIDR, and a part of every address', (cidr) => {
    expect(isCidr(cidr)).toBe(true);
    expect(ANY_ADDRESS.filter((any) => cidrContains(any, cidr))).toHaveLength(1);
  });

  test.each([
    '10.1.2.3/32',
    '172.31.0.1/32',
    '192.168.1.1/32',
    '100.64.0.1/32',
    '169.254.169.254/32',
    '127.0.0.1/32',
    'fd00:ec2::254/128',
    'fe80::1/128',
  ])('hold %s', (cidr) => {
    expect(PRIVATE_ADDRESSES.some((whole) => cidrContains(whole, cidr))).toBe(true);
  });

  test.each(['8.8.8.8/32', '172.32.0.1/32', '100.128.0.1/32', '2001:db8::1/128'])('do not hold %s', (cidr) => {
    expect(PRIVATE_ADDRESSES.some((whole) => cidrContains(whole, cidr))).toBe(false);
  });
});

test('an exception that is not a part of its CIDR is left out, for the API refuses it', () => {
  expect(ipBlock('10.0.0.0/8', ['10.1.0.0/16', '10.0.0.0/8', '192.168.0.0/16', 'fc00::/7'])).toEqual({
    cidr: '10.0.0.0/8',
    except: ['10.1.0.0/16'],
  });
  expect(ipBlock('10.0.0.0/8', ['192.168.0.0/16'])).toEqual({ cidr: '10.0.0.0/8' });
});

describe('proxies of the edge', () => {
  const proxies = (more: Partial<Extract<Location, { kind: 'namespaces' }>>) =>
    at('edge', { kind: 'namespaces', names: [], except: [], labels: {}, ...more });
  const from = (edge: Component) => plan(web, [connection(edge, web, endpoint(80, { targetPort: 8080 }))]).ingress;
  const NAME = 'kubernetes.io/metadata.name';

  test('in one namespace, by their labels', () => {
    expect(from(proxies({ names: ['envoy'], labels: { app: 'envoy' } }))).toEqual([
      {
        peers: [{ namespaceSelector: { matchLabels: { [NAME]: 'envoy' } }, podSelector: { matchLabels: { app: 'envoy' } } }],
        ports: tcp(8080),
      },
    ]);
  });

  test('in one of several namespaces', () => {
    expect(from(proxies({ names: ['envoy', 'traefik'] }))[0]?.peers).toEqual([
      { namespaceSelector: { matchExpressions: [{ key: NAME, operator: 'In', values: ['envoy', 'traefik'] }] } },
    ]);
  });

  test("anywhere but in the shop's own namespace", () => {
    expect(from(proxies({ except: ['shop'] }))[0]?.peers).toEqual([
      { namespaceSelector: { matchExpressions: [{ key: NAME, operator: 'NotIn', values: ['shop'] }] } },
    ]);
  });

  test('and at addresses beside them', () => {
    expect(from(proxies({ names: ['envoy'], cidrs: ['10.0.0.0/16'] }))[0]?.peers).toEqual([
      { namespaceSelector: { matchLabels: { [NAME]: 'envoy' } } },
      { ipBlock: { cidr: '10.0.0.0/16' } },
    ]);
  });
});

test('pods of a cluster reach each other on their own ports, in both directions', () => {
  const rule = { peers: [podsOf('events')], ports: tcp(4369, 25_672) };
  expect(plan(component('events', { peerPorts: [4369, 25_672] }))).toEqual({ ingress: [rule], egress: [DNS, rule] });
});

test('metrics are scraped from the namespace of the monitoring alone', () => {
  const cluster = ClusterProfile.of({ monitoringNamespace: 'observability' })._data;
  expect(plan(component('web', { metrics: { port: 9090, path: '/metrics' } }), [], cluster).ingress).toEqual([
    { peers: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } }], ports: tcp(9090) },
  ]);
});

describe('the kubelet', () => {
  const cluster = ClusterProfile.of({ nodeCidrs: ['10.0.0.0/16', '10.1.0.0/16'] })._data;

  test('asks from the nodes that the cluster names, at the ports of the probes alone', () => {
    expect(plan(web, [], cluster, [8080, 9901]).ingress).toEqual([
      { peers: [{ ipBlock: { cidr: '10.0.0.0/16' } }, { ipBlock: { cidr: '10.1.0.0/16' } }], ports: tcp(8080, 9901) },
    ]);
  });

  test('needs no rule where the cluster names no nodes, or nothing is asked over the network', () => {
    expect(plan(web, [], PLAIN, [8080]).ingress).toEqual([]);
    expect(plan(web, [], cluster, []).ingress).toEqual([]);
  });
});
