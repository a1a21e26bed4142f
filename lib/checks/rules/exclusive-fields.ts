import { at, indexedObjectsAt, type Json, type JsonObject, objectAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { type ContainerView, podsOf } from '../../manifests/pods';
import { brokenChoice, type FieldChoice } from '../field-choices';
import type { FieldPath } from '../finding';
import { writtenRules } from '../policy-peers';
import { PROBES } from '../probe-view';
import { anyManifestRule, type BreachInside, beneath, type Rule } from '../rule';
import { volumeSourcesOf } from '../volumes';

const handlers = (...more: string[]): FieldChoice => ({ fields: ['exec', 'httpGet', 'tcpSocket', ...more], needed: true });
const PROBE = handlers('grpc');
const HOOK = handlers('sleep');
const ENV: FieldChoice = { fields: ['value', 'valueFrom'], needed: false };
const ENV_SOURCE: FieldChoice = {
  fields: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
  needed: true,
};
const ENV_FROM: FieldChoice = { fields: ['configMapRef', 'secretRef'], needed: true };
const BUDGET: FieldChoice = { fields: ['minAvailable', 'maxUnavailable'], needed: false };
const BACKEND: FieldChoice = { fields: ['service', 'resource'], needed: false };
const BACKEND_PORT: FieldChoice = { fields: ['number', 'name'], needed: false };
const PEERS: readonly FieldChoice[] = [
  { fields: ['ipBlock', 'podSelector'], needed: false },
  { fields: ['ipBlock', 'namespaceSelector'], needed: false },
];

/** Of fields that exclude each other an object has one. */
export const EXCLUSIVE_FIELDS: Rule = anyManifestRule(
  {
    id: 'exclusive-fields',
    severity: 'error',
    why: 'The schema allows each of the fields, and the API server refuses the object for having two of them, or none where it needs one.',
    wanted: 'one of the fields',
    fix: 'remove one of them',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      readinessProbe: { httpGet: { path: /readyz, port: 8080 }, tcpSocket: { port: 8080 } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      readinessProbe: { httpGet: { path: /readyz, port: 8080 } }
`,
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go'],
  },
  function* excluded(manifest) {
    yield* OF_KINDS[`${manifest.group}/${manifest.kind}`]?.(manifest) ?? [];
    const pods = podsOf(manifest);
    if (!pods) return;
    for (const { field, types } of volumeSourcesOf(pods))
      yield* beneath(pods.template, brokenChoice(objectWith(types), field, { fields: types, needed: false }));
    for (const container of pods.containers) yield* beneath([...pods.template, ...container.field], inContainer(container));
  },
);

function* inContainer({ body }: ContainerView): Generator<BreachInside> {
  for (const probe of PROBES) yield* brokenChoice(body[probe], [probe], PROBE);
  for (const hook of ['postStart', 'preStop']) yield* brokenChoice(at(body, 'lifecycle', hook), ['lifecycle', hook], HOOK);
  for (const [index, env] of indexedObjectsAt(body, 'env')) {
    yield* brokenChoice(env, ['env', index], ENV);
    yield* brokenChoice(env.valueFrom, ['env', index, 'valueFrom'], ENV_SOURCE);
  }
  for (const [index, from] of indexedObjectsAt(body, 'envFrom')) yield* brokenChoice(from, ['envFrom', index], ENV_FROM);
}

const OF_KINDS: Readonly<Record<string, (manifest: Manifest) => Iterable<BreachInside>>> = {
  'policy/PodDisruptionBudget': ({ body }) => brokenChoice(at(body, 'spec'), ['spec'], BUDGET),
  'apps/Deployment': inDeployment,
  'networking.k8s.io/NetworkPolicy': inPolicy,
  'networking.k8s.io/Ingress': inIngress,
};

function* inDeployment({ body }: Manifest): Generator<BreachInside> {
  if (textAt(body, 'spec', 'strategy', 'type') !== 'Recreate' || (at(body, 'spec', 'strategy', 'rollingUpdate') ?? null) === null) return;
  yield { field: ['spec', 'strategy', 'rollingUpdate'], got: 'rollingUpdate beside the type Recreate', wanted: 'one of the two' };
}

function* inPolicy({ body }: Manifest): Generator<BreachInside> {
  for (const { rule, side, field } of writtenRules(body))
    for (const [index, peer] of indexedObjectsAt(rule, side)) {
      const [broken] = PEERS.flatMap((choice) => [...brokenChoice(peer, [...field, side, index], choice)]);
      if (broken) yield broken;
    }
}

function* inIngress({ body }: Manifest): Generator<BreachInside> {
  yield* inBackend(at(body, 'spec', 'defaultBackend'), ['spec', 'defaultBackend']);
  for (const [index, rule] of indexedObjectsAt(body, 'spec', 'rules'))
    for (const [place, path] of indexedObjectsAt(rule, 'http', 'paths'))
      yield* inBackend(path.backend, ['spec', 'rules', index, 'http', 'paths', place, 'backend']);
}

function* inBackend(backend: Json | undefined, field: FieldPath): Generator<BreachInside> {
  yield* brokenChoice(backend, field, BACKEND);
  yield* brokenChoice(objectAt(backend, 'service', 'port'), [...field, 'service', 'port'], BACKEND_PORT);
}

function objectWith(fields: readonly string[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field, {}]));
}
