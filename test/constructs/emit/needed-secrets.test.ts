import { App } from 'cdk8s';
import {
  CacheUse,
  ClusterProfile,
  SecretDelivery,
  Shop,
  ShopCache,
  ShopDatabase,
  ShopJob,
  ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopWebTier,
  ShopWorker,
} from '../../../lib';
import { manifest, manifestsOf, testShop, testShopOn } from '../../support/synthesis';

const NEEDS = 'cdk8s-shop/needs-secrets';
const MAKES = 'cdk8s-shop/makes-secrets';
const image = 'registry.example/it:1';

const needs = (shop: Shop, kind: string, name: string) => manifest(shop, kind, name).metadata.annotations?.[NEEDS];
const outside = (shop: Shop) =>
  ShopDatabase.external(shop, 'db', { host: 'db.example', database: 'd', username: 'u', credentials: ShopSecret.existing('db-login') });

test('a workload names the Secrets that its pods read and nobody in the shop makes', () => {
  const shop = testShop();
  const carts = new ShopCache(shop, 'carts', { use: CacheUse.CART });
  const connections = [outside(shop).query(), carts.readWrite()];
  new ShopWebTier(shop, 'web', { image, port: 8080, connections, secrets: [{ secretName: 'psp', key: 'token', env: 'PSP' }] });
  new ShopWorker(shop, 'worker', { image, port: 8080, connections });
  new ShopJob(shop, 'once', { image, connections });
  new ShopJob(shop, 'nightly', { image, connections, schedule: '0 3 * * *' });
  expect(needs(shop, 'Deployment', 'web')).toBe('db-login,psp');
  expect(needs(shop, 'Deployment', 'worker')).toBe('db-login');
  expect(needs(shop, 'Job', 'once')).toBe('db-login');
  expect(needs(shop, 'CronJob', 'nightly')).toBe('db-login');
  expect(needs(shop, 'StatefulSet', 'carts')).toBeUndefined();
});

test('a Secret that arrives in the environment is read too', () => {
  const shop = testShop({ profile: ShopProfile.development().derive({ secretDelivery: SecretDelivery.ENV }) });
  new ShopWebTier(shop, 'web', { image, port: 8080, connections: [outside(shop).query()] });
  expect(needs(shop, 'Deployment', 'web')).toBe('db-login');
});

test('a data service names the Secret that its user has named, and so does its backup', () => {
  const shop = new Shop(new App(), 'shop', { profile: ShopProfile.production() });
  new ShopDatabase(shop, 'db', { credentials: ShopSecret.existing('login') });
  expect(needs(shop, 'StatefulSet', 'db')).toBe('login');
  expect(needs(shop, 'CronJob', 'db-backup')).toBe('login');
});

test('the Job that makes a password says so, and nobody needs it', () => {
  const shop = testShop();
  new ShopQueue(shop, 'events', {});
  expect(manifest(shop, 'Job', 'events-credentials').metadata.annotations[MAKES]).toBe('events-credentials');
  expect(manifestsOf(shop).filter((m) => m.metadata.annotations?.[NEEDS] !== undefined)).toEqual([]);
});

test('what External Secrets fills needs nobody', () => {
  const shop = testShopOn({ clusterSecretStore: 'store' });
  new ShopDatabase(shop, 'db', {});
  const text = JSON.stringify(manifestsOf(shop));
  for (const annotation of [MAKES, NEEDS]) expect(text).not.toContain(annotation);
});

test('the pods have no such annotation, so that a Secret which is declared otherwise restarts none', () => {
  const shop = new Shop(new App(), 'shop', { profile: ShopProfile.development(), cluster: ClusterProfile.plain() });
  new ShopWebTier(shop, 'web', { image, port: 8080, connections: [outside(shop).query()] });
  expect(manifest(shop, 'Deployment', 'web').spec.template.metadata.annotations).toBeUndefined();
});
