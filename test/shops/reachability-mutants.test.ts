import { App } from 'cdk8s';
import {
  ClusterProfile,
  EdgeClass,
  Shop,
  ShopDatabase,
  ShopEdge,
  ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopService,
  ShopWebTier,
} from '../../lib';
import type { Outsider } from '../../lib/manifests/network-party';
import { twinOf } from '../support/outside-world';
import { difference, differences, NO_DIFFERENCE, policed, type Reachable, reachableIn } from '../support/reachable';
import type { AnyManifest } from '../support/synthesis';

// A test that holds policies against an edge list is worth what it sees. Here policies are spoilt, one way at a time.

const pods = (name: string, namespace: string, labels: Record<string, string>): Outsider => ({ kind: 'pods', name, namespace, labels });
const host = (address: string): Outsider => ({ kind: 'address', name: address, address });

const OUTSIDERS: readonly Outsider[] = [
  pods('kube-dns', 'kube-system', { 'k8s-app': 'kube-dns' }),
  pods('kube-system/other', 'kube-system', { 'k8s-app': 'metrics-server' }),
  pods('false-dns', 'other', { 'k8s-app': 'kube-dns' }),
  pods('monitoring', 'monitoring', {}),
  pods('envoy', 'envoy-system', { app: 'envoy' }),
  pods('envoy-controller', 'envoy-system', { app: 'controller' }),
  pods('false-envoy', 'other', { app: 'envoy' }),
  pods('intruder', 'shop', {}),
  ...['db', 'events', 'orders', 'storefront'].map(twinOf),
  ...['203.0.113.9', '198.51.100.7', '2001:db8::7', '10.0.0.5', 'fd00::5', '172.16.4.4', '169.254.20.10', '169.254.169.254'].map(host),
];

/** One of each thing that a policy can say. */
function original(): AnyManifest[] {
  const dataPlane = { namespace: 'envoy-system', podLabels: { app: 'envoy' } };
  const cluster = ClusterProfile.of({ edge: EdgeClass.gateway('envoy', dataPlane), nodeCidrs: ['172.16.0.0/16'] });
  const shop = new Shop(new App(), 'shop', { profile: ShopProfile.staging(), cluster });
  const credentials = ShopSecret.existing('login');
  const db = new ShopDatabase(shop, 'db', { credentials });
  const events = new ShopQueue(shop, 'events', { credentials, replicas: 3 });
  const payments = ShopService.external(shop, 'payments', { host: 'api.psp.example', cidrs: ['203.0.113.0/24'] });
  const mail = ShopService.external(shop, 'mail', { host: 'mail.example', port: 465 });
  const image = 'registry.example/any:1.0';
  const connections = [db.query(), events.publish(), payments.call(), mail.call()];
  const orders = new ShopWebTier(shop, 'orders', { image, port: 8080, metrics: { port: 9090 }, connections });
  const storefront = new ShopWebTier(shop, 'storefront', { image, port: 3000, connections: [orders.call()] });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: storefront }] });
  return policed(shop);
}

const ORIGINAL = original();
const reachable = (objects: AnyManifest[]): Reachable => reachableIn(structuredClone(objects), OUTSIDERS);
const RIGHT = reachable(ORIGINAL);

/** The shop with one of its policies changed. */
function spoilt(name: string, change: (spec: AnyManifest) => void): Reachable {
  const objects = structuredClone(ORIGINAL);
  change(objects.find((o) => o.kind === 'NetworkPolicy' && o.metadata.name === name).spec);
  return reachable(objects);
}

function without(name: string): Reachable {
  return reachable(ORIGINAL.filter((o) => !(o.kind === 'NetworkPolicy' && o.metadata.name === name)));
}

/** The rule of a policy that admits a port. */
function ruleOn(port: number, rules: AnyManifest[]): AnyManifest {
  return rules.find((rule) => rule.ports.some((p: AnyManifest) => p.port === port));
}

describe('the simulator sees a policy that', () => {
  const seen = (found: Reachable) => difference(found.permitted, RIGHT.permitted);

  test('lacks a rule of the client', () => {
    const found = spoilt('storefront', (spec) => spec.egress.splice(spec.egress.indexOf(ruleOn(8080, spec.egress)), 1));
    expect(seen(found)).toEqual({ tooMuch: [], missing: ['storefront > orders:8080/TCP'] });
  });

  test('lacks a rule of the target', () => {
    const found = spoilt('db', (spec) => spec.ingress.splice(spec.ingress.indexOf(ruleOn(5432, spec.ingress)), 1));
    expect(seen(found)).toEqual({ tooMuch: [], missing: ['orders > db:5432/TCP'] });
  });

  test('has the wrong port', () => {
    const found = spoilt('storefront', (spec) => Object.assign(ruleOn(8080, spec.egress).ports[0], { port: 80 }));
    expect(seen(found)).toEqual({ tooMuch: [], missing: ['storefront > orders:8080/TCP'] });
  });

  test('has a port too many, where nobody else closes it', () => {
    const found = spoilt('orders', (spec) => ruleOn(443, spec.egress).ports.push({ port: 22, protocol: 'TCP' }));
    expect(seen(found)).toEqual({ tooMuch: ['orders > 203.0.113.9:22/TCP'], missing: [] });
  });

  test('has a range too wide, though the other end hides it', () => {
    const found = spoilt('db', (spec) => Object.assign(ruleOn(5432, spec.ingress).ports[0], { endPort: 5440 }));
    const { permitted, egress, ingress } = differences(found, RIGHT);
    expect([permitted, egress]).toEqual([NO_DIFFERENCE, NO_DIFFERENCE]);
    expect(ingress).toEqual({ tooMuch: ['orders > db:5433/TCP', 'orders > db:5440/TCP'], missing: [] });
  });

  test('has no ports at all, which means every one', () => {
    const found = spoilt('orders', (spec) => Reflect.deleteProperty(ruleOn(9090, spec.ingress), 'ports'));
    const { tooMuch, missing } = seen(found);
    expect(missing).toEqual([]);
    expect(tooMuch).toContain('monitoring > orders:1/TCP');
    expect(tooMuch.filter((line) => !line.startsWith('monitoring > orders:'))).toEqual([]);
  });

  test('speaks of another component', () => {
    const found = spoilt('db', (spec) => Object.assign(spec.podSelector.matchLabels, { 'app.kubernetes.io/instance': 'events' }));
    expect(seen(found).missing).toEqual(
      expect.arrayContaining(['orders > db:5432/TCP', 'db > kube-dns:53/TCP', 'db > kube-dns:53/UDP', '172.16.4.4 > db:5432/TCP']),
    );
  });

  test('admits another client', () => {
    const peer = (spec: AnyManifest) => ruleOn(8080, spec.ingress).from[0].podSelector.matchLabels;
    const found = spoilt('orders', (spec) => Object.assign(peer(spec), { 'app.kubernetes.io/instance': 'db' }));
    const { permitted, ingress } = differences(found, RIGHT);
    expect(permitted).toEqual({ tooMuch: [], missing: ['storefront > orders:8080/TCP'] });
    expect(ingress).toEqual({ tooMuch: ['db > orders:8080/TCP'], missing: ['storefront > orders:8080/TCP'] });
  });

  test('splits one peer of two selectors into two peers', () => {
    const found = spoilt('db', (spec) => {
      const rule = ruleOn(53, spec.egress);
      const [{ namespaceSelector, podSelector }, cache] = rule.to;
      rule.to = [{ namespaceSelector }, { podSelector }, cache];
    });
    expect(seen(found)).toEqual({ tooMuch: ['db > kube-system/other:53/TCP', 'db > kube-system/other:53/UDP'], missing: [] });
  });

  test('admits a peer from every namespace', () => {
    const found = spoilt('storefront', (spec) => {
      ruleOn(3000, spec.ingress).from[0].namespaceSelector = {};
    });
    expect(seen(found)).toEqual({ tooMuch: ['false-envoy > storefront:3000/TCP'], missing: [] });
  });

  test('admits every pod of a namespace', () => {
    const found = spoilt('storefront', (spec) => Reflect.deleteProperty(ruleOn(3000, spec.ingress).from[0], 'podSelector'));
    expect(seen(found)).toEqual({ tooMuch: ['envoy-controller > storefront:3000/TCP'], missing: [] });
  });

  test('has forgotten the exceptions of a block', () => {
    const found = spoilt('orders', (spec) => {
      for (const peer of ruleOn(465, spec.egress).to) Reflect.deleteProperty(peer.ipBlock, 'except');
    });
    const closed = ['10.0.0.5', '169.254.169.254', '169.254.20.10', '172.16.4.4', 'fd00::5'];
    expect(seen(found)).toEqual({ tooMuch: closed.map((address) => `orders > ${address}:465/TCP`), missing: [] });
  });

  test('has lost a protocol', () => {
    const found = spoilt('db', (spec) => {
      const rule = ruleOn(53, spec.egress);
      rule.ports = rule.ports.filter((p: AnyManifest) => p.protocol !== 'TCP');
    });
    expect(seen(found)).toEqual({ tooMuch: [], missing: ['db > 169.254.20.10:53/TCP', 'db > kube-dns:53/TCP'] });
  });

  test('is not there, so that the default of the namespace holds alone', () => {
    const { tooMuch, missing } = seen(without('events'));
    expect(tooMuch).toEqual([]);
    expect(missing).toContain('orders > events:5672/TCP');
    expect(missing).toEqual(RIGHT.permitted.filter((line) => /^events >|> events:/.test(line)));
  });

  test('was the default of the namespace and is not there', () => {
    const { tooMuch, missing } = seen(without('default-deny'));
    expect(missing).toEqual([]);
    expect(tooMuch).toEqual(expect.arrayContaining(['intruder > 198.51.100.7:1/TCP', 'intruder > intruder:1/TCP']));
    expect(tooMuch.filter((line) => !line.includes('intruder'))).toEqual([]);
  });

  test('was the default of the namespace and leaves out egress', () => {
    const found = spoilt('default-deny', (spec) => Object.assign(spec, { policyTypes: ['Ingress'] }));
    const { tooMuch, missing } = seen(found);
    expect(missing).toEqual([]);
    expect(tooMuch).toContain('intruder > 198.51.100.7:1/TCP');
    expect(tooMuch).not.toContain('intruder > intruder:1/TCP');
  });
});

/** Everything of a policy's rules that could be more or less than it is, changed one at a time. */
function* mutants(): Generator<{ readonly what: string; readonly objects: AnyManifest[] }> {
  for (const { at, what, direction, rule } of rulesOf(ORIGINAL)) {
    const changed = (how: string, change: (rules: AnyManifest[], index: number) => void) => {
      const objects = structuredClone(ORIGINAL);
      change(objects[at].spec[direction], rule);
      return { what: `${what}: ${how}`, objects };
    };
    const side = direction === 'ingress' ? 'from' : 'to';
    const { ports, [side]: peers } = ORIGINAL[at].spec[direction][rule];
    yield changed('no rule', (rules, i) => rules.splice(i, 1));
    yield changed('no ports', (rules, i) => Reflect.deleteProperty(rules[i], 'ports'));
    yield changed('no peers', (rules, i) => Reflect.deleteProperty(rules[i], side));
    for (const [p] of ports.entries()) {
      yield changed(`port ${p} is a range`, (rules, i) => Object.assign(rules[i].ports[p], { endPort: 65_535 }));
      yield changed(`port ${p} over SCTP`, (rules, i) => Object.assign(rules[i].ports[p], { protocol: 'SCTP' }));
      yield changed(`port ${p} has no number`, (rules, i) => Reflect.deleteProperty(rules[i].ports[p], 'port'));
    }
    for (const [p, peer] of peers.entries()) {
      if (peers.length > 1) yield changed(`no peer ${p}`, (rules, i) => rules[i][side].splice(p, 1));
      if (peer.podSelector) yield changed(`peer ${p} is any pod`, (rules, i) => Object.assign(rules[i][side][p], { podSelector: {} }));
      if (peer.ipBlock?.except)
        yield changed(`peer ${p} has no exceptions`, (rules, i) => Reflect.deleteProperty(rules[i][side][p].ipBlock, 'except'));
      if (peer.ipBlock && !/\/0$/.test(peer.ipBlock.cidr))
        yield changed(`peer ${p} is any address`, (rules, i) => Object.assign(rules[i][side][p].ipBlock, { cidr: '0.0.0.0/0' }));
      else if (!peer.ipBlock)
        yield changed(`peer ${p} of any namespace`, (rules, i) => Object.assign(rules[i][side][p], { namespaceSelector: {} }));
    }
  }
}

function rulesOf(objects: AnyManifest[]) {
  return objects.flatMap(({ kind, metadata, spec }, at) =>
    kind === 'NetworkPolicy'
      ? ['ingress', 'egress'].flatMap((direction) =>
          (spec[direction] ?? []).map((_: unknown, rule: number) => ({
            at,
            direction,
            rule,
            what: `${metadata.name} ${direction} ${rule}`,
          })),
        )
      : [],
  );
}

test('no rule, peer, port, protocol, selector or exception of any policy can change unseen', () => {
  const all = [...mutants()];
  const unseen = all.filter(({ objects }) => {
    const { egress, ingress } = differences(reachable(objects), RIGHT);
    return [egress, ingress].every((d) => d.tooMuch.length === 0 && d.missing.length === 0);
  });
  expect(unseen.map(({ what }) => what)).toEqual([]);
  expect(all.length).toBeGreaterThan(100);
}, 60_000);
