import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { parseAllDocuments } from 'yaml';
import { check } from '../../lib/checks/check';
import type { CheckConfig } from '../../lib/checks/check-config';
import { PAYMENT_ZONE } from '../../lib/checks/packs/payment-zone';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { messageOf } from '../support/synthesis';
import { pod, policyOver } from '../support/zone-case';
import { compileFaults, programsIn } from './guide-programs';

const PROGRAMS = programsIn('check.md');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payment-zone-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program of the guide, changed where a test says so, and gives its default export. */
function run(name: string, changed: (text: string) => string = (text) => text): unknown {
  const source = changed(PROGRAMS.get(name) ?? '').replace('new ShopApp()', `new ShopApp({ outdir: ${JSON.stringify(folder)} })`);
  const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
  const exported: { default?: unknown } = {};
  new Function('require', 'exports', code)(
    (target: string) => (target === 'cdk8s-shop' ? require('../../lib') : require(target)),
    exported,
  );
  return exported.default;
}

test('the programs of the guide compile, against what the package exports', () => {
  expect([...PROGRAMS.keys()]).toEqual(['checks.config.ts', 'main.ts', 'payment.config.ts']);
  expect(compileFaults(PROGRAMS)).toEqual([]);
}, 60_000);

test('the shop of the guide is written, with its zone labelled', () => {
  run('main.ts');
  const inZone = readdirSync(folder).filter((file) => readFileSync(join(folder, file), 'utf8').includes('cdk8s-shop/zone: payment'));
  expect(inZone).toEqual(['10-cards.k8s.yaml', '30-checkout.k8s.yaml']);
});

test('the shop of the guide is refused without the addresses of the outside host', () => {
  expect(messageOf(() => run('main.ts', (text) => text.replace(", cidrs: ['203.0.113.0/24']", ''))).split('\n')).toEqual(
    ['0.0.0.0/0', '::/0'].map((cidr) =>
      expect.stringContaining(`an opening from apps/Deployment/shop/checkout to the addresses ${cidr} on TCP 443`),
    ),
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('a policy beside those of the shop that opens more is refused', () => {
  const more = `
const { ApiObject } = require('cdk8s');
new ApiObject(shop, 'More', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'more' },
  spec: { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'cards' } }, policyTypes: ['Ingress'], ingress: [{}] },
});
app.synth();`;
  expect(messageOf(() => run('main.ts', (text) => text.replace('app.synth();', more)))).toBe(
    'zone-ingress at shop/More: got an opening from everybody to apps/StatefulSet/shop/cards on every port in spec.ingress[0] of networking.k8s.io/NetworkPolicy/shop/more; wanted openings for connections to the payment zone that were agreed. Fix: narrow the peer or its ports, or agree to the connection in settings.paymentZone.edges.',
  );
});

test('the configuration of the guide agrees to what it says, and to nothing else', () => {
  const { settings } = run('payment.config.ts') as CheckConfig;
  const deployment = (name: string) =>
    pod(name)
      .replace('v1', 'apps/v1')
      .replace('kind: Pod', 'kind: Deployment')
      .replace(/spec: .*/, `spec: { template: { metadata: { labels: { app: ${name} } } } }`);
  const monitoring = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }';
  const policy = (port: number, cidr: string) =>
    policyOver(
      'checkout',
      `policyTypes: [Ingress, Egress],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: storefront } } }], ports: [{ port: ${port} }] }, { from: [${monitoring}], ports: [{ port: 9090 }] }],
      egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }] }]`,
    );
  const found = (...objects: string[]) => {
    const set = new ManifestSet(parseAllDocuments(objects.join('---')).map((document) => manifestOf(document.toJS())));
    const only = PAYMENT_ZONE.rules.map(({ id }) => id).filter((id) => id !== 'zone-service-account');
    return check(set, { only, settings }).map(({ rule, got }) => `${rule}: ${got}`);
  };
  const [checkout, storefront] = ['checkout', 'storefront'].map(deployment) as [string, string];
  expect(found(checkout, storefront, policy(8080, '203.0.113.16/28'))).toEqual([]);
  expect(found(checkout, storefront, policy(8081, '198.51.100.0/24'))).toEqual([
    'zone-edge-unknown: apps/Deployment/shop/storefront to apps/Deployment/shop/checkout on port 8080, which the policies of one end do not open',
    'zone-egress-outside: an opening from apps/Deployment/shop/checkout to the addresses 198.51.100.0/24 on every port',
    'zone-ingress: an opening from apps/Deployment/shop/storefront to apps/Deployment/shop/checkout on TCP 8081',
  ]);
});
