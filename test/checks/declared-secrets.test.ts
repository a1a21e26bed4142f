import { parseAllDocuments } from 'yaml';
import { declaredSecrets } from '../../lib/checks/declared-secrets';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';

const declared = (yaml: string): string[] =>
  declaredSecrets(new ManifestSet(parseAllDocuments(yaml).map((document) => manifestOf(document.toJS())))).sort();

const job = (metadata: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: passwords, ${metadata} }
spec: { template: { spec: { serviceAccountName: passwords, containers: [{ name: app }] } } }
`;

const BINDING = `
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: passwords, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: passwords }
subjects: [{ kind: ServiceAccount, name: passwords }]
`;

const MAKES = "namespace: shop, annotations: { cdk8s-shop/makes-secrets: 'a, b' }";

test('a Job that may use the API makes the Secrets that it names, in its namespace', () => {
  expect(declared(job(MAKES) + BINDING)).toEqual(['shop/a', 'shop/b']);
});

test('a Job without rights makes none, whatever it says', () => {
  expect(declared(job(MAKES))).toEqual([]);
});

test('what has no pods makes none', () => {
  expect(declared(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, ${MAKES} }\n${BINDING}`)).toEqual([]);
});

test('any object names what somebody is to bring, in its namespace', () => {
  const config = (metadata: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, ${metadata} }\n`;
  expect(declared(config('namespace: shop, annotations: { cdk8s-shop/needs-secrets: a }'))).toEqual(['shop/a']);
  expect(declared(config('annotations: { cdk8s-shop/needs-secrets: a }'))).toEqual(['default/a']);
});

test.each(['annotations: { cdk8s-shop/needs-secrets: [a] }', 'annotations: [a]', 'annotations: null'])('%s names none', (annotations) => {
  expect(declared(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, ${annotations} }\n`)).toEqual([]);
});
