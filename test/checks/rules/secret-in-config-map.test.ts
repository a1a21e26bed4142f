import { SECRET_IN_CONFIG_MAP } from '../../../lib/checks/rules/secret-in-config-map';
import { findingsOf, messagesOf } from '../../support/checked';

const configMap = (data: Record<string, unknown>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'storefront' }, data });

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SECRET_IN_CONFIG_MAP, SECRET_IN_CONFIG_MAP.wrong)).toEqual([
    '/ConfigMap//storefront data["db.password"]: got a literal value; wanted a reference to a Secret. Fix: move the value to a Secret that is made outside of the manifests, and change it where it is in use.',
  ]);
  expect(messagesOf(SECRET_IN_CONFIG_MAP, SECRET_IN_CONFIG_MAP.right)).toEqual([]);
});

test('settings inside of a file are found by their names, each once, without their values', () => {
  const file = ['# password=none', 'db.user=shop', 'db.password=correct-horse', '  token: "correct-horse"', 'db.password = again'].join(
    '\n',
  );
  expect(findingsOf(SECRET_IN_CONFIG_MAP, configMap({ 'shop.properties': file })).map(({ field, got }) => `${field}: ${got}`)).toEqual([
    'data["shop.properties"]: a literal value of db.password',
    'data["shop.properties"]: a literal value of token',
  ]);
});

test.each([
  'requirepass_file=/run/secrets/password',
  `password=\${DB_PASSWORD}`,
  'password: $DB_PASSWORD',
  'password=',
  'token-ttl=3600s',
  'primary key: id',
])('the line "%s" gives nothing away', (line) => {
  expect(messagesOf(SECRET_IN_CONFIG_MAP, configMap({ 'shop.conf': `a=b\n${line}\n` }))).toEqual([]);
});

test('a private key is an error', () => {
  expect(
    findingsOf(SECRET_IN_CONFIG_MAP, configMap({ 'tls.key': '-----BEGIN PRIVATE KEY-----\nMIIE' })).map(
      ({ got, severity }) => `${severity} ${got}`,
    ),
  ).toEqual(['error a private key']);
});

test('what is no text is passed over', () => {
  expect(messagesOf(SECRET_IN_CONFIG_MAP, configMap({ password: null, token: { a: 1 }, secret: [1] }))).toEqual([]);
});

// A pattern that went over the line again from each character would need hours.
test('a long line without a settings form comes to an end', () => {
  expect(messagesOf(SECRET_IN_CONFIG_MAP, configMap({ blob: `a\n${'a:/'.repeat(1_000_000)}` }))).toEqual([]);
});
