import { identityOf, type Manifest, manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { messageOf } from '../support/synthesis';

const service = (name: string, namespace?: string): Manifest =>
  manifestOf({ apiVersion: 'v1', kind: 'Service', metadata: { name, ...(namespace && { namespace }) }, spec: { ports: [{ port: 80 }] } });

describe('a manifest', () => {
  test('reads group, kind, namespace, name and labels of its object', () => {
    const body = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'orders', namespace: 'shop', labels: { tier: 'web' } } };
    const { body: kept, ...read } = manifestOf(body, { path: 'app/shop/orders', component: 'orders' });
    expect(kept).toBe(body);
    expect(read).toEqual({
      apiVersion: 'apps/v1',
      group: 'apps',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'orders',
      labels: { tier: 'web' },
      origin: { path: 'app/shop/orders', component: 'orders' },
    });
  });

  test('has an identity without its version, with an empty part where the object states none', () => {
    expect(identityOf(service('orders', 'shop'))).toBe('/Service/shop/orders');
    expect(identityOf(manifestOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }))).toBe('/Namespace//shop');
    const version = (apiVersion: string) =>
      identityOf(manifestOf({ apiVersion, kind: 'CronJob', metadata: { name: 'x', namespace: 'y' } }));
    expect(version('batch/v1beta1')).toBe('batch/CronJob/y/x');
    expect(version('batch/v1')).toBe('batch/CronJob/y/x');
  });
});

describe('a set of manifests', () => {
  const calico = manifestOf({ apiVersion: 'crd.projectcalico.org/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'shop' } });
  const native = manifestOf({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'shop' } });
  const set = new ManifestSet([service('b', 'shop'), calico, service('a', 'shop'), native, service('a')]);

  test('keeps the given order and gives the manifests of a kind in it', () => {
    expect(set.all.map(identityOf)).toEqual([
      '/Service/shop/b',
      'crd.projectcalico.org/NetworkPolicy/shop/a',
      '/Service/shop/a',
      'networking.k8s.io/NetworkPolicy/shop/a',
      '/Service//a',
    ]);
    expect(set.of('Service').map((m) => m.name)).toEqual(['b', 'a', 'a']);
    expect(set.of('Secret')).toEqual([]);
  });

  test('tells kinds of one name apart by their group', () => {
    expect(set.of('NetworkPolicy')).toEqual([calico, native]);
    expect(set.of('NetworkPolicy', 'networking.k8s.io')).toEqual([native]);
  });

  test('finds one manifest by kind, namespace and name, and by identity', () => {
    expect(set.find('Service', 'shop', 'a')).toBe(set.all[2]);
    expect(set.find('Service', undefined, 'a')).toBe(set.all[4]);
    expect(set.find('Service', 'other', 'a')).toBeUndefined();
    expect(set.identified('networking.k8s.io/NetworkPolicy/shop/a')).toBe(native);
    expect(set.identified('apps/NetworkPolicy/shop/a')).toBeUndefined();
  });

  test('is frozen however deep it nests, and whatever is in it twice', () => {
    const last = { leaf: [1] };
    let deep: object = { last };
    for (let level = 0; level < 100_000; level++) deep = level % 2 ? [deep] : { deep };
    let wide: object = { last };
    for (let level = 0; level < 64; level++) wide = { one: wide, other: wide };
    new ManifestSet([manifestOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'deep' }, data: { deep, wide } as never })]);
    expect([deep, wide, last, last.leaf].every((part) => Object.isFrozen(part))).toBe(true);
  });

  test('is frozen to the last field', () => {
    const [first] = set.all;
    const write = (target: object, field: string) => () => Object.assign(target, { [field]: 'changed' });
    const spec = first?.body.spec as { ports: object[] };
    expect(write(first?.body ?? {}, 'kind')).toThrow(TypeError);
    expect(write(spec, 'ports')).toThrow(TypeError);
    expect(write(spec.ports[0] ?? {}, 'port')).toThrow(TypeError);
    expect(() => (set.all as Manifest[]).push(calico)).toThrow(TypeError);
    expect(spec.ports).toEqual([{ port: 80 }]);
  });

  test('refuses what is no manifest and what is there twice, all at once', () => {
    const origin = { path: 'app/shop/a' };
    const again = manifestOf({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'shop' } }, origin);
    const build = () => new ManifestSet([service('a', 'shop'), manifestOf({ metadata: {} }), again]);
    expect(messageOf(build)).toBe(
      [
        'SHOP-M001 at ///: got an object without apiVersion, kind, name; wanted an object of the API with apiVersion, kind and metadata.name. Fix: remove what is no manifest, or complete it.',
        'SHOP-M002 at app/shop/a: got a second /Service/shop/a, beside that of /Service/shop/a; wanted one object of each group, kind, namespace and name. Fix: rename or remove one of the two.',
      ].join('\n'),
    );
  });
});
