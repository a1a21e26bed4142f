import { SECRET_IN_ENV } from '../../../lib/checks/rules/secret-in-env';
import { findingsOf, messagesOf } from '../../support/checked';

const variable = (name: string, value: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - env: [null, { name: ${JSON.stringify(name)}, value: ${JSON.stringify(value)} }]
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SECRET_IN_ENV, SECRET_IN_ENV.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].env[0].value: got a literal value of DB_PASSWORD; wanted a reference to a Secret. Fix: take the value from a Secret with valueFrom.secretKeyRef, and change it where it is in use.',
  ]);
  expect(messagesOf(SECRET_IN_ENV, SECRET_IN_ENV.right)).toEqual([]);
});

test.each([
  'PASSWORD',
  'db-password',
  'DbPassword',
  'app.token',
  'STRIPE_SECRET',
  'STRIPE_API_KEY',
  'signingKey',
  'SECRET_KEY_BASE',
  'MYSQL_PWD',
  'CREDENTIALS',
])('a literal value of %s is found', (name) => {
  expect(
    findingsOf(SECRET_IN_ENV, variable(name, 'correct-horse')).map(({ got, field, severity }) => `${severity} ${field} ${got}`),
  ).toEqual([`warning spec.containers[0].env[1].value a literal value of ${name}`]);
});

test.each(['PASSWORD_FILE', 'TOKEN_URL', 'SECRET_NAME', 'CACHE_KEY', 'KEYBOARD', 'TOKENIZER', 'PUBLIC_KEY', 'USER'])(
  '%s is no name of a secret',
  (name) => {
    expect(messagesOf(SECRET_IN_ENV, variable(name, 'correct-horse'))).toEqual([]);
  },
);

test.each([
  '',
  'true',
  '30',
  '/run/secrets/password',
  './password',
  '$(DB_PASSWORD)',
  `\${DB_PASSWORD}`,
  '<your password>',
  '{{ .Values.password }}',
  'shop-{{ .Values.password }}',
])('PASSWORD may be "%s"', (value) => {
  expect(messagesOf(SECRET_IN_ENV, variable('PASSWORD', value))).toEqual([]);
});

test.each([
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['an access key of AWS', `AKIA${'ABCDEFGH'.repeat(2)}`],
  ['a token of GitHub', `ghp_${'a1'.repeat(18)}`],
  ['a live key of a payment provider', `sk_live_${'a1'.repeat(12)}`],
  ['an address with a password in it', 'postgres://shop:correct-horse@orders-db:5432/orders'],
])('%s is an error under any name, and is never repeated', (what, value) => {
  expect(messagesOf(SECRET_IN_ENV, variable('SETTING', value))).toEqual([
    `/Pod//storefront spec.containers[0].env[1].value: got ${what} in SETTING; wanted a reference to a Secret. Fix: take the value from a Secret with valueFrom.secretKeyRef, and change it where it is in use.`,
  ]);
  expect(findingsOf(SECRET_IN_ENV, variable('SETTING', value)).map(({ severity }) => severity)).toEqual(['error']);
});

test.each([
  'postgres://shop@orders-db:5432/orders',
  'https://shop.example:443/a@b',
  'amqp://$(USER):$(PASSWORD)@queue',
  '-----BEGIN CERTIFICATE-----',
])('%s gives nothing away', (value) => {
  expect(messagesOf(SECRET_IN_ENV, variable('SETTING', value))).toEqual([]);
});
