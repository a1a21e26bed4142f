import { looksLikeSecret } from '../../lib/core/secret-text';

describe('a literal that looks like a secret', () => {
  test.each([
    ['PASSWORD', 'hunter2'],
    ['DB_PASS', 'hunter2'],
    ['MYSQL_PWD', 'hunter2'],
    ['dbPassword', 'hunter2'],
    ['GITHUBTOKEN', 'ghp_x'],
    ['AUTH_TOKENS', 'a,b'],
    ['JWT_SECRET', 'hunter2'],
    ['SECRET_KEY_BASE', 'abcdef'],
    ['secretKey', 'abcdef'],
    ['STRIPE_API_KEY', 'sk_live_x'],
    ['apiKey', 'sk_live_x'],
    ['spring.datasource.password', 'hunter2'],
    ['aws.access-key', 'AKIA'],
    ['TLS_PRIVATE_KEY', 'x'],
    ['PGPASSPHRASE', 'x'],
    ['GOOGLE_CREDENTIALS', '{}'],
    ['PASSWORD', '123456'],
  ])('by its name: %s=%s', (name, text) => {
    expect(looksLikeSecret(name, text)).toBe(true);
  });

  test.each([
    ['DATABASE_URL', 'postgres://shop:hunter2@orders-db:5432/shop'],
    ['BROKER', 'amqp://:hunter2@queue'],
    ['', 'server.port=8080\nspring.datasource.url=jdbc:postgresql://shop:hunter2@db/shop\n'],
    ['', 'key: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIE'],
    ['CERT', '-----BEGIN PRIVATE KEY-----'],
  ])('by its text, whatever its name: %s=%s', (name, text) => {
    expect(looksLikeSecret(name, text)).toBe(true);
  });
});

describe('a literal that is none', () => {
  test.each([
    ['PASSWORD_FILE', '/run/secrets/db/password'],
    ['SECRET_NAME', 'orders-db'],
    ['TOKEN_TTL', '3600s'],
    ['TOKEN_ENDPOINT', 'https://login.example/token'],
    ['API_KEY_HEADER', 'x-api-key'],
    ['JWT_SECRET_ALGORITHM', 'HS256'],
    ['passwordMinLength', '12 characters'],
    ['TOKENIZER', 'cl100k'],
    ['PASSENGER_APP_ENV', 'production'],
    ['COMPASS_MODE', 'north'],
    ['BYPASS_CACHE', 'never'],
    ['SECRETARY', 'Kim'],
    ['PASSWORDLESS', 'by mail'],
    ['STRIPE_PUBLISHABLE_KEY', 'pk_live_x'],
    ['CACHE_KEY', 'v1'],
    ['', 'hunter2'],
  ])('by its name: %s=%s', (name, text) => {
    expect(looksLikeSecret(name, text)).toBe(false);
  });

  test.each(['', 'true', 'False', 'yes', 'no', 'on', 'OFF', '0', '30', '86400'])(
    'a switch or a small number: TOKEN_CHECK_TOKEN=%s',
    (text) => {
      expect(looksLikeSecret('TOKEN_CHECK_TOKEN', text)).toBe(false);
    },
  );

  test.each([
    'https://shop.example/a:b@c',
    'http://proxy.example:3128',
    'mailto:kim@shop.example',
    'https://kim@shop.example/',
    'postgres://shop:@db',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of envsubst and Spring
    'url=amqp://shop:${PASSWORD}@queue',
    'url=amqp://shop:{{ .password }}@queue',
    'amqp://<user>:<password>@queue',
    '-----BEGIN CERTIFICATE-----',
  ])('by its text: %s', (text) => {
    expect(looksLikeSecret('ADDRESS', text)).toBe(false);
  });
});

test('a megabyte of anything is judged at once', () => {
  expect(looksLikeSecret('', 'a'.repeat(2 ** 20))).toBe(false);
  expect(looksLikeSecret('', 'a://'.repeat(2 ** 18))).toBe(false);
});
