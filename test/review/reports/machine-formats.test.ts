import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged } from '../../../lib/review/acceptance';
import { githubReview } from '../../../lib/review/reports/github';
import { jsonReview } from '../../../lib/review/reports/json';
import { sarifReview } from '../../../lib/review/reports/sarif';
import { deployment, effect, HOSTILE, reviewOf, unwaived } from '../../support/review-case';

const waiver = { rule: 'immutable-field', object: 'apps/StatefulSet/shop/orders-db', reason: 'by hand tonight', until: '2027-01-02' };
const rolls = effect({
  rule: 'rolls',
  kind: 'rolls',
  severity: 'note',
  object: 'apps/Deployment/shop/web',
  component: 'web',
  recipe: [],
  fields: [],
});
const review = reviewOf(
  [effect({ source: { file: 'dist/10.yaml', line: 12 } }), rolls],
  [deployment('web', 'a:1')],
  [deployment('web', 'a:2')],
);

describe('JSON', () => {
  test('is everything, with the version of its shape', () => {
    const log = JSON.parse(jsonReview(review, judged(review.effects, [waiver, { ...waiver, object: 'x' }], '2027-01-01')));
    expect(log).toEqual({
      schema: 1,
      before: 'main',
      after: 'HEAD',
      outcome: 'go',
      summary: 'refused 1 · rolls 1 workload (3 pods)',
      counts: { error: 0, warning: 0, note: 1 },
      kinds: { refused: 1, rolls: 1 },
      effects: [{ ...rolls }],
      accepted: [{ ...effect(), source: { file: 'dist/10.yaml', line: 12 }, waiver }],
      waivers: { expired: [], unused: [{ ...waiver, object: 'x' }] },
      connections: { opened: [], closed: [] },
      capacity: { workloads: [], quotas: [], databases: [] },
      changes: [
        {
          object: 'apps/Deployment/shop/web',
          component: 'web',
          kind: 'changed',
          fields: [{ field: 'spec.template.spec.containers[app].image', before: 'a:1', after: 'a:2' }],
        },
      ],
    });
  });

  test('is described by the guide, field by field', () => {
    const guide = readFileSync(join(__dirname, '../../../docs/guides/review-reports.md'), 'utf8');
    const log = JSON.parse(jsonReview(review, unwaived(review)));
    expect(Object.keys(log).filter((field) => !new RegExp(`^\\|[^|]*\`${field}\``, 'm').test(guide))).toEqual([]);
    expect(Object.keys(log.effects[0]).filter((field) => !guide.includes(`\`${field}\``))).toEqual([]);
  });

  test('tells connections and capacity where they change', () => {
    const more = reviewOf(
      [],
      [deployment('web', 'a:1')],
      [{ ...deployment('web', 'a:1'), spec: { ...(deployment('web', 'a:1').spec as object), replicas: 5 } }],
    );
    const { workloads } = JSON.parse(jsonReview(more, unwaived(more))).capacity;
    expect(workloads).toEqual([
      { object: 'apps/Deployment/shop/web', before: expect.objectContaining({ most: 3 }), after: expect.objectContaining({ most: 5 }) },
    ]);
  });

  test('has no value of a Secret, and says that one was added or is gone', () => {
    const secret = (data: Record<string, string>) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'shop' },
      data,
    });
    const of = reviewOf([], [secret({ a: 'b2xk', gone: 'Z29uZQ==' })], [secret({ a: 'bmV3', added: 'YWRk' })]);
    expect(JSON.parse(jsonReview(of, unwaived(of))).changes[0].fields).toEqual([
      { field: 'data.a', before: 'a value that is not shown', after: 'another value' },
      { field: 'data.added', after: 'a value that is not shown' },
      { field: 'data.gone', before: 'a value that is not shown' },
    ]);
  });

  test('shows what a Secret is, and no value even where its field is misspelt', () => {
    const secret = (type: string, value: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'shop', labels: { a: value.length > 3 ? 'b' : 'c' }, annotations: { copy: value } },
      type,
      stringdata: { password: value },
    });
    const of = reviewOf([], [secret('Opaque', 'old')], [secret('kubernetes.io/basic-auth', 'newer')]);
    expect(JSON.parse(jsonReview(of, unwaived(of))).changes[0].fields).toEqual([
      { field: 'metadata.annotations.copy', before: 'a value that is not shown', after: 'another value' },
      { field: 'metadata.labels.a', before: 'c', after: 'b' },
      { field: 'stringdata.password', before: 'a value that is not shown', after: 'another value' },
      { field: 'type', before: 'Opaque', after: 'kubernetes.io/basic-auth' },
    ]);
  });

  test('says of what is renamed what it was', () => {
    const of = reviewOf([], [deployment('web', 'a:1')], [deployment('front', 'a:1', { 'app.kubernetes.io/name': 'web' })]);
    expect(JSON.parse(jsonReview(of, unwaived(of))).changes).toMatchObject([
      { object: 'apps/Deployment/shop/front', was: 'apps/Deployment/shop/web', component: 'web', kind: 'renamed' },
    ]);
  });
});

test('what a construct has made is told with its path', () => {
  const of = reviewOf([effect({ origin: { path: 'shop/orders-db/Default' }, recipe: [] })]);
  expect(JSON.parse(jsonReview(of, unwaived(of))).effects[0].origin).toEqual({ path: 'shop/orders-db/Default' });
  expect(JSON.parse(sarifReview(of, unwaived(of))).runs[0].results[0].locations).toEqual([
    {
      logicalLocations: [
        {
          fullyQualifiedName: 'apps/StatefulSet/shop/orders-db spec.volumeClaimTemplates[data].metadata.labels.version',
          kind: 'resource',
        },
        { fullyQualifiedName: 'shop/orders-db/Default', kind: 'object' },
      ],
    },
  ]);
  expect(githubReview(of, unwaived(of))).toBe(
    '::error title=immutable-field::apps/StatefulSet/shop/orders-db (shop/orders-db/Default): changes spec.volumeClaimTemplates, which the API server refuses.%0AA StatefulSet keeps its claim templates for good.\n',
  );
});

describe('SARIF', () => {
  const { results, tool } = JSON.parse(sarifReview(review, judged(review.effects, [waiver], '2027-01-01'))).runs[0];

  test('describes every rule, and what is left where none has anything to say', () => {
    const [last] = tool.driver.rules.slice(-1);
    expect(last).toMatchObject({ id: 'no-restart', defaultConfiguration: { level: 'note' } });
    for (const rule of tool.driver.rules) expect(rule.shortDescription.text).toMatch(/^[A-Z].*\.$/);
  });

  test('has a result for each effect, and one that is accepted is suppressed', () => {
    expect(results).toHaveLength(2);
    expect(results[0]).toMatchObject({ ruleId: 'rolls', level: 'note' });
    expect(results[0]).not.toHaveProperty('suppressions');
    expect(results[1]).toMatchObject({
      ruleId: 'immutable-field',
      level: 'error',
      message: {
        text: 'apps/StatefulSet/shop/orders-db: changes spec.volumeClaimTemplates, which the API server refuses. A StatefulSet keeps its claim templates for good. 1. Delete it with kubectl delete --cascade=orphan. 2. Apply the new one.',
      },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'dist/10.yaml' }, region: { startLine: 12 } } }],
      partialFingerprints: {
        'objectFields/v1': 'immutable-field apps/StatefulSet/shop/orders-db spec.volumeClaimTemplates[data].metadata.labels.version',
      },
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'by hand tonight (until 2027-01-02)' }],
    });
  });
});

describe('annotations of GitHub', () => {
  test('are a line an effect, beside the line of the object where that is known; what restarts nothing is none', () => {
    const of = reviewOf([...review.effects, effect({ kind: 'no-restart', severity: 'note' })]);
    expect(githubReview(of, unwaived(of))).toBe(
      '::error file=dist/10.yaml,line=12,title=immutable-field::apps/StatefulSet/shop/orders-db: changes spec.volumeClaimTemplates, which the API server refuses.%0AA StatefulSet keeps its claim templates for good.%0A1. Delete it with kubectl delete --cascade=orphan.%0A2. Apply the new one.\n' +
        '::notice title=rolls::apps/Deployment/shop/web: changes spec.volumeClaimTemplates, which the API server refuses.%0AA StatefulSet keeps its claim templates for good.\n',
    );
  });

  test('are no more lines whatever names hold', () => {
    const of = reviewOf([effect({ object: `${HOSTILE}\n::error::x`, summary: '\r::x', source: { file: 'a\n::b', line: 1 } })]);
    expect(githubReview(of, unwaived(of)).split('\n')).toHaveLength(2);
  });
});
