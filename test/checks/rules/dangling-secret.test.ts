import { DANGLING_SECRET } from '../../../lib/checks/rules/dangling-secret';
import { findingsOf, messagesOf } from '../../support/checked';

const found = (yaml: string, elsewhere: string[] = []): string[] =>
  findingsOf(DANGLING_SECRET, yaml, { settings: { elsewhere } }).map(({ field, got }) => `${field} ${got}`);
const absent = (name: string, namespace = 'shop') => `Secret "${name}" in namespace "${namespace}", which is not there`;

const pod = (spec: string, metadata = '') => `
apiVersion: v1
kind: Pod
metadata: { name: checkout, namespace: shop${metadata} }
spec: { ${spec} }
`;
const secret = (name: string) => `---\napiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: shop }\n`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_SECRET, DANGLING_SECRET.wrong)).toEqual([
    '/Pod/shop/checkout spec.containers[0].envFrom[0].secretRef.name: got Secret "psp-key" in namespace "shop", which is not there; wanted a Secret, or a resource of which an operator makes one, or a mention of it in the setting `elsewhere`. Fix: see that it is made before the manifests are applied, and name it in `elsewhere`.',
  ]);
  expect(messagesOf(DANGLING_SECRET, DANGLING_SECRET.right)).toEqual([]);
});

test('what pods read by variables and volumes is looked up once for each name, in containers of every role', () => {
  const env = '{ name: A, valueFrom: { secretKeyRef: { name: a, key: k } } }';
  const yaml = pod(
    `initContainers: [{ env: [${env}, ${env}] }],
     containers: [{ env: [{ name: B, valueFrom: { secretKeyRef: { name: b, key: k, optional: true } } }] }],
     ephemeralContainers: [{ envFrom: [{ secretRef: { name: c } }] }],
     volumes: [{ name: d, secret: { secretName: d } }, { name: e, projected: { sources: [{ secret: { name: e } }] } }]`,
  );
  expect(found(yaml + secret('d'))).toEqual([
    `spec.ephemeralContainers[0].envFrom[0].secretRef.name ${absent('c')}`,
    `spec.initContainers[0].env[0].valueFrom.secretKeyRef.name ${absent('a')}`,
    `spec.volumes[1].projected.sources[0].secret.name ${absent('e')}`,
  ]);
});

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

test('certificates of Ingresses and Gateways are looked up, of another namespace too, unless an issuer fills them', () => {
  const edge = (annotations: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop, annotations: { ${annotations} } }
spec: { tls: [{ secretName: edge-tls }, {}] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop, annotations: { ${annotations} } }
spec:
  listeners:
    - { tls: { certificateRefs: [{ name: own }, { name: theirs, namespace: certs }, { kind: ConfigMap, name: ca }] } }
`;
  expect(found(edge(''))).toEqual([
    `spec.listeners[0].tls.certificateRefs[0].name ${absent('own')}`,
    `spec.listeners[0].tls.certificateRefs[1].name ${absent('theirs', 'certs')}`,
    `spec.tls[0].secretName ${absent('edge-tls')}`,
  ]);
  expect(found(edge('cert-manager.io/issuer: letsencrypt'))).toEqual([
    `spec.listeners[0].tls.certificateRefs[1].name ${absent('theirs', 'certs')}`,
  ]);
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

test('the setting `elsewhere` names Secrets that exist', () => {
  const yaml = pod('volumes: [{ name: d, secret: { secretName: psp-key } }]');
  expect(found(yaml, ['/Secret/shop/psp-*'])).toEqual([]);
  expect(found(yaml, ['/Secret/other/psp-*'])).toHaveLength(1);
});
