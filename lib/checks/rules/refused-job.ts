import { at, isObject, itemsAt, type JsonObject, numberAt, objectAt, textAt, textRecordAt } from '../../manifests/json';
import { labelSelectorOf, selects } from '../../manifests/label-selector';
import { JOB_KINDS, jobSpec } from '../job-spec';
import { type BreachInside, beneath, manifestRule, type Rule } from '../rule';

const job = (more: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: reindex }
spec:
  completionMode: Indexed
  parallelism: 3
${more}  template:
    spec:
      restartPolicy: Never
      containers: [{ name: app, image: registry.example/reindex:2.4.1 }]
`;

/** What a Job says about its pods agrees with itself. */
export const REFUSED_JOB: Rule = manifestRule(
  {
    id: 'refused-job',
    severity: 'error',
    why: 'The API server refuses the Job.',
    wanted: 'fields that agree with each other',
    fix: 'correct the Job',
    wrong: job(''),
    right: job('  completions: 3\n'),
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/batch/validation/validation.go'],
  },
  JOB_KINDS,
  function* refused(manifest, { kubernetes }) {
    const place = jobSpec(manifest);
    const spec = objectAt(manifest.body, ...place);
    const made = manifest.kind === 'CronJob';
    yield* beneath(place, made ? inMadeSelector(spec) : inSelector(spec));
    yield* beneath(place, inIndexes(spec, made, kubernetes.minor));
    yield* beneath(place, inFailurePolicy(spec));
  },
);

/** Labels that the API server gives the pods of a Job, and by which it selects them. */
const GENERATED = ['controller-uid', 'job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'];

function* inSelector({ selector, manualSelector, template }: JsonObject): Generator<BreachInside> {
  if (manualSelector !== true) {
    const keys = [
      ...Object.keys(objectAt(selector, 'matchLabels')),
      ...itemsAt(selector, 'matchExpressions').map((item) => textAt(item, 'key')),
    ];
    if (keys.some((key) => key !== undefined && !GENERATED.includes(key)))
      yield {
        field: ['selector'],
        got: `${JSON.stringify(selector)} without manualSelector`,
        wanted: 'none, for the API server makes one for each Job',
        fix: 'remove the selector',
      };
  } else if (!isObject(selector)) {
    yield { field: ['selector'], got: 'none beside manualSelector', wanted: 'labels of its own template', fix: 'remove manualSelector' };
  } else if (!selects(labelSelectorOf(selector), textRecordAt(template, 'metadata', 'labels')))
    yield { field: ['selector'], got: JSON.stringify(selector), wanted: 'labels of its own template', fix: 'give the template the labels' };
}

/** For Jobs that a CronJob makes, selectors are always made. */
function* inMadeSelector({ selector, manualSelector }: JsonObject): Generator<BreachInside> {
  const wanted = 'none, for each Job of a CronJob gets one';
  if (isObject(selector)) yield { field: ['selector'], got: JSON.stringify(selector), wanted, fix: 'remove the selector' };
  if (manualSelector === true) yield { field: ['manualSelector'], got: 'true', wanted, fix: 'remove it' };
}

/** Fields for indexes, and the minor version since which the API server reads them unless it is told otherwise. */
const OF_INDEXES: readonly (readonly [field: string, since: number])[] = [
  ['backoffLimitPerIndex', 29],
  ['maxFailedIndexes', 29],
  ['successPolicy', 31],
];

function* inIndexes(spec: JsonObject, made: boolean, minor: number): Generator<BreachInside> {
  const read = OF_INDEXES.filter(([field, since]) => minor >= since && (spec[field] ?? null) !== null).map(([field]) => field);
  if (spec.completionMode !== 'Indexed')
    for (const field of read)
      yield {
        field: [field],
        got: `${field} without indexes`,
        wanted: 'completionMode: Indexed beside it',
        fix: 'add the mode, or remove the field',
      };
  // A Job that says neither has one pod of each; that of a CronJob has to say so.
  else if (numberAt(spec, 'completions') === undefined && (made || numberAt(spec, 'parallelism') !== undefined))
    yield { field: ['completions'], got: 'none in the mode Indexed', wanted: 'how many indexes there are', fix: 'add completions' };
  if (read.includes('maxFailedIndexes') && !read.includes('backoffLimitPerIndex'))
    yield { field: ['backoffLimitPerIndex'], got: 'none beside maxFailedIndexes', wanted: 'how often an index may fail', fix: 'add it' };
}

function* inFailurePolicy(spec: JsonObject): Generator<BreachInside> {
  if (isObject(spec.podFailurePolicy) && at(spec, 'template', 'spec', 'restartPolicy') === 'OnFailure')
    yield { field: ['podFailurePolicy'], got: 'it beside restartPolicy: OnFailure', wanted: 'restartPolicy: Never', fix: 'write Never' };
}
