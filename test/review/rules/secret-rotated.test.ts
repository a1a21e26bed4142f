import { SECRET_ROTATED } from '../../../lib/review/rules/secret-rotated';
import { allTold, effectsBy, told } from '../../support/reviewed';

const { before, after } = SECRET_ROTATED;

test('the example is told in full, as one effect, and no value of it', () => {
  expect(allTold(before, after)).toEqual([
    'secret-rotated warning rotated /Secret/shop/storefront data.CHECKOUT_MODE: storefront keeps the old value until the pods restart',
  ]);
});

test('an immutable Secret is refused, without its values', () => {
  const frozen = (yaml: string): string => yaml.replace('kind: Secret', 'kind: Secret\nimmutable: true');
  expect(allTold(frozen(before), frozen(after))).toEqual([
    'immutable-field error refused /Secret/shop/storefront data.CHECKOUT_MODE: is refused: data.CHECKOUT_MODE cannot be changed',
  ]);
});

test('what an operator writes is told of its Secret', () => {
  const external = (key: string, target: string): string =>
    `---\n{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: it, namespace: shop }, spec: { ${target}data: [{ secretKey: CHECKOUT_MODE, remoteRef: { key: ${key} } }] } }\n`;
  const target = 'target: { name: storefront }, ';
  expect(told(SECRET_ROTATED, before + external('a', target), before + external('b', target))).toEqual([
    'warning rotated external-secrets.io/ExternalSecret/shop/it spec.data[0].remoteRef.key: lets its operator write Secret storefront anew; if its value differs, storefront keeps the old value until the pods restart',
  ]);
  const labelled = external('a', target).replace('namespace: shop }', 'namespace: shop, labels: { team: checkout } }');
  expect(told(SECRET_ROTATED, before + external('a', target), before + labelled)).toEqual([]);
  expect(effectsBy(SECRET_ROTATED, external('a', ''), external('b', '')).map(({ severity, summary }) => `${severity}: ${summary}`)).toEqual(
    ['note: lets its operator write Secret it anew; if its value differs, no pod of these manifests reads it'],
  );
});

test('an operator that begins to write what pods read already may bring another value', () => {
  const external =
    '---\n{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: storefront, namespace: shop }, spec: { refreshInterval: 1h } }\n';
  // The Deployment without the Secret, which its operators keep.
  const pods = before.slice(before.indexOf('---'));
  expect(allTold(pods, pods + external)).toEqual([
    'secret-rotated warning rotated external-secrets.io/ExternalSecret/shop/storefront: lets its operator write Secret storefront, which pods have read before; if its value differs, storefront keeps the old value until the pods restart',
  ]);
  // Pods that come with it have read no other value, and what nobody reads restarts nothing.
  expect(told(SECRET_ROTATED, '', pods + external)).toEqual([]);
  expect(told(SECRET_ROTATED, pods, external)).toEqual([]);
});
