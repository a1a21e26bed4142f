import { namesSecret, secretIn, secretSettingsIn } from '../../lib/checks/secret-texts';

const PASSWORD = 'an address with a password in it';

test.each([
  'postgres://shop:s3cret@db',
  'see amqp+ssl://a:b@c for more',
  'x:a://b https://shop:s3cret@db',
  `${'z'.repeat(21)}://a:b@c`,
  `${'a'.repeat(100_000)} redis://:x@y redis://u:x@y`,
])('%.60s… gives a password away', (text) => {
  expect(secretIn(text)).toBe(PASSWORD);
});

test.each([
  'https://shop.example/a:b@c',
  'postgres://shop:$(PASSWORD)@db',
  'postgres://shop@db',
  'P://a:b@c',
  '://a:b@c',
  `${'z'.repeat(22)}://a:b@c`,
  `https://${'u'.repeat(100)}:p@c`,
  'https://u:p c@d',
])('%.60s… gives none away', (text) => {
  expect(secretIn(text)).toBeUndefined();
});

test('a scheme of 22 characters begins at its second where a word begins there', () => {
  expect(secretIn(`a.${'z'.repeat(20)}://a:b@c`)).toBe(PASSWORD);
});

test('settings are told by their names, whatever stands around them', () => {
  const text = [
    'password: one',
    '\texport API_KEY="two"',
    "  'db.password' = 'three',",
    'dbPassword=four',
    'client_secret : five',
    'url = a:password=six',
    'seven',
    'password',
    `${' '.repeat(41)}password: eight`,
    `${'p'.repeat(81)}password: nine`,
    'TOKEN=true',
    'TOKEN=',
    'token: $TOKEN',
    'secret: [status, secret]',
    'last_token=ten',
  ].join('\n');
  expect(secretSettingsIn(text)).toEqual(['password', 'API_KEY', 'db.password', 'dbPassword', 'client_secret', 'last_token']);
});

test.each(['passwords', 'keyboard', 'tokenizer', 'PRIMARY_KEY', 'secretary', 'credentialsSecret', 'TLS_SECRET', 'existing-secret'])(
  '%s names no secret',
  (name) => {
    expect(namesSecret(name)).toBe(false);
  },
);

test.each(['DB_PASSWD', 'auth-token-', 'signingKey', 'aws.secret', 'PWD', 'clientSecret', 'secret'])('%s names one', (name) => {
  expect(namesSecret(name)).toBe(true);
});
