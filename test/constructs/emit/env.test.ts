import fc from 'fast-check';
import { renderEnv, secretPaths } from '../../../lib/constructs/emit/env';
import { partName } from '../../../lib/constructs/wiring';
import { join, literal, secretValue, type Value } from '../../../lib/model/value';
import type { ContainerPlan, PodPlan } from '../../../lib/policy/pod-plan';

/** `$(NAME)` as Kubernetes expands it: third_party/forked/golang/expansion/expand.go. */
function expand(input: string, variables: Readonly<Record<string, string>>): string {
  return input.replace(/\$(\$|\(([^)]*)\))/g, (all, next: string, name: string) => (next === '$' ? '$' : (variables[name] ?? all)));
}

const SECRET = 'p$$w(0)$(rd';
const password = secretValue('login', 'password');

/** What a container sees in the variable `V`. */
function seen(value: Value): string {
  const [rendered] = renderEnv('it', [{ name: 'V', value }], new Map());
  return expand(rendered?.value ?? '', { V_PASSWORD: SECRET });
}

test.each([
  ['plain', 'plain'],
  ['$HOME costs 5$', '$HOME costs 5$$'],
  ['$(V_PASSWORD)', '$$(V_PASSWORD)'],
  ['a$$b', 'a$$$b'],
  ['$$(x)', '$$$$(x)'],
])('the text %s is escaped where Kubernetes would read it, and nowhere else', (text, rendered) => {
  expect(renderEnv('it', [{ name: 'V', value: literal(text) }], new Map())).toEqual([{ name: 'V', value: rendered }]);
  expect(seen(literal(text))).toBe(text);
});

test('a dollar before a secret stays a dollar', () => {
  expect(seen(join([literal('cost: $'), password]))).toBe(`cost: $${SECRET}`);
});

test('whatever text stands around a secret, the container sees that text and the secret', () => {
  const text = fc.string({ unit: fc.constantFrom('$', '(', ')', 'a', 'V_PASSWORD') });
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(seen(literal(before))).toBe(before);
      expect(seen(join([literal(`${before}=${before}`), password, literal(after)]))).toBe(`${before}=${before}${SECRET}${after}`);
    }),
  );
});

test('the part of a join is named after its variable and its key', () => {
  expect(partName('DSN', { secret: 'login', key: 'api.key-1' })).toBe('DSN_API_KEY_1');
});

test('a path inside a join is text, for a path is no secret', () => {
  const path: Value = { kind: 'secret-path', ref: { secret: 'login', key: 'p' }, path: '/run/secrets/login/p' };
  expect(seen(join([literal('file:'), path]))).toBe('file:/run/secrets/login/p');
});

/** A pod whose containers have these paths in their environment. */
function pod(...paths: Array<readonly [secret: string, key: string]>): PodPlan {
  const containers = paths.map(([secret, key]) => {
    const value: Value = { kind: 'secret-path', ref: { secret, key }, path: `/run/secrets/${secret}/${key}` };
    return { env: [{ name: 'FILE', value }] } as unknown as ContainerPlan;
  });
  return { containers: containers.slice(0, 1), inits: containers.slice(1, 2), sidecars: containers.slice(2) } as unknown as PodPlan;
}

test('paths are numbered within their Secret, over all containers, once each', () => {
  const paths = secretPaths(pod(['db', 'password'], ['db', 'admin'], ['mq', 'password'], ['db', 'password']));
  expect([...paths]).toEqual([
    ['/run/secrets/db/admin', 'db.0'],
    ['/run/secrets/db/password', 'db.1'],
    ['/run/secrets/mq/password', 'mq.0'],
  ]);
});

test('a path that its pod does not have is an error of the library', () => {
  const value: Value = { kind: 'secret-path', ref: { secret: 'db', key: 'p' }, path: '/run/secrets/db/p' };
  expect(() => renderEnv('it', [{ name: 'V', value }], new Map())).toThrow('/run/secrets/db/p is no path of this pod');
});

test('a Secret whose name tells of a secret gets a key that does not', () => {
  const [key] = [...secretPaths(pod(['api-token', 'value'])).values()];
  expect(key).toMatch(/^file-[0-9a-f]{16}$/);
});
