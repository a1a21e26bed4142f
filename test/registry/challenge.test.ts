import { challengeIn } from '../../lib/registry/challenge';

const BEARER = { scheme: 'bearer', realm: 'https://auth.example/token', service: 'a, b="c"', scope: 'repository:x:pull' };

test.each<[string, unknown]>([
  ['Bearer realm="https://auth.example/token",service="a, b=\\"c\\"",scope="repository:x:pull"', BEARER],
  ['bearer Realm="https://auth.example/token", Service="a, b=\\"c\\"", scope=repository:x:pull', BEARER],
  ['Basic realm="shop", Bearer realm="https://auth.example/token",service="a, b=\\"c\\"",scope="repository:x:pull"', BEARER],
  ['Bearer realm=https://auth.example/token', { scheme: 'bearer', realm: 'https://auth.example/token' }],
  ['Bearer realm=""', undefined],
  ['Basic realm="Bearer realm=x"', { scheme: 'basic' }],
  ['Negotiate, Basic', { scheme: 'basic' }],
  ['Digest realm="x"', undefined],
  ['realm="x"', undefined],
  ['', undefined],
])('%s', (header, challenge) => {
  expect(challengeIn(header)).toEqual(challenge);
});

test('a long header is read at once', () => {
  expect(challengeIn(`Bearer realm="${'\\a'.repeat(50_000)}`)).toBeUndefined();
});
