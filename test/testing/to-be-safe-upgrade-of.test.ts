import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { KubernetesVersion, Shop, ShopApp, ShopDatabase, ShopProfile, ShopWebTier } from '../../lib';
import { toBeSafeUpgradeOf } from '../../lib/entry/testing';
import { fileIn } from '../support/command-run';

expect.extend({ toBeSafeUpgradeOf });

const service = (clusterIP: string): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: { clusterIP, ports: [{ port: 80 }] },
});
const [older, newer] = [[service('10.0.0.1')], [service('10.0.0.2')]];

test('what the API server refuses is no safe upgrade, and the report says how to get there', () => {
  expect(older).toBeSafeUpgradeOf(older);
  expect(newer).not.toBeSafeUpgradeOf(older);
  expect(() => expect(newer).toBeSafeUpgradeOf(older)).toThrow(
    /^wanted a safe upgrade\n\n.*\/Service\/shop\/orders \(immutable-field\).*1\. /s,
  );
  expect(() => expect(older).not.toBeSafeUpgradeOf(older)).toThrow(
    /^wanted an upgrade that is not safe\n\nno difference between before and now/,
  );
});

test('effects that are lighter count where that is wanted', () => {
  const [before, after] = ['1', '2'].map((a) => [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { a } },
  ]);
  expect(after).toBeSafeUpgradeOf(before ?? []);
  expect(after).not.toBeSafeUpgradeOf(before ?? [], { from: 'note' });
});

test('the version of the cluster decides what is served', () => {
  const schema = (a: string): object => ({
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2',
    kind: 'FlowSchema',
    metadata: { name: 'shop', labels: { a } },
    spec: { matchingPrecedence: 1000, priorityLevelConfiguration: { name: 'workload-low' } },
  });
  expect([schema('2')]).toBeSafeUpgradeOf([schema('1')], { kubernetes: KubernetesVersion.V1_28 });
  expect([schema('2')]).not.toBeSafeUpgradeOf([schema('1')], { kubernetes: KubernetesVersion.V1_29 });
});

test('a waiver accepts an effect until its last day is over', () => {
  const waivers = [{ rule: 'immutable-field', object: '/Service/shop/orders', reason: 'by hand', until: '2027-03-31' }];
  expect(newer).toBeSafeUpgradeOf(older, { waivers, today: '2027-03-31' });
  expect(newer).not.toBeSafeUpgradeOf(older, { waivers, today: '2027-04-01' });
  expect(newer).toBeSafeUpgradeOf(older, { disabled: ['immutable-field'] });
  expect(() => expect(newer).toBeSafeUpgradeOf(older, { waivers: [{ ...waivers[0], until: 'soon' }] as never })).toThrow('SHOP-K005');
  expect(() => expect(newer).toBeSafeUpgradeOf(older, { waivers })).toThrow('SHOP-K006');
});

test('of a shop against what is committed, and of any chart against another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-upgrade-'));
  try {
    const shop = (image: string, database = true): ShopApp => {
      const app = new ShopApp({ outdir: folder });
      const scope = new Shop(app, 'shop', { profile: ShopProfile.staging() });
      if (database) new ShopDatabase(scope, 'orders-db');
      new ShopWebTier(scope, 'api', { image, port: 8080 });
      return app;
    };
    shop('registry.example/api:1.0.0').synth();
    expect(shop('registry.example/api:1.0.1')).toBeSafeUpgradeOf(folder);
    expect(shop('registry.example/api:1.0.0', false)).not.toBeSafeUpgradeOf(folder, { from: 'warning' });
  } finally {
    rmSync(folder, { recursive: true });
  }
  const chart = (address: string): Chart => {
    const made = new Chart(new App(), 'chart');
    new ApiObject(made, 'orders', service(address) as never);
    return made;
  };
  expect(chart('10.0.0.1')).toBeSafeUpgradeOf(chart('10.0.0.1'));
  expect(chart('10.0.0.2')).not.toBeSafeUpgradeOf(chart('10.0.0.1'));
});

test('a folder whose texts cannot all be read is refused, and so is what is no subject', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-upgrade-'));
  try {
    fileIn(folder, 'x.yaml', 'a: [');
    expect(() => expect(newer).toBeSafeUpgradeOf(folder)).toThrow('SHOP-F004');
    expect(() => expect(newer).toBeSafeUpgradeOf(join(folder, 'nope'))).toThrow('SHOP-F002');
    expect(() => expect(7).toBeSafeUpgradeOf(older)).toThrow('toBeSafeUpgradeOf takes a construct, a list of manifests, or a ManifestSet');
  } finally {
    rmSync(folder, { recursive: true });
  }
  // Without jest's context a folder is the caller's.
  expect(toBeSafeUpgradeOf.call(undefined, older, older).pass).toBe(true);
  expect(() => toBeSafeUpgradeOf.call(undefined, older, 'nowhere')).toThrow('SHOP-F002');
});
