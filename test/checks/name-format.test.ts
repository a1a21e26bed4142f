import { nameFormat } from '../../lib/checks/name-format';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';

const of = (length: number) => 'a'.repeat(length);

/** Which of some names a kind does not take. */
function refused(kind: string, names: readonly string[], version = KubernetesVersion.V1_34): readonly string[] {
  const [group = '', name = ''] = kind.split('/');
  const { accepts } = nameFormat(group, name, version);
  return names.filter((text) => !accepts(text));
}

/** Kinds whose validation asks for a DNS subdomain; a kind that nobody knows is taken for one of them. */
const SUBDOMAINS = [
  ...[
    '/ConfigMap',
    '/Secret',
    '/Pod',
    '/ServiceAccount',
    '/PersistentVolume',
    '/PersistentVolumeClaim',
    '/LimitRange',
    '/ResourceQuota',
    '/Node',
  ],
  ...[
    '/Endpoints',
    '/ReplicationController',
    'apps/Deployment',
    'apps/DaemonSet',
    'apps/ReplicaSet',
    'autoscaling/HorizontalPodAutoscaler',
  ],
  ...['networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy', 'networking.k8s.io/IngressClass', 'networking.k8s.io/ServiceCIDR'],
  ...['storage.k8s.io/StorageClass', 'storage.k8s.io/CSIDriver', 'scheduling.k8s.io/PriorityClass', 'node.k8s.io/RuntimeClass'],
  ...['discovery.k8s.io/EndpointSlice', 'coordination.k8s.io/Lease', 'apiextensions.k8s.io/CustomResourceDefinition'],
  ...['admissionregistration.k8s.io/ValidatingWebhookConfiguration', 'shop.example/Shop'],
];

test.each(SUBDOMAINS)('%s takes a DNS subdomain, whose parts may be longer than 63 characters', (kind) => {
  expect(refused(kind, ['a', '1', 'a.b', '1.a-b.c', of(64), of(253), `${of(64)}.a`])).toEqual([]);
  const wrong = ['', '.', 'a.', '.a', 'a..b', 'A', 'a_b', 'a b', '-a', 'a-', 'a.-b', 'a/b', 'a%b', 'a:b', 'ä', of(254), 'a\n'];
  expect(refused(kind, wrong)).toEqual(wrong);
});

test('a Namespace is a DNS label', () => {
  expect(refused('/Namespace', ['a', '1', '1a', 'a-b', of(63)])).toEqual([]);
  expect(refused('/Namespace', ['', 'a.b', 'A', 'a-', '-a', of(64)])).toHaveLength(6);
});

test('a Service is a DNS label that begins with a letter, from 1.36 on with a digit too', () => {
  expect(refused('/Service', ['a', 'a-1', of(63)])).toEqual([]);
  expect(refused('/Service', ['1', '1a', 'a.b', of(64)], KubernetesVersion.V1_35)).toEqual(['1', '1a', 'a.b', of(64)]);
  expect(refused('/Service', ['1', '1a', 'a.b', of(64)], KubernetesVersion.V1_36)).toEqual(['a.b', of(64)]);
  expect(nameFormat('', 'Service', KubernetesVersion.V1_35).wanted).toBe(
    'lower-case letters, digits and -, at most 63 characters, beginning with a letter',
  );
  expect(nameFormat('', 'Service', KubernetesVersion.V1_36).wanted).toBe('lower-case letters, digits and -, at most 63 characters');
});

test('kinds of which longer names are made have shorter ones', () => {
  expect(refused('apps/StatefulSet', ['a', '1', of(52)])).toEqual([]);
  expect(refused('apps/StatefulSet', [of(53), 'a.b'])).toHaveLength(2);
  expect(refused('batch/CronJob', ['a', 'a.b', of(52)])).toEqual([]);
  expect(refused('batch/CronJob', [of(53), 'A'])).toHaveLength(2);
  expect(refused('batch/Job', ['a', 'a.b', of(63)])).toEqual([]);
  expect(refused('batch/Job', [of(64), 'A'])).toHaveLength(2);
  expect(nameFormat('batch', 'CronJob', KubernetesVersion.V1_34).wanted).toBe('lower-case letters, digits, - and ., at most 52 characters');
  expect(nameFormat('apps', 'StatefulSet', KubernetesVersion.V1_34).wanted).toBe('lower-case letters, digits and -, at most 52 characters');
  expect(nameFormat('batch', 'Job', KubernetesVersion.V1_34).wanted).toBe('lower-case letters, digits, - and ., at most 63 characters');
});

test.each([
  ...['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'].map((kind) => `rbac.authorization.k8s.io/${kind}`),
  ...['certificates.k8s.io/CertificateSigningRequest', 'certificates.k8s.io/ClusterTrustBundle', 'policy/PodDisruptionBudget'],
])('%s takes whatever fits into an address', (kind) => {
  expect(refused(kind, ['system:node', 'A b_c', 'a..b', of(300), 'ä'])).toEqual([]);
  expect(refused(kind, ['.', '..', 'a/b', 'a%b'])).toEqual(['.', '..', 'a/b', 'a%b']);
});

test('an IPAddress is one', () => {
  expect(refused('networking.k8s.io/IPAddress', ['10.0.0.1', '2001:db8::1'])).toEqual([]);
  expect(refused('networking.k8s.io/IPAddress', ['10.0.0', 'a', '10.0.0.1/32'])).toHaveLength(3);
});

test('a kind of another group that bears the name of one is not that one', () => {
  expect(refused('serving.knative.dev/Service', ['1.a'])).toEqual([]);
  expect(refused('shop.example/Role', ['a:b'])).toEqual(['a:b']);
  expect(refused('constructor/x', ['a'])).toEqual([]);
});
