import { CONFIG_MISSING } from '../../../lib/review/rules/config-missing';
import { allTold, told } from '../../support/reviewed';

const { before, after } = CONFIG_MISSING;

test('the example is told in full, as one effect', () => {
  expect(allTold(before, after)).toEqual([
    'config-missing error rotated /ConfigMap/shop/storefront: is gone, and storefront still reads it: new pods do not start',
  ]);
});

test('who can do without it, or no longer reads it, does not miss it', () => {
  const optional = after.replace('{ name: storefront } }]', '{ name: storefront, optional: true } }]');
  expect(told(CONFIG_MISSING, before, optional)).toEqual([]);
  expect(told(CONFIG_MISSING, before, after.replace('{ name: storefront } }]', '{ name: other } }]'))).toEqual([]);
  const named = before.replace('metadata: { name: storefront, namespace: shop }\ndata', 'metadata: { name: other, namespace: shop }\ndata');
  expect(
    told(CONFIG_MISSING, before, named.replace('{ configMapRef: { name: storefront } }', '{ configMapRef: { name: other } }')),
  ).toEqual([]);
});

test('a key that is gone is missed by who reads that key', () => {
  const keyed = before.replace(
    'envFrom: [{ configMapRef: { name: storefront } }]',
    'env: [{ name: A, valueFrom: { configMapKeyRef: { name: storefront, key: CHECKOUT_MODE } } }]',
  );
  expect(told(CONFIG_MISSING, keyed, keyed.replace('{ CHECKOUT_MODE: "one-page" }', '{ OTHER: "1" }'))).toEqual([
    'error rotated /ConfigMap/shop/storefront data.CHECKOUT_MODE: CHECKOUT_MODE is gone, and storefront still reads it: new pods do not start',
  ]);
  expect(told(CONFIG_MISSING, keyed, keyed.replace('"one-page"', '"two-step"'))).toEqual([]);
  expect(told(CONFIG_MISSING, before, before.replace('{ CHECKOUT_MODE: "one-page" }', '{ OTHER: "1" }'))).toEqual([]);
});

test('two keys are missed by two who read them, each in its own field', () => {
  const env = (key: string) => `env: [{ name: A, valueFrom: { configMapKeyRef: { name: storefront, key: ${key} } } }]`;
  const keyed = (data: string): string => {
    const all = (key: string) => after.replace('envFrom: [{ configMapRef: { name: storefront } }]', env(key));
    const map = `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: storefront, namespace: shop }\n${data}\n`;
    const second = all('logo').replace('{ name: storefront, namespace', '{ name: search, namespace');
    return [map, all('CHECKOUT_MODE'), second].join('---\n');
  };
  expect(told(CONFIG_MISSING, keyed('data: { CHECKOUT_MODE: a }\nbinaryData: { logo: AAAA }'), keyed('data: { OTHER: a }'))).toEqual([
    'error rotated /ConfigMap/shop/storefront data.CHECKOUT_MODE, binaryData.logo: CHECKOUT_MODE and logo are gone, and storefront and search still read them: new pods do not start',
  ]);
});

test('a Secret that an operator makes from now on is there', () => {
  const secret = (kind: string): string =>
    before.replace('kind: ConfigMap', kind).replace('configMapRef', 'secretRef').replace('\ndata: {', '\nstringData: {');
  const external = `---\n{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: storefront, namespace: shop }, spec: {} }\n`;
  const pods = after.replace('configMapRef', 'secretRef');
  expect(told(CONFIG_MISSING, secret('kind: Secret'), pods)).toHaveLength(1);
  expect(told(CONFIG_MISSING, secret('kind: Secret'), pods + external)).toEqual([]);
});
