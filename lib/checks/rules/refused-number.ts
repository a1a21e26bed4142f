import { isObject, type Json } from '../../manifests/json';
import { podsOf } from '../../manifests/pods';
import type { FieldPath } from '../finding';
import { PROBES } from '../probe-view';
import { anyManifestRule, type BreachInside, type Rule } from '../rule';

/** The least and the most that a field takes. */
type Bounds = readonly [least: number, most: number];

const PORT: Bounds = [1, 65_535];
/** A port of the node, where 0 is none. */
const NO_PORT_OR_PORT: Bounds = [0, 65_535];
const COUNT: Bounds = [0, 2 ** 31 - 1];
const ONE_OR_MORE: Bounds = [1, 2 ** 31 - 1];
const WEIGHT: Bounds = [1, 100];

type Table = Readonly<Record<string, Bounds>>;

/** The same bounds for fields below one place. */
function all(bounds: Bounds, below: string, fields: string): Table {
  return Object.fromEntries(fields.split(' ').map((field) => [`${below}.${field}`, bounds]));
}

const JOB = 'parallelism completions activeDeadlineSeconds backoffLimit ttlSecondsAfterFinished';

/** Paths of numbers by kind; `*` is every item of a list. */
const OF_KINDS: Readonly<Record<string, Table>> = {
  '/Service': { 'spec.ports.*.port': PORT },
  '/ReplicationController': all(COUNT, 'spec', 'replicas minReadySeconds'),
  'apps/Deployment': all(COUNT, 'spec', 'replicas minReadySeconds revisionHistoryLimit progressDeadlineSeconds'),
  'apps/ReplicaSet': all(COUNT, 'spec', 'replicas minReadySeconds'),
  'apps/StatefulSet': all(COUNT, 'spec', 'replicas minReadySeconds'),
  'apps/DaemonSet': all(COUNT, 'spec', 'minReadySeconds revisionHistoryLimit'),
  'batch/Job': all(COUNT, 'spec', JOB),
  'batch/CronJob': {
    ...all(COUNT, 'spec', 'startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit'),
    ...all(COUNT, 'spec.jobTemplate.spec', JOB),
  },
};

const TIMES = 'initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold';

const OF_CONTAINERS: Table = {
  'ports.*.containerPort': PORT,
  'ports.*.hostPort': NO_PORT_OR_PORT,
  ...all(COUNT, 'securityContext', 'runAsUser runAsGroup'),
  ...Object.assign(
    {},
    ...PROBES.map((probe) => ({
      ...all(COUNT, probe, TIMES),
      ...all(PORT, probe, 'httpGet.port tcpSocket.port grpc.port'),
    })),
  ),
};

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution.*.weight';

const OF_PODS: Table = {
  'spec.activeDeadlineSeconds': ONE_OR_MORE,
  ...all(COUNT, 'spec.securityContext', 'runAsUser runAsGroup fsGroup supplementalGroups.*'),
  ...all(WEIGHT, 'spec.affinity', `nodeAffinity.${PREFERRED} podAffinity.${PREFERRED} podAntiAffinity.${PREFERRED}`),
};

/** Numbers are within what their fields take. */
export const REFUSED_NUMBER: Rule = anyManifestRule(
  {
    id: 'refused-number',
    severity: 'error',
    why: 'The schema knows that it is a number, and the API server alone how large it may be: it refuses the object.',
    wanted: 'a number that the field takes',
    fix: 'correct the number',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1, ports: [{ containerPort: 80800 }] }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1, ports: [{ containerPort: 8080 }] }]
`,
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go'],
  },
  function* outside(manifest) {
    yield* beyond(manifest.body, OF_KINDS[`${manifest.group}/${manifest.kind}`] ?? {}, []);
    const pods = podsOf(manifest);
    if (!pods) return;
    yield* beyond({ spec: pods.spec }, OF_PODS, pods.template);
    for (const { body, field } of pods.containers) yield* beyond(body, OF_CONTAINERS, [...pods.template, ...field]);
  },
);

function* beyond(value: Json, table: Table, place: FieldPath): Generator<BreachInside> {
  // A number that is no whole one is the schema's to tell.
  for (const [path, [least, most]] of Object.entries(table))
    for (const [field, found] of valuesAt(value, path.split('.'), place))
      if (Number.isInteger(found) && (Number(found) < least || Number(found) > most))
        yield { field, got: `${found}`, wanted: most === COUNT[1] ? `a number from ${least}` : `a number from ${least} to ${most}` };
}

function* valuesAt(
  value: Json | undefined,
  [step, ...rest]: readonly string[],
  place: FieldPath,
): Generator<[FieldPath, Json | undefined]> {
  if (step === undefined) yield [place, value];
  else if (step !== '*' && isObject(value)) yield* valuesAt(value[step], rest, [...place, step]);
  else if (step === '*' && Array.isArray(value))
    for (const [index, item] of value.entries()) yield* valuesAt(item, rest, [...place, index]);
}
