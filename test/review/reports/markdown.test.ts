import fc from 'fast-check';
import { judged } from '../../../lib/review/acceptance';
import { COMMENT_LIMIT, markdownReview, reviewMarker } from '../../../lib/review/reports/markdown';
import { deployment, effect, HOSTILE, manyEffects, reviewOf, unwaived } from '../../support/review-case';

const written = (review: ReturnType<typeof reviewOf>, options = {}) => markdownReview(review, unwaived(review), options);

test('a comment begins with its marker, what the review comes to, and how much of what there is', () => {
  const effects = [
    effect(),
    effect({ kind: 'rolls', severity: 'note', object: 'apps/Deployment/shop/web', recipe: [], summary: 'rolls 3 pods' }),
  ];
  const review = reviewOf(effects, [deployment('web', 'a:1')], [deployment('web', 'a:2')]);
  expect(written(review)).toBe(`<!-- cdk8s-shop review -->
### 🛑 Do not apply this as it is: 1 error

**refused 1 · rolls 1 workload (3 pods)**

<code>main</code> → <code>HEAD</code>

| Severity | Effects | What |
| --- | ---: | --- |
| error | 1 | 1 refused |
| note | 1 | 1 rolls |

<details open><summary>🛑 <b>error: refused</b> <code>apps/StatefulSet/shop/orders-db</code>: changes spec.volumeClaimTemplates, which the API server refuses</summary>

A StatefulSet keeps its claim templates for good.

1. Delete it with kubectl delete --cascade=orphan.
2. Apply the new one.

<sub>rule <code>immutable-field</code> · by <code>spec.volumeClaimTemplates&#91;data&#93;.metadata.labels.version</code></sub>

</details>

<details><summary>ℹ️ <b>rolls</b> (1)</summary>

- <code>apps/Deployment/shop/web</code>: rolls 3 pods

</details>

<details><summary>Differences in 1 object</summary>

<code>apps/Deployment/shop/web</code>

\`\`\`diff
- spec.template.spec.containers[app].image: "a:1"
+ spec.template.spec.containers[app].image: "a:2"
\`\`\`

</details>
`);
});

test('two ends that are the same need three lines', () => {
  expect(written(reviewOf([]))).toBe(
    '<!-- cdk8s-shop review -->\n### ✅ Nothing changes\n\nNo difference between <code>main</code> and <code>HEAD</code>.\n',
  );
});

test('a job knows its own comment by the marker, whose name cannot end it', () => {
  expect(reviewMarker()).toBe('<!-- cdk8s-shop review -->');
  expect(reviewMarker('shops/eu')).toBe('<!-- cdk8s-shop review shops/eu -->');
  expect(reviewMarker('a-->b<!--\n')).toBe('<!-- cdk8s-shop review a-b- -->');
  expect(written(reviewOf([]), { name: 'eu' }).startsWith('<!-- cdk8s-shop review eu -->\n')).toBe(true);
});

test('thousands of effects fit, and what is left out is counted', () => {
  const review = reviewOf(manyEffects(5000));
  const text = written(review, { rest: 'the artifact review.html' });
  expect(text.length).toBeLessThanOrEqual(COMMENT_LIMIT);
  expect(text.length).toBeGreaterThan(COMMENT_LIMIT * 0.9);
  const told = [...text.matchAll(/<details( open)?><summary>(🛑|⚠️)/g)].length;
  const [, left] = /_(\d+) more left out \(errors and warnings\): see the artifact review\.html\._/.exec(text) ?? [];
  expect(told + Number(left)).toBe(review.effects.filter(({ severity }) => severity !== 'note').length);
  expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length);
});

test('it always fits, whatever the effects and objects are', () => {
  const long = fc.oneof(
    fc.string({ maxLength: 50 }),
    fc.constant(HOSTILE),
    fc.constant('x'.repeat(20_000)),
    fc.constant('&'.repeat(5000)),
    fc.constant('😀`'.repeat(3000)),
  );
  const some = fc.record({ text: long, count: fc.integer({ min: 0, max: 3000 }), limit: fc.integer({ min: 16_384, max: COMMENT_LIMIT }) });
  fc.assert(
    fc.property(some, ({ text, count, limit }) => {
      const effects = manyEffects(count, () => ({ summary: text, reason: text, recipe: [text, text], object: text, fields: [text] }));
      const waivers = [{ rule: 'immutable-field', object: text, reason: text, until: '2028-01-01' }];
      const review = reviewOf(effects, [deployment('a', 'x')], [deployment('a', `y${text}`)]);
      const ends = { ...review, before: { ...review.before, name: text }, after: { ...review.after, name: text } };
      expect(markdownReview(ends, judged(effects.slice(0, 50), waivers, '2027-01-01'), { limit }).length).toBeLessThanOrEqual(limit);
      expect(markdownReview(ends, unwaived(ends), { limit, rest: text, name: text.slice(0, 60) }).length).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 25 },
  );
});

describe('hostile names', () => {
  const effects = [
    effect({
      object: HOSTILE,
      component: HOSTILE,
      summary: HOSTILE,
      reason: HOSTILE,
      recipe: [HOSTILE, '/close', '- a', '1. b'],
      fields: [HOSTILE],
    }),
    effect({ severity: 'note', kind: 'rolls', object: HOSTILE, summary: HOSTILE }),
  ];
  const review = reviewOf(effects, [deployment('a', 'x')], [deployment('a', HOSTILE)]);
  const waivers = [{ rule: 'x', object: HOSTILE, reason: HOSTILE, until: '2028-01-01' }];
  const text = markdownReview({ ...review, before: { ...review.before, name: HOSTILE } }, judged(effects, waivers, '2027-01-01'));
  const [prose = '', code = ''] = [text.replace(/^(`{3,})diff\n[\s\S]*?^\1$/gm, ''), text];

  test('open no element but ours', () => {
    expect(new Set(prose.match(/<[^>]*>/g))).toEqual(
      new Set([
        '<!-- cdk8s-shop review -->',
        '<code>',
        '</code>',
        '<details open>',
        '<details>',
        '</details>',
        '<summary>',
        '</summary>',
        '<b>',
        '</b>',
        '<sub>',
        '</sub>',
      ]),
    );
  });

  test('begin no line, so that no command of a code host and no list begins', () => {
    const lines = text.split('\n');
    expect(lines.filter((line) => /^\s*\/\w/.test(line))).toEqual([]);
    expect(lines.filter((line) => /^\s*#/.test(line))).toEqual(['### 🛑 Do not apply this as it is: 1 error']);
    expect(prose).toContain('\n2. &#47;close.\n3. &#45; a.\n4. &#49;. b.\n');
  });

  test('call nobody and link nothing', () => {
    const shown = prose.replace(/<code>.*?<\/code>/g, '').replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(Number(n)));
    expect(shown).not.toMatch(/@everyone|#12|!3|~x|\$y/);
    expect(prose).not.toMatch(/https?:\/\/|www\.|\]\(|\*b\*|_i_/);
  });

  test('cannot leave a table or a block of code', () => {
    expect(
      prose
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .every((line) => line.split('|').length === 5),
    ).toBe(true);
    expect(code).toMatch(/^````diff\n {2}spec[^\n]*:\n-[^\n]*\n(\+[^\n]*\n)+````$/m);
  });
});

test('a picture is there where components or connections come or go, and not for an image alone', () => {
  const web = deployment('web', 'a:1');
  expect(written(reviewOf([effect()], [web], [web, deployment('api', 'b:1')]))).toContain('```mermaid\nflowchart TB');
  expect(written(reviewOf([effect({ object: 'apps/Deployment/shop/web' })], [web], [deployment('web', 'a:2')]))).not.toContain('mermaid');
});

test('of one effect and one object so much is told as is read, and the rest is counted', () => {
  const steps = Array.from({ length: 23 }, (_, i) => `do ${i + 1}`);
  const fields = Array.from({ length: 14 }, (_, i) => `spec.f${i + 1}`);
  const notes = manyEffects(15, (i) => ({ kind: 'rolls', severity: 'note', summary: `rolls ${i} pods` }));
  const config = (text: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c', namespace: 'shop' },
    data: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`k${i}`, text])),
  });
  const text = written(reviewOf([effect({ recipe: steps, fields }), ...notes], [config('a')], [config('b')]));
  expect(text).toContain('\n20. Do 20.\n\n3 more steps are left out.\n\n<sub>');
  expect(text).toContain('<code>spec.f12</code> and 2 more</sub>');
  expect(text).toContain('(15)</summary>');
  expect(text).toContain(': rolls 11 pods\n- and 3 more\n');
  expect(text).toContain('\n  2 more lines\n```');
});

test('an effect without fields and steps is told without them', () => {
  expect(written(reviewOf([effect({ recipe: [], fields: [] })]))).toContain(
    'A StatefulSet keeps its claim templates for good.\n\n<sub>rule <code>immutable-field</code></sub>\n',
  );
});

test('connections that are opened or closed are a table', () => {
  const web = deployment('web', 'a:1');
  const policy = (cidr: string) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'out', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr } }], ports: [{ port: 443 }] }],
    },
  });
  expect(
    written(reviewOf([effect()], [web, policy('192.0.2.0/24')], [web, policy('203.0.113.0/24')])),
  ).toContain(`<details><summary>2 connections opened or closed</summary>

| | From | To | At | By |
| --- | --- | --- | --- | --- |
| opened | <code>shop/web</code> | <code>&#50;03.0.113.0/24</code> | <code>443</code> | network policies |
| closed | <code>shop/web</code> | <code>&#49;92.0.2.0/24</code> | <code>443</code> | network policies |

</details>
`);
});

test('a picture that code hosts would not draw is left out', () => {
  const ports = Array.from({ length: 6 }, (_, i) => ({ protocol: 'UDP', port: 10_000 * (i + 1) - 5000, endPort: 10_000 * (i + 1) - 4000 }));
  const ways = (steps: readonly number[]) =>
    steps.flatMap((step) =>
      Array.from({ length: 40 }, (_, i) => ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: `w-${i}-${step}`, namespace: 'shop' },
        spec: {
          podSelector: { matchLabels: { app: `app-${i}` } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: { matchLabels: { app: `app-${(i + step) % 40}` } } }], ports }],
        },
      })),
    );
  const deny = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny', namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  };
  const pods = Array.from({ length: 40 }, (_, i) => deployment(`app-${i}`, 'a:1', { 'app.kubernetes.io/name': `${i}-${'n'.repeat(60)}` }));
  const picture = (steps: readonly number[]) =>
    written(reviewOf([effect()], [...pods, deny, ...ways(steps)], [...pods, deny])).includes('mermaid');
  expect([picture([1]), picture([1, 2, 3, 4])]).toEqual([true, false]);
});
