import type { FieldPath } from '../../checks/finding';
import { isSchedule } from '../../core/schedule';
import { indexedObjectsAt, type JsonObject, requiredTextAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { type PodsView, protocolOf } from '../../manifests/pods';

/** A value that the API server does not take, beside those that the checks of single objects know. */
export interface RefusedValue {
  readonly field: FieldPath;
  readonly got: string;
  readonly wanted: string;
  readonly fix: string;
}

/** Values of an object that are refused where the check of the same field tells more than that, and would tell what is taken too. */
export function* refusedValues(manifest: Manifest): Generator<RefusedValue> {
  if (manifest.group === 'batch' && manifest.kind === 'CronJob') yield* schedule(manifest);
}

/** A schedule that never comes round, on 30 February for example, is taken. */
function* schedule({ body }: Manifest): Generator<RefusedValue> {
  const text = requiredTextAt(body, 'spec', 'schedule');
  const fields = text.trim().split(/\s+/);
  const anyDay = fields.map((field, i) => (i === 2 && /^([1-9]|[12]\d|3[01])$/.test(field) ? '*' : field)).join(' ');
  if (isSchedule(text) || isSchedule(anyDay) || text.startsWith('@every ')) return;
  const fix = 'write minute, hour, day of the month, month and day of the week';
  yield { field: ['spec', 'schedule'], got: `"${text}"`, wanted: 'a schedule of five fields, or a macro such as @daily', fix };
}

/** The same for the pods of a workload; fields are those of the whole manifest. */
export function* refusedPods(pods: PodsView): Generator<RefusedValue> {
  for (const refused of inTemplate(pods)) yield { ...refused, field: [...pods.template, ...refused.field] };
}

function* inTemplate(pods: PodsView): Generator<RefusedValue> {
  for (const { body, field } of pods.containers) {
    yield* twice(body, 'env', field, ({ name }) => name);
    yield* twice(body, 'ports', field, (port) => `${port.containerPort}/${protocolOf(port)}`);
  }
}

/** Server-side apply tells the items of these lists apart by a key, and refuses one that is there twice. */
function* twice(body: JsonObject, list: string, field: FieldPath, keyOf: (item: JsonObject) => unknown): Generator<RefusedValue> {
  const seen = new Set<unknown>();
  for (const [index, item] of indexedObjectsAt(body, list)) {
    const key = keyOf(item);
    if (seen.has(key))
      yield { field: [...field, list, index], got: `${key} a second time`, wanted: 'each of them once', fix: 'remove one of the two' };
    seen.add(key);
  }
}
