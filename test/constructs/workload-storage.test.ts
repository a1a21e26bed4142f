import { Size } from 'cdk8s';
import { type ConfigFile, ShopWebTier, type ShopWebTierProps, type WritablePath } from '../../lib';
import { Seen } from '../support/prop-cases';
import { type AnyManifest, manifestsOf, testShop } from '../support/synthesis';

const BASE = { image: 'registry.example/web:1', port: 8080 };

function seen(props: Partial<ShopWebTierProps>): Seen {
  const shop = testShop();
  new ShopWebTier(shop, 'it', { ...BASE, ...props });
  return new Seen(shop);
}

const emptyDirs = ({ pod }: Seen) =>
  Object.fromEntries(pod.volumes.filter((v: AnyManifest) => v.emptyDir).map((v: AnyManifest) => [v.name, v.emptyDir]));

test('/tmp is writable in every pod, and its size is what the user gives', () => {
  expect(emptyDirs(seen({}))).toEqual({ 'dir-tmp': { sizeLimit: '64Mi' } });
  const smaller = seen({ writablePaths: [{ path: '/tmp', size: Size.mebibytes(8) }] });
  expect(emptyDirs(smaller)).toEqual({ 'dir-tmp': { sizeLimit: '8Mi' } });
  expect(smaller.main.volumeMounts).toEqual([{ name: 'dir-tmp', mountPath: '/tmp' }]);
});

test('paths that read alike are directories of their own', () => {
  const paths = ['/var/cache', '/var-cache', '/var/Cache', '/var_cache', '/var/cache.d', `/${'long'.repeat(20)}`];
  const it = seen({ writablePaths: paths.map((path) => ({ path })) });
  const names = it.main.volumeMounts.map((m: AnyManifest) => m.name);
  expect(new Set(names).size).toBe(paths.length + 1);
  expect(names).toEqual(expect.arrayContaining(['dir-var-cache', 'dir-var--cache']));
  for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  expect(it.pod.volumes.map((v: AnyManifest) => v.name).sort()).toEqual([...names].sort());
});

test('what a workload writes to disk counts against its ephemeral storage, or the kubelet evicts it below its limits', () => {
  const full: Required<WritablePath> = { path: '/data', size: Size.gibibytes(1), memory: false };
  const storage = (writablePaths: WritablePath[], ephemeralStorage?: Size) => {
    const { requests, limits } = seen({ writablePaths, resources: { ephemeralStorage } }).main.resources;
    expect(requests['ephemeral-storage']).toBe(limits['ephemeral-storage']);
    return limits['ephemeral-storage'];
  };
  expect(storage([])).toBe('128Mi');
  expect(storage([full])).toBe('1152Mi');
  expect(storage([full, { path: '/cache' }])).toBe('1216Mi');
  expect(storage([{ ...full, memory: true }])).toBe('128Mi');
  expect(storage([full], Size.gibibytes(2))).toBe('3Gi');
});

test('a changed config file changes its ConfigMap and one annotation, and nothing else', () => {
  const build = (content: string) => {
    const shop = testShop();
    const files: Array<Required<ConfigFile>> = [
      { path: '/etc/nginx/nginx.conf', content },
      { path: '/etc/a.conf', content: 'a' },
    ];
    new ShopWebTier(shop, 'it', { ...BASE, files });
    new ShopWebTier(shop, 'other', BASE);
    return manifestsOf(shop);
  };
  const [before, after] = [build('worker_processes 1;'), build('worker_processes 2;')];
  const changed = after.filter((m, i) => JSON.stringify(m) !== JSON.stringify(before[i]));
  expect(changed.map((m) => `${m.kind}/${m.metadata.name}`)).toEqual(['ConfigMap/it-config', 'Deployment/it']);
  expect(changed[0].data).toEqual({ 'etc_a.conf': 'a', 'etc_nginx_nginx.conf': 'worker_processes 2;' });

  const annotations = changed[1].spec.template.metadata.annotations;
  const old = before.find((m) => m.kind === 'Deployment' && m.metadata.name === 'it');
  expect(Object.keys(annotations)).toEqual(['cdk8s-shop/config']);
  expect(annotations).not.toEqual(old.spec.template.metadata.annotations);
  annotations['cdk8s-shop/config'] = old.spec.template.metadata.annotations['cdk8s-shop/config'];
  expect(changed[1]).toEqual(old);
});

test('the order in which files and paths are given changes nothing', () => {
  const files = ['/etc/b', '/etc/a'].map((path) => ({ path, content: path }));
  const paths = ['/b', '/a'].map((path) => ({ path }));
  const once = seen({ files, writablePaths: paths }).objects;
  expect(seen({ files: [...files].reverse(), writablePaths: [...paths].reverse() }).objects).toEqual(once);
});

test('each file is mounted alone, so that its directory keeps what the image has there', () => {
  const { main } = seen({ files: [{ path: '/etc/nginx/conf.d/default.conf', content: 'server {}' }] });
  expect(main.volumeMounts).toContainEqual({
    name: 'config',
    mountPath: '/etc/nginx/conf.d/default.conf',
    subPath: 'etc_nginx_conf.d_default.conf',
    readOnly: true,
  });
});
