import { createHash } from 'node:crypto';
import { judged } from '../../../lib/review/acceptance';
import { htmlReview } from '../../../lib/review/reports/html';
import { deployment, effect, HOSTILE, manyEffects, reviewOf, unwaived } from '../../support/review-case';

const written = (review: ReturnType<typeof reviewOf>) => htmlReview(review, unwaived(review));
const hostile = () => {
  const own = {
    object: HOSTILE,
    component: HOSTILE,
    summary: HOSTILE,
    reason: HOSTILE,
    recipe: [HOSTILE],
    fields: [HOSTILE],
    rule: HOSTILE,
  };
  const effects = [effect({ ...own, source: { file: HOSTILE, line: 1 } }), effect({ ...own, origin: { path: HOSTILE } })];
  const review = reviewOf(
    effects,
    [deployment('a', 'x')],
    [deployment('a', HOSTILE), deployment('b', 'x', { 'app.kubernetes.io/name': HOSTILE })],
  );
  const ends = { ...review, before: { ...review.before, name: HOSTILE }, after: { ...review.after, name: HOSTILE } };
  return htmlReview(ends, judged(effects, [{ rule: HOSTILE, object: 'x', reason: HOSTILE, until: '2028-01-01' }], '2027-01-01'));
};

test('its policy lets nothing be loaded and nothing run but what is in it', () => {
  const page = written(reviewOf([effect()]));
  const hashOf = (element: string): string => {
    const [, content = ''] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page) ?? [];
    return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  };
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  expect(policy.replaceAll('&#39;', "'")).toBe(
    `default-src 'none'; style-src ${hashOf('style')}; script-src ${hashOf('script')}; base-uri 'none'; form-action 'none'`,
  );
  expect(page.match(/<style/g)).toHaveLength(1);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/\s(?:on[a-z]+|style|src|srcset|action)=/);
  expect(page.match(/href="[^#][^"]*"/g)).toBeNull();
  expect(page.match(/url\(|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg)/g)).toBeNull();
});

test('the same review is the same page', () => {
  const review = reviewOf(manyEffects(20), [deployment('a', 'x')], [deployment('b', 'y')]);
  expect(written(review)).toBe(written(review));
});

test('whatever names hold is text', () => {
  const elements = (page: string) => new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
  const tame =
    hostile.toString() && written(reviewOf(manyEffects(6), [deployment('a', 'x')], [deployment('b', 'x'), deployment('a', 'y')]));
  const page = hostile();
  expect([...elements(page)].filter((name) => !elements(tame).has(name))).toEqual(['h3']);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/onerror=alert\(1\)[^&]*>/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]|[\ud800-\udbff](?![\udc00-\udfff])/);
});

test('an effect has its state, kind, place, summary and, folded, why and how', () => {
  const page = written(reviewOf([effect({ source: { file: 'dist/10.yaml', line: 12 } })]));
  const row = /<tr role="row" data[\s\S]*?<\/tr>/.exec(page)?.[0].replaceAll('<wbr>', '');
  expect(row).toBe(
    '<tr role="row" data-state="error" data-kind="refused" data-rank="0" data-weight="0">' +
      '<td role="cell" class="state"><span class="pill error"><span aria-hidden="true">×</span> error</span></td>' +
      '<td role="cell" class="kind">refused</td>' +
      '<td role="cell" class="where"><strong>orders-db</strong> <code>apps/StatefulSet/shop/orders-db</code></td>' +
      '<td role="cell" class="what"><p>changes spec.volumeClaimTemplates, which the API server refuses.</p>' +
      '<details open><summary>Why, and how to do it safely</summary><p>A StatefulSet keeps its claim templates for good.</p>' +
      '<ol><li>Delete it with kubectl delete --cascade=orphan.</li><li>Apply the new one.</li></ol>' +
      '<dl><div><dt>Rule</dt><dd><code>immutable-field</code></dd></div>' +
      '<div><dt>Fields</dt><dd><code>spec.volumeClaimTemplates[data].metadata.labels.version</code></dd></div>' +
      '<div><dt>Place</dt><dd><code>dist/10.yaml:12</code></dd></div></dl></details></td></tr>',
  );
});

test('what a waiver accepts is in the table as accepted, with why and until when', () => {
  const effects = [effect()];
  const waiver = { rule: 'immutable-field', object: 'apps/StatefulSet/shop/orders-db', reason: 'by hand tonight', until: '2027-01-02' };
  const page = htmlReview(reviewOf(effects), judged(effects, [waiver], '2027-01-01'));
  expect(page).toContain('data-state="accepted"');
  expect(page).toContain('<p>Accepted until 2027-01-02: By hand tonight.</p>');
  expect(page).toContain('<h1>Nothing in the way that is not accepted</h1>');
});

test('pictures of both ends and of what changes, whose styles are those of the page', () => {
  const page = written(reviewOf([effect()], [deployment('a', 'x'), deployment('c', 'x')], [deployment('b', 'x'), deployment('c', 'x')]));
  expect([...page.matchAll(/class="picture (\w+)"/g)].map(([, id]) => id)).toEqual(['both', 'before', 'after']);
  expect(page).toContain('id="shop-diagram-both-title"');
  expect(page.match(/<style/g)).toHaveLength(1);
  expect(page).toContain('.shop-diagram .box-app { fill: light-dark(#e6f0fd, #12294a)');
  const same = written(reviewOf([], [deployment('a', 'x')], [deployment('a', 'x')]));
  expect(same).toContain('No component and no connection changes.');
});

test('the values of a Secret are not in it, nor in any of its annotations', () => {
  const secret = (value: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's', namespace: 'shop', annotations: { copy: `{"data":"${value}"}` } },
    data: { password: value },
    type: 'Opaque',
  });
  const page = written(reviewOf([effect()], [secret('b2xk')], [secret('bmV3')]));
  expect(page).toContain('data.password: &quot;another value&quot;');
  expect(page).not.toMatch(/b2xk|bmV3/);
});

test('a thousand effects stay below two megabytes, and more than two thousand rows are counted', () => {
  const long = 'a sentence that says with all its words what happens to the pods of this workload while it is rolled';
  const named = (i: number) => ({
    summary: `${long} ${i}`,
    reason: `${long}, ${long}`,
    recipe: [long, long, long],
    fields: ['spec.template.spec.containers[app].image'],
  });
  const objects = (tag: string) => Array.from({ length: 1000 }, (_, i) => deployment(`app-${i}`, `registry.example/shop/app-${i}:${tag}`));
  const page = written(reviewOf(manyEffects(1000, named), objects('1'), objects('2')));
  expect(page.length).toBeLessThan(2_000_000);
  expect(page).toContain('1000 effects</output>');
  expect(written(reviewOf(manyEffects(2001)))).toContain('1 effect more are left out here');
});

test('differences that would make the page too large are left out, and counted', () => {
  const config = (i: number, text: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `c${i}`, namespace: 'shop' },
    data: { a: text },
  });
  const all = (text: string) =>
    Array.from({ length: 100 }, (_, i) => config(i, Array.from({ length: 300 }, (__, l) => `${text} ${l} ${'z'.repeat(40)}`).join('\n')));
  const page = written(reviewOf([effect()], all('old'), all('new')));
  expect(page.length).toBeLessThan(800_000);
  expect(page).toMatch(/The differences of \d\d objects more are left out here/);
});

test('an effect without steps and fields is told without them', () => {
  expect(written(reviewOf([effect({ recipe: [], fields: [] })])).replaceAll('<wbr>', '')).toContain(
    '<details open><summary>Why</summary><p>A StatefulSet keeps its claim templates for good.</p><dl><div><dt>Rule</dt><dd><code>immutable-field</code></dd></div></dl></details>',
  );
});

test('what tables and pictures have no room for is counted', () => {
  const many = (replicas: number) =>
    Array.from({ length: 501 }, (_, i) => {
      const whole = deployment(`app-${i}`, 'a:1');
      return { ...whole, spec: { ...(whole.spec as object), replicas } };
    });
  const page = written(reviewOf([effect({ object: 'apps/Deployment/shop/app-7', kind: 'rolls' })], many(3), many(4)));
  expect(page).toContain('<p class="left">500 components more: of a set this large the picture shows what changes.</p>');
  // One row of the namespace, its pods, and one of each workload.
  expect(page).toContain('<p class="left">2 rows more are left out here; the JSON report has all of them.</p>');
});
