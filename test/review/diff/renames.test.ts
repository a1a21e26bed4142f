import type { JsonObject } from '../../../lib/manifests/json';
import { manifestOf } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { diffCounts, jsonDiff } from '../../../lib/review/diff/diff-report';
import { textDiff } from '../../../lib/review/diff/diff-text';
import { fieldStepsText } from '../../../lib/review/diff/field-diff';
import { objectChanges } from '../../../lib/review/diff/object-diff';

interface Given {
  readonly path?: string;
  readonly component?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly body?: JsonObject;
}

const WEB: JsonObject = { spec: { replicas: 1, selector: { matchLabels: { app: 'web' } } } };

function object(name: string, { path, component, kind = 'Deployment', namespace = 'shop', body = WEB }: Given = {}) {
  const labels = component === undefined ? {} : { labels: { 'app.kubernetes.io/name': component } };
  const whole = { apiVersion: 'apps/v1', kind, metadata: { name, namespace, ...labels }, ...body };
  return manifestOf(structuredClone<JsonObject>(whole), path === undefined ? undefined : { path });
}

type Objects = ReturnType<typeof object>[];

const changesOf = (before: Objects, after: Objects) => objectChanges(new ManifestSet(before), new ManifestSet(after));

function told(before: Objects, after: Objects): string[] {
  return changesOf(before, after).map(({ kind, before: old, after: fresh, fields }) =>
    [kind, old?.name, fresh?.name, ...fields.map(({ field }) => fieldStepsText(field))].filter((part) => part !== undefined).join(' '),
  );
}

describe('one that goes and one that comes are the same', () => {
  test('when one construct made them, whatever else differs', () => {
    const before = [object('old', { path: 'app/web', component: 'a' })];
    const after = [object('new', { path: 'app/web', component: 'b', namespace: 'other', body: { spec: { replicas: 2 } } })];
    expect(told(before, after)).toEqual(['renamed old new metadata.labels["app.kubernetes.io/name"] spec.replicas spec.selector']);
    expect(changesOf(before, after)[0]).toMatchObject({ object: 'apps/Deployment/other/new', component: 'b' });
  });

  test('when they are the only ones of their kind and component, and have the same fields', () => {
    const config = (value: string, key = 'x'): JsonObject => ({ data: { [key]: value } });
    const one = (name: string, body: JsonObject) => object(name, { kind: 'ConfigMap', component: 'web', body });
    expect(told([one('c-1', config('a'))], [one('c-2', config('b'))])).toEqual(['renamed c-1 c-2 data.x']);
    expect(told([one('c-1', config('a'))], [one('c-2', config('b', 'y'))])).toEqual(['removed c-1', 'added c-2']);
    expect(told([one('c-1', config('a')), one('c-0', config('c'))], [one('c-2', config('b'))])).toHaveLength(3);
  });

  test('when nothing differs but the name, the namespace, and what holds them', () => {
    const named = (name: string): JsonObject => ({ spec: { replicas: 1, selector: { matchLabels: { app: name } } } });
    expect(told([object('a', { body: named('a') })], [object('b', { body: named('b') })])).toEqual([
      'renamed a b spec.selector.matchLabels.app',
    ]);
    expect(told([object('a')], [object('b', { namespace: 'other' })])).toEqual(['renamed a b']);
    expect(told([object('a')], [object('b', { body: { spec: { replicas: 2 } } })])).toEqual(['removed a', 'added b']);
  });
});

describe('they are not', () => {
  test('when they are of different kinds', () => {
    const before = [object('a', { path: 'app/x', component: 'web' })];
    expect(told(before, [object('b', { path: 'app/x', component: 'web', kind: 'StatefulSet' })])).toEqual(['removed a', 'added b']);
  });

  test('when two could be', () => {
    expect(told([object('a')], [object('b'), object('c')])).toEqual(['removed a', 'added b', 'added c']);
    expect(told([object('a'), object('b')], [object('c')])).toHaveLength(3);
  });

  test('when they say nothing but what they are called', () => {
    const empty = { kind: 'ServiceAccount', body: {} };
    expect(told([object('a', empty)], [object('b', empty)])).toEqual(['removed a', 'added b']);
    expect(told([object('a', { ...empty, component: 'x' })], [object('b', { ...empty, component: 'x' })])).toHaveLength(2);
  });

  test('when they are what any two components have alike', () => {
    const part = (component: string, image: string): Objects => [
      object(component, { component, body: { spec: { image } } }),
      object(component, { component, kind: 'PodDisruptionBudget', body: { spec: { minAvailable: 1 } } }),
    ];
    expect(told(part('mail', 'x:1'), part('fax', 'y:1'))).toHaveLength(4);
    expect(told(part('mail', 'x:1'), part('post', 'x:1'))).toEqual([
      'renamed mail post metadata.labels["app.kubernetes.io/name"]',
      'renamed mail post metadata.labels["app.kubernetes.io/name"]',
    ]);
  });
});

describe('a component that has another name', () => {
  const spec = (name: string, more: JsonObject = {}): JsonObject => ({
    spec: {
      image: 'registry.example/mail:1',
      secret: `${name}-login`,
      env: [
        { name: `${name.toUpperCase().replaceAll('-', '_')}_HOST`, value: `${name}.shop.svc` },
        { name: 'A', value: 'b' },
      ],
      labels: { [name]: 'yes' },
      ...more,
    },
  });
  const component = (name: string, more: JsonObject = {}): Objects => [
    object(name, { component: name, body: spec(name, more) }),
    object(`${name}-pods`, { component: name, kind: 'Service', body: { spec: { selector: { app: name } } } }),
  ];
  const renamed = (before: Objects, after: Objects): string[] =>
    changesOf(before, after).map(({ kind, before: old, after: fresh }) => `${kind} ${old?.name} ${fresh?.name}`);
  const apart = (before: Objects, after: Objects): void => {
    expect(renamed(before, after).filter((line) => line.startsWith('renamed'))).toEqual([]);
  };

  test('is one, wherever the name stands, and in whatever order names put lists', () => {
    expect(renamed(component('mail'), component('order-mail'))).toEqual(['renamed mail order-mail', 'renamed mail-pods order-mail-pods']);
    // The shorter name stands in the image too, and there it is no name of the component.
    expect(renamed(component('order-mail'), component('mail'))).toEqual(['renamed order-mail mail', 'renamed order-mail-pods mail-pods']);
    const letters = (name: string): Objects => component(name, { list: [`${name}-x`, 'm-x'] });
    expect(renamed(letters('z'), component('a', { list: ['m-x', 'a-x'] }))).toHaveLength(2);
  });

  test('beside others that have one', () => {
    const two = (a: string, b: string): Objects => [...component(a), ...component(b, { image: 'registry.example/fax:1' })];
    expect(renamed(two('mail', 'fax'), two('post', 'facsimile')).sort()).toEqual([
      'renamed fax facsimile',
      'renamed fax-pods facsimile-pods',
      'renamed mail post',
      'renamed mail-pods post-pods',
    ]);
  });

  test('is another where anything else differs, or an object is more, or stays', () => {
    apart(component('mail'), component('post', { image: 'registry.example/fax:1' }));
    apart(component('mail'), component('post', { more: 1 }));
    apart(component('mail'), component('post', { env: [] }));
    apart(component('mail'), [
      ...component('post'),
      object('post-x', { component: 'post', kind: 'ConfigMap', body: { data: { a: 'b' } } }),
    ]);
    const stays = object('mail-stays', { component: 'mail', kind: 'ConfigMap', body: { data: { a: 'b' } } });
    apart([...component('mail'), stays], [...component('post'), stays]);
  });

  test('is none where two could be it', () => {
    apart(component('mail'), [...component('post'), ...component('fax')]);
    apart([...component('post'), ...component('fax')], component('mail'));
  });
});

test('reports show both names and count them apart', () => {
  const changes = changesOf([object('old', { path: 'app/web' })], [object('new', { path: 'app/web', body: { spec: { replicas: 2 } } })]);
  const diff = { before: 'a', after: 'b', groups: [{ changes }], idle: [], untried: [] };
  expect(textDiff(diff)).toBe(`  (no component)
    ~ apps/Deployment/shop/old → apps/Deployment/shop/new
        spec.replicas: 1 → 2
        spec.selector: - {"matchLabels":{"app":"web"}}

a → b: 1 object renamed and changed in 2 fields
`);
  expect(diffCounts(diff)).toEqual({ added: 0, removed: 0, renamed: 1, changed: 0, fields: 2 });
  expect(JSON.parse(jsonDiff(diff)).groups[0].changes[0]).toMatchObject({
    object: 'apps/Deployment/shop/new',
    was: 'apps/Deployment/shop/old',
    kind: 'renamed',
  });
});

test('a thousand objects that were all renamed take no longer than their number', () => {
  const many = (suffix: string): Objects =>
    Array.from({ length: 3000 }, (_, i) => object(`o-${i}-${suffix}`, { body: { spec: { replicas: i } } }));
  const [before, after] = [many('a'), many('b')];
  const started = performance.now();
  expect(told(before, after)).toHaveLength(3000);
  expect(performance.now() - started).toBeLessThan(15_000);
});

test('a thousand components that were all renamed take no longer than their number', () => {
  const many = (suffix: string): Objects =>
    Array.from({ length: 3000 }, (_, i) =>
      object(`c${i}-${suffix}`, { component: `c${i}-${suffix}`, body: { spec: { secret: `c${i}-${suffix}-login`, replicas: i } } }),
    );
  const [before, after] = [many('a'), many('b')];
  const started = performance.now();
  expect(told(before, after)).toHaveLength(6000);
  expect(performance.now() - started).toBeLessThan(15_000);
});
