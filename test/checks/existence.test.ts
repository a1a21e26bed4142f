import { exists } from '../../lib/checks/existence';
import type { ObjectName } from '../../lib/checks/set-index';
import type { JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';

/** `group/Kind/namespace/name` as an object's name; no namespace for one of the whole cluster. */
function named(identity: string): ObjectName {
  const [group = '', kind = '', namespace = '', name = ''] = identity.split('/');
  return { group, kind, name, ...(namespace !== '' && { namespace }) };
}

function there(
  identity: string,
  { elsewhere = [], bodies = [] }: { elsewhere?: readonly string[]; bodies?: readonly JsonObject[] } = {},
): boolean {
  const manifests = new ManifestSet(bodies.map((body) => manifestOf(body)));
  return exists(named(identity), { manifests, kubernetes: KubernetesVersion.V1_34, settings: { elsewhere } });
}

test('an object of the set is there in its own namespace, whatever its version; one of no namespace is in default', () => {
  const bodies = [
    { apiVersion: 'apps/v1beta2', kind: 'Deployment', metadata: { name: 'a', namespace: 'shop' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', namespace: 'ignored' } },
  ];
  expect(['apps/Deployment/shop/a', '/ConfigMap/default/b', '/Namespace//shop'].map((it) => there(it, { bodies }))).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    ['apps/Deployment/other/a', '/Deployment/shop/a', '/ConfigMap/shop/b', '/Namespace//b'].map((it) => there(it, { bodies })),
  ).toEqual([false, false, false, false]);
});

test.each([
  '/ConfigMap/shop/kube-root-ca.crt',
  '/Namespace//default',
  '/Namespace//kube-system',
  '/Service/default/kubernetes',
  '/ServiceAccount/shop/default',
  'rbac.authorization.k8s.io/ClusterRole//cluster-admin',
  'rbac.authorization.k8s.io/ClusterRole//system:auth-delegator',
  'rbac.authorization.k8s.io/Role/kube-system/extension-apiserver-authentication-reader',
  'rbac.authorization.k8s.io/Role/kube-system/system::leader-locking-kube-scheduler',
  'scheduling.k8s.io/PriorityClass//system-node-critical',
])('%s is in every cluster', (identity) => {
  expect(there(identity)).toBe(true);
});

test.each([
  '/ConfigMap/shop/kube-root-ca',
  '/Namespace//kubernetes',
  '/Service/shop/kubernetes',
  '/ServiceAccount/shop/defaults',
  'rbac.authorization.k8s.io/ClusterRole//administrator',
  'rbac.authorization.k8s.io/Role/shop/extension-apiserver-authentication-reader',
  'rbac.authorization.k8s.io/Role/shop/system:a',
  'scheduling.k8s.io/PriorityClass//system-critical',
  'shop.example/Namespace//default',
  'constructor///x',
])('%s is not', (identity) => {
  expect(there(identity)).toBe(false);
});

test('what a StatefulSet and operators make is there', () => {
  const bodies = [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'shop' },
      spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }, {}] },
    },
    { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: { name: 'psp', namespace: 'shop' } },
    { apiVersion: 'rabbitmq.com/v1beta1', kind: 'RabbitmqCluster', metadata: { name: 'events', namespace: 'shop' } },
  ];
  const made = [
    '/PersistentVolumeClaim/shop/data-db-0',
    '/PersistentVolumeClaim/shop/data-db-17',
    '/Secret/shop/psp',
    '/Service/shop/events',
  ];
  expect(made.map((it) => there(it, { bodies }))).toEqual([true, true, true, true]);
  const unmade = [
    '/PersistentVolumeClaim/other/data-db-0',
    '/PersistentVolumeClaim/shop/data-db',
    '/ConfigMap/shop/psp',
    '/Service/shop/psp',
    'shop.example/Secret/shop/psp',
  ];
  expect(unmade.map((it) => there(it, { bodies }))).toEqual([false, false, false, false, false]);
});

test.each([
  ['/Secret/shop/psp-key', true],
  ['/Secret/shop/*', true],
  ['/Secret/*/psp-key', true],
  ['/*/shop/psp-key', true],
  ['*/*/*/*', true],
  ['/Secret/shop/psp*', true],
  ['/Secret/shop/*key', true],
  ['/Secret/shop/p*-*y', true],
  ['/Secret/shop/psp*ke*y', true],
  ['/Secret/shop/**', true],
  ['/Secret/shop/psp-key*', true],
  ['/Secret/shop/psp', false],
  ['/Secret/shop/*psp', false],
  ['/Secret/shop/psp-key*y', false],
  ['/Secret/shop/p*k*k*y', false],
  ['/Secret/shop/PSP-KEY', false],
  ['/Secret/shop/psp.key', false],
  ['/Secret/*', false],
  ['*', false],
  ['/Secret/shop/psp-key/x', false],
  ['', false],
])('elsewhere %j says of /Secret/shop/psp-key: %s', (pattern, expected) => {
  expect(there('/Secret/shop/psp-key', { elsewhere: ['/Secret/shop/other', pattern] })).toBe(expected);
});
