import { DANGLING_CONFIG_MAP } from '../../lib/checks/rules/dangling-config-map';
import { DANGLING_SECRET } from '../../lib/checks/rules/dangling-secret';
import { findingsOf } from '../support/checked';

const found = (yaml: string): string[] => findingsOf(DANGLING_SECRET, yaml).map(({ field, got }) => `${field} ${got}`);
const foundConfigMaps = (yaml: string): string[] => findingsOf(DANGLING_CONFIG_MAP, yaml).map(({ field, got }) => `${field} ${got}`);
const absent = (name: string) => `Secret "${name}" in namespace "shop", which is not there`;

const pod = (spec: string, metadata = '') => `
apiVersion: v1
kind: Pod
metadata: { name: checkout, namespace: shop${metadata} }
spec: { ${spec} }
`;
const secret = (name: string) => `---\napiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: shop }\n`;

test('the login of a registry is looked up for pods and for their account', () => {
  const account =
    '---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }\nimagePullSecrets: [{ name: pull }, {}, 5]\n';
  expect(found(pod('imagePullSecrets: [{ name: pull }, { name: "" }, { name: 5 }, null]') + account)).toEqual([
    `spec.imagePullSecrets[0].name ${absent('pull')}`,
    `imagePullSecrets[0].name ${absent('pull')}`,
  ]);
  expect(found(pod('imagePullSecrets: [{ name: pull }]') + account + secret('pull'))).toEqual([]);
});

test("the login of KEDA's scaler is looked up in its namespace; what is for all namespaces is in KEDA's own", () => {
  const login = (kind: string) => `
apiVersion: keda.sh/v1alpha1
kind: ${kind}
metadata: { name: events, namespace: shop }
spec: { secretTargetRef: [{ parameter: password, name: events-login, key: password }, { name: 5 }] }
`;
  expect(found(login('TriggerAuthentication'))).toEqual([`spec.secretTargetRef[0].name ${absent('events-login')}`]);
  expect(found(login('TriggerAuthentication') + secret('events-login'))).toEqual([]);
  expect(found(login('ClusterTriggerAuthentication'))).toEqual([]);
});

test('what the manifests say of Secrets is believed: who needs one, and which Job makes one', () => {
  const volumes = 'volumes: [{ name: d, secret: { secretName: login } }]';
  expect(found(pod(volumes))).toHaveLength(1);
  expect(found(pod(volumes, ', annotations: { cdk8s-shop/needs-secrets: "other,login" }'))).toEqual([]);
  const maker = `
---
apiVersion: batch/v1
kind: Job
metadata: { name: passwords, namespace: shop, annotations: { cdk8s-shop/makes-secrets: login } }
spec: { template: { spec: { serviceAccountName: passwords } } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: passwords, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: passwords }
subjects: [{ kind: ServiceAccount, name: passwords }]
`;
  expect(found(pod(volumes) + maker)).toEqual([]);
});

test("what KEDA's scaler reads is looked up too", () => {
  const yaml = `
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: events, namespace: shop }
spec: { configMapTargetRef: [{ parameter: username, name: events, key: username }, {}, { name: [] }] }
`;
  expect(foundConfigMaps(yaml)).toEqual(['spec.configMapTargetRef[0].name ConfigMap "events" in namespace "shop", which is not there']);
  expect(foundConfigMaps(`${yaml}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: events, namespace: shop }\n`)).toEqual([]);
});
