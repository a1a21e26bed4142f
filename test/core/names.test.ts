import {
  envPrefix,
  isAbsolutePath,
  isConfigKey,
  isEnvName,
  isHostName,
  isLabelKey,
  isLabelValue,
  isName,
  isPort,
  isPortName,
  isRouteHost,
  isSubdomain,
  MAX_COMPONENT_NAME,
  MAX_NAME,
  shortened,
} from '../../lib/core/names';

/** Says of each text whether the check takes it. */
function judge(check: (text: string) => boolean, cases: { readonly taken: readonly string[]; readonly refused: readonly string[] }): void {
  test.each(cases.taken.map((text) => [text]))('takes %j', (text) => {
    expect(check(text)).toBe(true);
  });
  test.each(cases.refused.map((text) => [text]))('refuses %j', (text) => {
    expect(check(text)).toBe(false);
  });
}

const of = (length: number, char = 'a') => char.repeat(length);

describe('isName: a DNS label that begins with a letter', () => {
  judge(isName, {
    taken: ['a', 'a1', 'orders-db', 'a--b', of(MAX_NAME)],
    refused: ['', of(MAX_NAME + 1), '1a', '-a', 'a-', 'A', 'aB', 'a_b', 'a.b', 'a b', 'ä', 'a\u0301', 'ａ', 'a\n'],
  });

  test('a smaller limit holds exactly', () => {
    expect(isName(of(MAX_COMPONENT_NAME), MAX_COMPONENT_NAME)).toBe(true);
    expect(isName(of(MAX_COMPONENT_NAME + 1), MAX_COMPONENT_NAME)).toBe(false);
  });

  test('the longest component name leaves room for what Kubernetes and this library append', () => {
    // A CronJob has at most 52 characters and `-backup` is appended; pods of a StatefulSet carry a revision label of
    // the name, a hyphen and 10 characters.
    expect(MAX_COMPONENT_NAME + '-backup'.length).toBeLessThanOrEqual(52);
    expect(MAX_COMPONENT_NAME + 11).toBeLessThanOrEqual(MAX_NAME);
  });
});

describe('isHostName: labels of RFC 1123', () => {
  const longest = [of(63), of(63), of(63), of(61)].join('.');
  judge(isHostName, {
    taken: ['shop', 'shop.example', '1.a', 'a-b.c', `${of(63)}.a`, longest],
    refused: ['', '.', 'a.', '.a', 'a..b', 'Shop.example', '-a.b', 'a-.b', 'a_b.c', `${of(64)}.a`, `${longest}a`, '*.a', 'münchen.example'],
  });

  test('the longest is one of 253 characters', () => {
    expect(longest).toHaveLength(253);
  });
});

describe('isSubdomain: names of most objects, whose parts have no length of their own', () => {
  judge(isSubdomain, {
    taken: ['shop', '1.a', 'a-b.c', of(64), of(253), `${of(64)}.${of(188)}`],
    refused: ['', '.', 'a.', '.a', 'a..b', 'Shop', '-a.b', 'a-.b', 'a_b', 'a\n', of(254)],
  });
});

describe('isRouteHost: a host of at least two labels, the first possibly a wildcard', () => {
  const long = [of(63), of(63), of(63), of(59)].join('.');
  judge(isRouteHost, {
    taken: ['shop.example', '*.shop.example', '*.example', `*.${long}`],
    refused: ['shop', '*', '*.', 'a.*.example', '*a.example', '**.example', '', '192.0.2.7', '*.192.0.2.7', `*.${long}a`],
  });

  test('the longest is one of 253 characters', () => {
    expect(`*.${long}`).toHaveLength(253);
  });
});

describe('isLabelValue', () => {
  judge(isLabelValue, {
    taken: ['', 'a', 'A', '7', 'v1.2_3-x', of(63)],
    refused: [of(64), '-a', 'a-', '_a', 'a.', 'a b', 'a/b', 'é', 'a\n'],
  });
});

describe('isLabelKey: an optional DNS prefix and a name', () => {
  judge(isLabelKey, {
    taken: [
      'team',
      'Team_1',
      'shop.example/team',
      `${of(63)}`,
      `shop.example/${of(63)}`,
      `${[of(63), of(63), of(63), of(61)].join('.')}/a`,
    ],
    refused: [
      '',
      '/',
      '/team',
      'shop.example/',
      'a/b/c',
      'Shop.example/team',
      'shop_x/team',
      '-a',
      'a-',
      of(64),
      `shop.example/${of(64)}`,
      'tëam',
    ],
  });
});

describe('isEnvName', () => {
  judge(isEnvName, {
    taken: ['A', '_', 'a.b-c_D1', '-x', '.env'],
    refused: ['', '1A', 'A B', 'A=B', 'Ä', '.', '..', '..x', 'A\n'],
  });
});

describe('isConfigKey', () => {
  judge(isConfigKey, {
    taken: ['nginx.conf', '1', '_', '.hidden', of(253)],
    refused: ['', '.', '..', '..data', 'a/b', 'a b', of(254), 'ü'],
  });
});

describe('isPortName: an IANA service name', () => {
  judge(isPortName, {
    taken: ['a', 'http', '9p', 'grpc-web', of(15)],
    refused: ['', of(16), '8080', 'Http', '-a', 'a-', 'a--b', 'a_b', 'é'],
  });
});

test.each([1, 80, 65_535])('isPort takes %d', (port) => {
  expect(isPort(port)).toBe(true);
});

test.each([0, -1, 65_536, 80.5, Number.NaN, Number.POSITIVE_INFINITY])('isPort refuses %d', (port) => {
  expect(isPort(port)).toBe(false);
});

test.each([
  ['orders-db', 'ORDERS_DB'],
  ['a--b', 'A_B'],
  ['db2', 'DB2'],
])('the variables of %s begin with %s', (name, prefix) => {
  expect(envPrefix(name)).toBe(prefix);
});

test.each([
  ['abcdef', 4, 'abcd'],
  ['abc-def', 4, 'abc'],
  ['ab--cd', 4, 'ab'],
  ['ab', 4, 'ab'],
])('"%s" cut to %d is "%s"', (text, max, expected) => {
  expect(shortened(text, max)).toBe(expected);
});

describe('isAbsolutePath', () => {
  judge(isAbsolutePath, {
    taken: ['/tmp', '/var/cache/nginx', '/a b', '/.x', '/..x', '/ü'],
    refused: ['', '/', 'tmp', './tmp', '/tmp/', '//tmp', '/a//b', '/a/../b', '/..', '/a:b', '/a\0b'],
  });
});
