import fc from 'fast-check';
import { judged } from '../../../lib/review/acceptance';
import { textReview } from '../../../lib/review/reports/text';
import { deployment, effect, HOSTILE, manyEffects, reviewOf, unwaived } from '../../support/review-case';

const rolls = (object: string) =>
  effect({ rule: 'rolls', kind: 'rolls', severity: 'note', object, component: 'web', summary: 'rolls 3 pods', recipe: [] });

test('a review says what it comes to, then what is in the way by component, then what is to be known', () => {
  const review = reviewOf(
    [
      effect({ source: { file: 'dist/10-orders-db.k8s.yaml', line: 12 } }),
      effect({
        rule: 'recreate',
        kind: 'recreates',
        severity: 'warning',
        object: 'apps/Deployment/shop/reports',
        component: '',
        fields: [],
        summary: 'all 2 pods go before new ones come',
        reason: 'its strategy is Recreate',
        recipe: [],
        origin: { path: 'shop/reports/Default' },
      }),
      rolls('apps/Deployment/shop/web'),
      rolls('apps/Deployment/shop/worker'),
    ],
    [deployment('web', 'a:1'), deployment('worker', 'a:1')],
    [deployment('web', 'a:2'), deployment('worker', 'a:2')],
  );
  expect(textReview(review, unwaived(review))).toBe(`refused 1 · recreates 1 · rolls 2 workloads (6 pods)
main → HEAD: do not apply this as it is: 1 error

orders-db
  error refused apps/StatefulSet/shop/orders-db (immutable-field)
    changes spec.volumeClaimTemplates, which the API server refuses.
    A StatefulSet keeps its claim templates for good.
    By spec.volumeClaimTemplates[data].metadata.labels.version
    At dist/10-orders-db.k8s.yaml:12
    1. Delete it with kubectl delete --cascade=orphan.
    2. Apply the new one.

(no component)
  warning recreates apps/Deployment/shop/reports (recreate)
    all 2 pods go before new ones come.
    Its strategy is Recreate.
    At shop/reports/Default

To be known
  rolls (2)
    apps/Deployment/shop/web, apps/Deployment/shop/worker: rolls 3 pods

1 error, 1 warning, 2 notes
`);
});

test('pods that roll are counted as their autoscaler has them at the least', () => {
  const scaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 4, maxReplicas: 9 },
  };
  const review = reviewOf([rolls('apps/Deployment/shop/web')], [deployment('web', 'a:1'), scaler], [deployment('web', 'a:2'), scaler]);
  expect(textReview(review, unwaived(review))).toMatch(/^rolls 1 workload \(4 pods\)\n/);
});

test('two ends that are the same are said to be', () => {
  const review = reviewOf([]);
  expect(textReview(review, unwaived(review))).toBe('no difference between main and HEAD\n');
});

test('what is accepted is told with its waiver, and so are waivers that ended or fit nothing', () => {
  const review = reviewOf([effect(), effect({ object: '/Service/shop/a', rule: 'door-opened', kind: 'door-opened', severity: 'warning' })]);
  const waiver = {
    rule: 'immutable-field',
    object: 'apps/StatefulSet/shop/orders-db',
    reason: 'done by hand tonight',
    until: '2027-01-02',
  };
  const ended = { rule: 'door-opened', object: '/Service/shop/a', reason: 'for the move', until: '2026-12-31' };
  const unused = { rule: 'rolls', object: '/Service/shop/b', field: 'spec.type', reason: 'x', until: '2027-02-01' };
  const text = textReview(review, judged(review.effects, [waiver, ended, unused], '2027-01-01'));
  expect(text).toContain('main → HEAD: 1 thing to decide before this is applied\n');
  expect(text.slice(text.indexOf('Accepted'))).toBe(`Accepted
  immutable-field apps/StatefulSet/shop/orders-db: changes spec.volumeClaimTemplates, which the
    API server refuses. Until 2027-01-02, because: done by hand tonight

Waivers that have expired
  door-opened /Service/shop/a: held until 2026-12-31, because: for the move

Waivers that fit nothing
  rolls /Service/shop/b spec.type: remove it, or correct its object or field

1 warning
`);
});

test('a hundred notes that say the same are two lines, and notes that all differ are counted', () => {
  const same = manyEffects(100, () => ({
    kind: 'no-restart',
    severity: 'note',
    summary: 'takes effect without a restart',
    object: '/Service/shop/a',
  }));
  const folded = textReview(reviewOf(same), unwaived(reviewOf(same)), { width: 200 });
  expect(folded).toContain(
    '  no restart (100)\n    /Service/shop/a, /Service/shop/a, /Service/shop/a, /Service/shop/a, /Service/shop/a, /Service/shop/a and 94 more: takes',
  );
  const all = manyEffects(100, (i) => ({ kind: 'rolls', severity: 'note', summary: `rolls ${i} pods` }));
  expect(textReview(reviewOf(all), unwaived(reviewOf(all)))).toContain('\n    and 88 more\n');
});

test('colours are put around words and change no letter', () => {
  const review = reviewOf(manyEffects(12));
  const [plain, coloured] = [false, true].map((color) => textReview(review, unwaived(review), { color })) as [string, string];
  expect(coloured).toContain('\u001b[31merror\u001b[0m refused');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what colours are made of
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
});

test('no line is wider than the terminal but for a word that is, and no word is cut', () => {
  const words = fc.string({ maxLength: 300 });
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 200 }), fc.array(words, { minLength: 1, maxLength: 4 }), (width, texts) => {
      const effects = texts.map((text) => effect({ summary: `x ${text}`, reason: `y ${text}`, recipe: [text], component: text }));
      const lines = textReview(reviewOf(effects), unwaived(reviewOf(effects)), { width }).split('\n');
      for (const line of lines.filter((l) => l.length > width && l.startsWith('    ')))
        expect(line.trim().replace(/^\d+\. /, '')).not.toContain(' ');
    }),
    { numRuns: 60 },
  );
});

test('names that would command the terminal are shown', () => {
  const effects = [
    effect({ object: `a${HOSTILE}`, component: '\u001b[2J', summary: HOSTILE, reason: '\r\u001b]0;x\u0007', recipe: ['a\nb'] }),
  ];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(textReview(reviewOf(effects), unwaived(reviewOf(effects)))).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
});
