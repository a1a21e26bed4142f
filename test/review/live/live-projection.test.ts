import type { JsonObject } from '../../../lib/manifests/json';
import { asApplied, asLastApplied } from '../../../lib/review/live/live-projection';

const LAST = 'kubectl.kubernetes.io/last-applied-configuration';

interface Manager {
  readonly manager: string;
  readonly operation?: 'Apply' | 'Update';
  readonly subresource?: string;
  readonly fields: JsonObject;
}

/** A Deployment as it lives: what was applied, defaults, and what others have written. */
function live(managers: readonly Manager[], annotations: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'orders',
      namespace: 'shop',
      uid: '1-2-3',
      annotations: { 'somebody.example/else': 'x', ...annotations },
      managedFields: managers.map(({ manager, operation = 'Apply', subresource, fields }) => ({
        manager,
        operation,
        ...(subresource !== undefined && { subresource }),
        fieldsType: 'FieldsV1',
        fieldsV1: fields,
      })),
    },
    spec: {
      replicas: 5,
      progressDeadlineSeconds: 600,
      selector: { matchLabels: { app: 'orders' } },
      template: {
        spec: {
          nodeSelector: { disk: 'ssd' },
          containers: [
            {
              name: 'orders',
              image: 'orders:1',
              terminationMessagePath: '/dev/termination-log',
              args: ['a', 'b'],
              env: [{ name: 'A', value: '1' }],
            },
            { name: 'sidecar', image: 'mesh:3' },
            { name: 'exporter', image: 'exporter:1', env: [{ name: 'B', value: '2' }] },
          ],
        },
      },
    },
    status: { replicas: 5 },
  };
}

/** What is wanted now: the exporter is not, and neither is the node selector. */
const wanted: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'orders' } },
    template: { spec: { containers: [{ name: 'orders', image: 'orders:2', args: ['a'], env: [{ name: 'A', value: '1' }] }] } },
  },
};

const DEPLOYER: JsonObject = {
  'f:spec': {
    'f:selector': {},
    'f:template': {
      'f:spec': {
        'f:nodeSelector': {},
        'f:containers': {
          'k:{"name":"orders"}': {
            '.': {},
            'f:name': {},
            'f:image': {},
            'f:args': {},
            'f:env': { 'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} } },
          },
          'k:{"name":"exporter"}': { '.': {}, 'f:name': {}, 'f:image': {} },
        },
      },
    },
  },
};
const MESH: Manager = {
  manager: 'mesh',
  fields: {
    'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"sidecar"}': { '.': {}, 'f:name': {}, 'f:image': {} } } } } },
  },
};

const ORDERS = { name: 'orders', image: 'orders:1', args: ['a', 'b'], env: [{ name: 'A', value: '1' }] };

/** What remains where somebody has applied what the deployer of these tests has. */
const applied = (exporter: JsonObject): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'orders' } },
    template: { spec: { nodeSelector: { disk: 'ssd' }, containers: [ORDERS, exporter] } },
  },
});

test('of a live object remains what is wanted, and what its deployer has applied and wants no more', () => {
  expect(asApplied(live([MESH, { manager: 'argocd', fields: DEPLOYER }]), wanted)).toEqual(
    applied({ name: 'exporter', image: 'exporter:1' }),
  );
});

test('what kubectl has last applied counts where nobody applies from the side of the server', () => {
  const last = {
    ...wanted,
    spec: { template: { spec: { nodeSelector: { disk: 'hdd' }, containers: [{ name: 'exporter', image: 'exporter:0' }] } } },
  };
  const object = live([{ manager: 'kubectl-client-side-apply', operation: 'Update', fields: DEPLOYER }], { [LAST]: JSON.stringify(last) });
  expect(asApplied(object, wanted)).toEqual(applied({ name: 'exporter', image: 'exporter:1' }));
  for (const text of ['no JSON', '[]'])
    expect(asApplied(live([], { [LAST]: text }), wanted)).toEqual({
      ...wanted,
      spec: { selector: { matchLabels: { app: 'orders' } }, template: { spec: { containers: [ORDERS] } } },
    });
});

test('where nobody applies at all, whoever has written most of it has deployed it', () => {
  const helm: Manager = { manager: 'helm', operation: 'Update', fields: DEPLOYER };
  const hand: Manager = { manager: 'kubectl-edit', operation: 'Update', fields: { 'f:spec': { 'f:progressDeadlineSeconds': {} } } };
  expect(asApplied(live([hand, helm]), wanted)).toEqual(applied({ name: 'exporter', image: 'exporter:1' }));
});

test('replicas are those of an autoscaler, of whoever states them, or a default', () => {
  const replicas = (object: JsonObject, want: JsonObject = wanted): unknown => (asApplied(object, want).spec as JsonObject).replicas;
  const owner: Manager = { manager: 'argocd', fields: { 'f:spec': { 'f:replicas': {}, 'f:selector': {} } } };
  const scaler = (manager: string): Manager => ({
    manager,
    operation: 'Update',
    subresource: 'scale',
    fields: { 'f:spec': { 'f:replicas': {} } },
  });
  const three = { ...wanted, spec: { ...(wanted.spec as JsonObject), replicas: 3 } };
  expect(replicas(live([owner]))).toBe(5);
  expect(replicas(live([owner, scaler('kubectl')]), three)).toBe(5);
  expect(replicas(live([owner, scaler('kube-controller-manager')]))).toBeUndefined();
  expect(replicas(live([owner, scaler('kube-controller-manager')]), three)).toBe(3);
  const created = live([{ ...owner, operation: 'Update' }]);
  expect(replicas({ ...created, spec: { ...(created.spec as JsonObject), replicas: 1 } })).toBeUndefined();
  expect(replicas(created)).toBe(5);
});

test('items of lists that are told apart by their values are those that are wanted or owned', () => {
  const finalizers = (owned: JsonObject, want: readonly string[]) => {
    const object = live([{ manager: 'argocd', fields: { 'f:metadata': { 'f:name': {}, 'f:finalizers': owned } } }]);
    const metadata = { ...(object.metadata as JsonObject), finalizers: ['a', 'b', 'c'] };
    return (asApplied({ ...object, metadata }, { ...wanted, metadata: { name: 'orders', finalizers: want } }).metadata as JsonObject)
      .finalizers;
  };
  expect(finalizers({ 'v:"b"': {} }, ['a'])).toEqual(['a', 'b']);
  // Whoever has made the list owns it too, and not what others put into it.
  expect(finalizers({ '.': {}, 'v:"b"': {} }, ['a'])).toEqual(['a', 'b']);
});

test('of what is wanted no more remain its identity and what was applied', () => {
  const kept = asLastApplied(live([MESH, { manager: 'argocd', fields: DEPLOYER }]));
  expect(kept).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'orders', namespace: 'shop' } });
  expect(JSON.stringify(kept)).not.toContain('uid');
});
