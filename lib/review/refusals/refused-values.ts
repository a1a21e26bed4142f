import { claimTemplatesOf } from '../../checks/claims';
import type { FieldPath } from '../../checks/finding';
import { PROBES, probeOf } from '../../checks/probe-view';
import { isSchedule } from '../../core/schedule';
import { indexedObjectsAt, isObject, type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ContainerView, PodsView } from '../../manifests/pods';
import { protocolOf } from '../../manifests/pods';

/** A value that the API server does not take, beside those that the checks of single objects know. */
export interface RefusedValue {
  readonly field: FieldPath;
  readonly got: string;
  readonly wanted: string;
  readonly fix: string;
}

/**
 * Values of an object that contradict each other or lie outside of what the API takes, as far as the schemas do not say so.
 * @see https://github.com/kubernetes/kubernetes/tree/v1.36.3/pkg/apis the Validate… functions of each group
 */
export function* refusedValues(manifest: Manifest): Generator<RefusedValue> {
  yield* BY_KIND[`${manifest.group}/${manifest.kind}`]?.(manifest) ?? [];
  yield* negativeCounts(manifest);
}

const BY_KIND: Readonly<Record<string, (manifest: Manifest) => Iterable<RefusedValue>>> = {
  'batch/CronJob': schedule,
  'networking.k8s.io/Ingress': ingressPaths,
  'networking.k8s.io/NetworkPolicy': policyPorts,
  'policy/PodDisruptionBudget': budget,
};

/** A schedule that never comes round, on 30 February for example, is taken. */
function* schedule({ body }: Manifest): Generator<RefusedValue> {
  const text = textAt(body, 'spec', 'schedule') ?? '';
  const fields = text.trim().split(/\s+/);
  const anyDay = fields.map((field, i) => (i === 2 && /^([1-9]|[12]\d|3[01])$/.test(field) ? '*' : field)).join(' ');
  if (isSchedule(text) || isSchedule(anyDay) || text.startsWith('@every ')) return;
  const fix = 'write minute, hour, day of the month, month and day of the week';
  yield { field: ['spec', 'schedule'], got: `"${text}"`, wanted: 'a schedule of five fields, or a macro such as @daily', fix };
}

function* ingressPaths({ body }: Manifest): Generator<RefusedValue> {
  for (const [r, rule] of indexedObjectsAt(body, 'spec', 'rules'))
    for (const [p, item] of indexedObjectsAt(rule, 'http', 'paths')) {
      const path = textAt(item, 'path') ?? '';
      if (item.pathType !== 'ImplementationSpecific' && !path.startsWith('/'))
        yield {
          field: ['spec', 'rules', r, 'http', 'paths', p, 'path'],
          got: `"${path}"`,
          wanted: 'a path that begins with /',
          fix: `write /${path}`,
        };
    }
}

function* policyPorts({ body }: Manifest): Generator<RefusedValue> {
  for (const direction of ['ingress', 'egress'])
    for (const [r, rule] of indexedObjectsAt(body, 'spec', direction))
      for (const [p, port] of indexedObjectsAt(rule, 'ports')) {
        const [first, last] = [numberAt(port, 'port'), numberAt(port, 'endPort')];
        if (last !== undefined && (first === undefined || last < first))
          yield {
            field: ['spec', direction, r, 'ports', p, 'endPort'],
            got: `${last}`,
            wanted: 'a number that is not below port, which is a number too',
            fix: 'name the first port in port, the last one in endPort',
          };
      }
}

function* budget({ body }: Manifest): Generator<RefusedValue> {
  const { minAvailable, maxUnavailable } = objectAt(body, 'spec');
  if (minAvailable !== undefined && maxUnavailable !== undefined)
    yield {
      field: ['spec', 'minAvailable'],
      got: `${minAvailable} beside maxUnavailable ${maxUnavailable}`,
      wanted: 'one of the two',
      fix: 'keep maxUnavailable, which holds for any number of pods',
    };
}

const COUNTS = [
  'replicas',
  'minReadySeconds',
  'revisionHistoryLimit',
  'parallelism',
  'completions',
  'backoffLimit',
  'progressDeadlineSeconds',
];

function* negativeCounts({ body, group }: Manifest): Generator<RefusedValue> {
  // Custom resources have rules of their own.
  if (group.includes('.')) return;
  for (const name of COUNTS) {
    const count = numberAt(body, 'spec', name);
    if (count !== undefined && count < 0) yield { field: ['spec', name], got: `${count}`, wanted: '0 or more', fix: 'correct the number' };
  }
}

/** The same for the pods of a workload; fields are those of the whole manifest. */
export function* refusedPods(pods: PodsView): Generator<RefusedValue> {
  for (const refused of inTemplate(pods)) yield { ...refused, field: [...pods.template, ...refused.field] };
}

function* inTemplate(pods: PodsView): Generator<RefusedValue> {
  const templates = claimTemplatesOf(pods.manifest).map(([, claim]) => textAt(claim, 'metadata', 'name') ?? '');
  const volumes = new Set([...objectsAt(pods.spec, 'volumes').map((volume) => textAt(volume, 'name') ?? ''), ...templates]);
  for (const container of pods.containers) {
    yield* twice(container.body, 'env', container.field, ({ name }) => name);
    yield* twice(container.body, 'ports', container.field, (port) => `${port.containerPort}/${protocolOf(port)}`);
    yield* twice(container.body, 'volumeMounts', container.field, ({ mountPath }) => mountPath);
    yield* mounts(container, volumes);
    yield* probes(container);
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

function* mounts({ body, field }: ContainerView, volumes: ReadonlySet<string>): Generator<RefusedValue> {
  for (const [index, mount] of indexedObjectsAt(body, 'volumeMounts')) {
    const name = textAt(mount, 'name') ?? '';
    if (!volumes.has(name))
      yield { field: [...field, 'volumeMounts', index, 'name'], got: `"${name}"`, wanted: 'a volume of the pod', fix: 'add the volume' };
  }
}

function* probes(container: ContainerView): Generator<RefusedValue> {
  for (const name of PROBES) {
    const asked = ['exec', 'grpc', 'httpGet', 'tcpSocket'].filter((way) => isObject(probeOf(container, name)?.[way]));
    if (asked.length > 1)
      yield {
        field: [...container.field, name],
        got: asked.join(' and '),
        wanted: 'one way to ask',
        fix: 'make two probes of it, or keep one',
      };
  }
}
