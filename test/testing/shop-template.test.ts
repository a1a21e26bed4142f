import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ShopWorker } from '../../lib';
import { Capture, Match, ShopTemplate } from '../../lib/entry/testing';
import { messageOf, testShop } from '../support/synthesis';

const container = (name: string, image: string, env: readonly object[] = []) => ({ name, image, env });

function deployment(name: string, replicas: number, ...containers: object[]): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels: { tier: 'web' } },
    spec: { replicas, template: { spec: { containers } } },
  };
}

const OBJECTS = [
  deployment('orders', 2, container('app', 'orders:2.4.1', [{ name: 'A', value: '1' }]), container('proxy', 'proxy:1')),
  deployment('carts', 3, container('app', 'carts:1')),
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders', namespace: 'shop' }, spec: {} },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
];
const TEMPLATE = ShopTemplate.of(OBJECTS);

describe('a template', () => {
  test('is of a construct, of manifests, or of a set; the manifests stay the test’s', () => {
    const chart = new Chart(new App(), 'c');
    new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    for (const subject of [chart, chart.node.root, Testing.synth(chart), ShopTemplate.of(chart).manifests])
      expect(ShopTemplate.of(subject).count('ConfigMap/a')).toBe(1);
    expect(Object.isFrozen(OBJECTS[0])).toBe(false);
    expect(messageOf(() => ShopTemplate.of('x' as never))).toBe('ShopTemplate.of takes a construct, a list of manifests, or a ManifestSet');
  });

  test('is of a shop too', () => {
    const shop = testShop();
    new ShopWorker(shop, 'mailer', { image: 'mailer:1' });
    expect(ShopTemplate.of(shop).has('Deployment/mailer').apiVersion).toBe('apps/v1');
  });
});

describe('objects are found', () => {
  test.each<[string, number]>([
    ['Deployment', 2],
    ['Deployment/orders', 1],
    ['Deployment/shop/orders', 1],
    ['Deployment/shop/*', 2],
    ['Deployment/*/carts', 1],
    ['Deployment/other/orders', 0],
    ['apps/Deployment', 2],
    ['apps/Deployment/shop/orders', 1],
    ['other/Deployment', 0],
    ['/Service/shop/orders', 1],
    ['/Namespace//shop', 1],
    ['Namespace/shop/shop', 0],
    ['/Deployment', 0],
    ['Secret', 0],
  ])('by %s: %d', (object, count) => {
    expect(TEMPLATE.count(object)).toBe(count);
  });

  test.each(['', 'deployment', 'Deployment/a/b/c', 'apps/deployment', 'a b'])('not by "%s"', (object) => {
    expect(messageOf(() => TEMPLATE.count(object))).toBe(`"${object}" names no object: [group/]Kind[/[namespace/]name] is wanted`);
  });

  const orders = (fields: object): boolean => TEMPLATE.count('Deployment/orders', fields) === 1;
  const first = (pattern: unknown) => ({ spec: { template: { spec: { containers: pattern } } } });

  test.each<[string, object, boolean]>([
    ['a part of a map', { spec: { replicas: 2 } }, true],
    ['another value', { spec: { replicas: 3 } }, false],
    ['a text for a number', { spec: { replicas: '2' } }, false],
    ['a map for a number', { spec: { replicas: {} } }, false],
    ['a field that is not there', { spec: { paused: undefined } }, true],
    ['a field that is there', { spec: { replicas: undefined } }, false],
    ['a field of every object', { toString: undefined }, true],
    ['a list, item by item', first([{ name: 'app' }, { name: 'proxy' }]), true],
    ['a list in another order', first([{ name: 'proxy' }, { name: 'app' }]), false],
    ['a shorter list', first([{ name: 'app' }]), false],
    ['a list for a map', { spec: [] }, false],
    ['a map for a list', first({ 0: {} }), false],
    ['an expression', first([{ image: /^orders:/ }, {}]), true],
    ['an expression for a number', { spec: { replicas: /2/ } }, false],
    ['some items', first(Match.listWith({ name: 'proxy' }, { env: Match.listWith({ name: 'A' }) })), true],
    ['some items that are not there', first(Match.listWith({ name: 'proxy' }, { name: 'x' })), false],
    ['items of what is no list', { spec: Match.listWith({}) }, false],
    ['exactly this', { metadata: { labels: Match.exactly({ tier: 'web' }) } }, true],
    ['exactly a part', { metadata: Match.exactly({ name: 'orders' }) }, false],
    ['not this', { spec: { replicas: Match.not(3) } }, true],
    ['not this, which it is', { spec: { replicas: Match.not(2) } }, false],
    ['not this, where there is nothing', { spec: { paused: Match.not(true) } }, true],
    ['anything', { spec: { replicas: Match.anything() } }, true],
    ['anything, where there is nothing', { spec: { paused: Match.anything() } }, false],
    ['what jest has', { spec: { replicas: expect.any(Number) } }, true],
    ['what jest has, and it is not', { spec: { replicas: expect.any(String) } }, false],
  ])('by %s', (_, fields, fits) => {
    expect(orders(fields)).toBe(fits);
  });
});

test('an expression that keeps a place fits one object after the other', () => {
  expect(TEMPLATE.count('Deployment', { metadata: { name: /s$/g } })).toBe(2);
});

describe('values are captured', () => {
  const image = (capture: Capture) => ({ spec: { template: { spec: { containers: Match.listWith({ name: 'app', image: capture }) } } } });

  test('of every object that fits, and of no other', () => {
    const capture = new Capture();
    TEMPLATE.has('Deployment', image(capture));
    expect(capture.values).toEqual(['orders:2.4.1', 'carts:1']);
    const two = new Capture(/^carts/);
    TEMPLATE.has('Deployment', image(two));
    expect(two.value).toBe('carts:1');
    const none = new Capture();
    expect(TEMPLATE.count('Deployment', { ...image(none), kind: 'x' })).toBe(0);
    expect(messageOf(() => none.value)).toBe('0 values were captured; wanted one');
  });
});

describe('what is not there is drawn', () => {
  test('with the closest object, and each mismatch in its place', () => {
    const containers = Match.listWith({ name: 'app', env: Match.listWith({ name: 'B' }) });
    const fields = {
      metadata: { labels: { tier: 'data', team: 'x' } },
      spec: { replicas: 3, template: { spec: { containers, volumes: [{}] } } },
    };
    expect(messageOf(() => TEMPLATE.has('Deployment/orders', fields))).toBe(`apps/Deployment/shop/orders does not fit
  metadata.labels.tier: got "web"; wanted "data"
  metadata.labels.team: got nothing; wanted "x"
  spec.replicas: got 2; wanted 3
  spec.template.spec.containers: got [{ name: "app", image: "orders:2.4.1", env: [{ name: "A", value: "1" }] }, { name: "proxy", image: "…; wanted a list with { name: "app", env: a list with { name: "B" } }
  spec.template.spec.volumes: got nothing; wanted [{}]

  apiVersion: "apps/v1"
  kind: "Deployment"
  metadata:
    name: "orders"
    namespace: "shop"
    labels:
>     tier: "web"
        ^ wanted "data"
>     team: nothing
        ^ wanted "x"
  spec:
>   replicas: 2
      ^ wanted 3
    template:
      spec:
>       containers: [{ name: "app", image: "orders:2.4.1", env: [{ name: "A", value: "1" }] }, { name: "proxy", image: "…
          ^ wanted a list with { name: "app", env: a list with { name: "B" } }
>       volumes: nothing
          ^ wanted [{}]`);
  });

  test('with items of lists, and the closest of several', () => {
    const fields = { spec: { replicas: 3, template: { spec: { containers: [{ image: /^shop/ }] } } } };
    expect(messageOf(() => TEMPLATE.has('Deployment', fields))).toBe(`none of 2 Deployment fits; the closest is apps/Deployment/shop/carts
  spec.template.spec.containers[0].image: got "carts:1"; wanted /^shop/

  apiVersion: "apps/v1"
  kind: "Deployment"
  metadata: { name: "carts", namespace: "shop", labels: { tier: "web" } }
  spec:
    replicas: 3
    template:
      spec:
        containers:
          -
            name: "app"
>           image: "carts:1"
              ^ wanted /^shop/
            env: []`);
  });

  test('counts what stands beside it and says nothing of it', () => {
    const data = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`k${n}`, n]));
    const template = ShopTemplate.of([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data }]);
    const text = messageOf(() => template.has('ConfigMap', { data: { k8: 0 } }));
    expect(text.slice(text.indexOf('  data:'))).toBe(
      '  data:\n    k0: 0\n    k1: 1\n    k2: 2\n    k3: 3\n    k4: 4\n    k5: 5\n>   k8: 8\n      ^ wanted 0\n    … 2 more',
    );
    expect(
      messageOf(() => template.has('ConfigMap', { data: { k8: [1], k7: [1, 2] } }))
        .split('\n')
        .slice(1, 3),
    ).toEqual(['  data.k8: got 8; wanted [1]', '  data.k7: got 7; wanted [1, 2]']);
  });

  test('where the length of a list is the mismatch, both are said', () => {
    const text = messageOf(() => TEMPLATE.has('Deployment/carts', { spec: { template: { spec: { containers: [{ name: 'a' }, {}] } } } }));
    expect(text).toContain('spec.template.spec.containers: got 1 item; wanted 2 items: [{ name: "a" }, {}]');
  });

  test('with what there is instead', () => {
    expect(messageOf(() => TEMPLATE.has('Deployment/ordes'))).toBe(
      'no Deployment/ordes; there are apps/Deployment/shop/orders, apps/Deployment/shop/carts',
    );
    expect(messageOf(() => TEMPLATE.has('Service/ordes'))).toBe('no Service/ordes; there is /Service/shop/orders');
    expect(messageOf(() => TEMPLATE.has('Secret'))).toBe('no Secret; there are Deployment, Namespace, Service');
    expect(messageOf(() => ShopTemplate.of([]).has('Secret'))).toBe('no Secret; there is no object at all');
    const many = Array.from({ length: 12 }, (_, n) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: `s${n}` } }));
    expect(messageOf(() => ShopTemplate.of(many).has('Secret/x'))).toMatch(
      /^no Secret\/x; there are \/Secret\/\/s0, .*\/Secret\/\/s9 and 2 more$/,
    );
  });
});
