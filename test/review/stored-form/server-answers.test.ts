import type { Json, JsonObject } from '../../../lib/manifests/json';
import { identityOf, manifestOf } from '../../../lib/manifests/manifest';
import { storedForm } from '../../../lib/review/stored-form';
import { leavesOf, type Path, setOf, storedDifferences, valueAt, withValueAt } from '../../support/stored';
import { ANSWERS, isGiven, UNSTATED } from './server-answers';

const named = (bodies: readonly JsonObject[]) => bodies.map((body): [string, JsonObject] => [identityOf(manifestOf(body)), body]);
const answers = new Map(named(ANSWERS));

test('every object has an answer', () => {
  expect([...answers.keys()].sort()).toEqual(
    named(UNSTATED)
      .map(([name]) => name)
      .sort(),
  );
});

describe.each(named(UNSTATED))('%s', (name, body) => {
  const answer = answers.get(name) ?? {};

  test('is stored as the API server stores it, but for what a cluster gives', () => {
    expect(storedDifferences([body], [answer]).filter((difference) => !isGiven(difference))).toEqual([]);
  });

  test('is the same when it is stored again, and in JSON or with fields that are null', () => {
    const [stored] = storedForm(setOf([body])).all;
    expect(storedDifferences([body], [stored?.body ?? {}])).toEqual([]);
    expect(storedDifferences([body], [JSON.parse(JSON.stringify({ ...body, status: null }))])).toEqual([]);
  });

  test('does not change when it states what the API server fills in, and does when it states anything else', () => {
    for (const path of filledIn(body, answer)) {
      const value = valueAt(answer, path) as Json;
      const place = path.join('.');
      expect([place, storedDifferences([body], [withValueAt(body, path, value)])]).toEqual([place, []]);
      expect([place, storedDifferences([body], [withValueAt(body, path, another(value))])]).not.toEqual([place, []]);
    }
  });
});

/** Of the answer, the single values that the object does not state and that a user could. */
function filledIn(body: JsonObject, answer: JsonObject): Path[] {
  const values = leavesOf(answer)
    .map(whole)
    .filter((path) => {
      const [first, second] = path;
      if (first === 'status' || (first === 'metadata' && second !== 'labels')) return false;
      const place = textOf(path);
      if (isGiven(`${identityOf(manifestOf(body))} ${place}`) || NOT_THE_USERS.some((own) => own.test(`${body.kind} ${place}`)))
        return false;
      return valueAt(body, path) === undefined && hasOwner(body, path);
    });
  return [...new Map(values.map((path) => [path.join('\0'), path])).values()];
}

/** What says anything only as a whole. */
function whole(path: Path): Path {
  const index = path.findIndex((step) => step === 'dataSource' || step === 'dataSourceRef');
  return index < 0 ? path : path.slice(0, index + 1);
}

/** What the API server writes whatever is stated, each `Kind field`. */
const NOT_THE_USERS = [
  /^Job .*(controller-uid|job-name)$/,
  /^StatefulSet spec\.volumeClaimTemplates\[\]\.(apiVersion|kind|status.*)$/,
  /^Namespace metadata\.labels\.kubernetes\.io\/metadata\.name$/,
  // Stated alone, it makes a Job that has no number of completions.
  /^Job spec\.parallelism$/,
  // `stringData` counts where both have a key.
  /^Secret data\./,
];

const textOf = (path: Path): string => path.map((step, i) => (typeof step === 'number' ? '[]' : i === 0 ? step : `.${step}`)).join('');

/** A field is stated inside of what is there: of an item of a list that the object does not have there is nothing to state. */
function hasOwner(body: JsonObject, path: Path): boolean {
  const index = path.map((step) => typeof step === 'number').lastIndexOf(true);
  return index < 0 || valueAt(body, path.slice(0, index + 1)) !== undefined;
}

function another(value: Json): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? `${value}x` : { x: 1 };
}
