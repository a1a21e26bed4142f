import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { withHiddenSecrets } from '../../lib/review/hidden-secrets';
import { review } from '../../lib/review/review';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const setOf = (...bodies: object[]): ManifestSet => new ManifestSet(bodies.map((body) => manifestOf(body as never)));
const secret = (name: string, rest: object): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'shop' },
  ...rest,
});

const [before, after] = [
  setOf(secret('db', { data: { user: base64('shöp'), password: base64('hunter2') } })),
  setOf(
    secret('db', { data: { password: base64('hunter3') }, stringData: { user: 'shöp' } }),
    secret('psp', { stringData: { token: 'hunter2' } }),
  ),
];

test('a value is a number, the same wherever it is the same, as text or as base64', () => {
  const [old, fresh] = withHiddenSecrets(before, after);
  expect(old.all.map(({ body }) => body.data)).toEqual([{ user: base64('hidden value 1'), password: base64('hidden value 2') }]);
  expect(fresh.all.map(({ body }) => body.data)).toEqual([{ password: base64('hidden value 3') }, undefined]);
  expect(fresh.all.map(({ body }) => body.stringData)).toEqual([{ user: 'hidden value 1' }, { token: 'hidden value 2' }]);
});

test('a review has no value of a Secret in it, and sees what differs', () => {
  const applied = {
    metadata: { name: 'db', namespace: 'shop', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'hunter2', a: 'b' } },
  };
  const found = review(
    { name: 'a', manifests: setOf(secret('db', { ...applied, data: { x: base64('hunter2') }, extra: 1 })) },
    { name: 'b', manifests: after },
  );
  expect(JSON.stringify(found)).not.toMatch(/hunter|aHVudGVy/);
  expect(found.changes.map(({ object }) => object)).toEqual(['/Secret/shop/db', '/Secret/shop/psp']);
  expect(review({ name: 'a', manifests: before }, { name: 'b', manifests: before }).changes).toEqual([]);
});

test('what the API server refuses is refused for what it is, and hidden too', () => {
  const bad = setOf(secret('a', { data: { text: 'hunter 2', number: 4711 }, stringData: { port: 4712 } }));
  const [hidden] = withHiddenSecrets(bad, bad);
  expect(hidden.all[0]?.body.data).toEqual({ text: 'hidden value 1', number: 2 });
  expect(hidden.all[0]?.body.stringData).toEqual({ port: 3 });
  const whole = setOf(secret('a', { data: 'hunter' }));
  expect(withHiddenSecrets(whole, whole)[0].all[0]?.body.data).toBe('hidden value 1');
  const good = setOf(secret('a', { data: { lines: 'aHVu\ndGVy\n' }, stringData: { plain: 'hunter 2' } }));
  const found = review({ name: 'a', manifests: setOf() }, { name: 'b', manifests: good });
  expect(found.effects.map(({ kind }) => kind)).not.toContain('refused');
  expect(review({ name: 'a', manifests: setOf() }, { name: 'b', manifests: bad }).effects.map(({ kind }) => kind)).toContain('refused');
});

test('what is no Secret of the API stays as it is', () => {
  const other = { apiVersion: 'x.example/v1', kind: 'Secret', metadata: { name: 'a' }, data: { a: 'b' } };
  const set = setOf(other, secret('empty', {}));
  expect(withHiddenSecrets(set, set)[0].all.map(({ body }) => body)).toEqual([other, secret('empty', {})]);
});

test('a value under a misspelt field is hidden before any rule sees it', () => {
  const set = setOf(secret('db', { type: 'Opaque', stringdata: { password: 'hunter2' } }));
  const [old] = withHiddenSecrets(set, set);
  expect(JSON.stringify(old.all)).not.toContain('hunter');
  expect(old.all.map(({ body }) => body.type)).toEqual(['Opaque']);
});
