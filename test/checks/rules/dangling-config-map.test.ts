import { DANGLING_CONFIG_MAP } from '../../../lib/checks/rules/dangling-config-map';
import { findingsOf, messagesOf } from '../../support/checked';

const found = (yaml: string): string[] => findingsOf(DANGLING_CONFIG_MAP, yaml).map(({ field, got }) => `${field} ${got}`);
const absent = (name: string) => `ConfigMap "${name}" in namespace "shop", which is not there`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_CONFIG_MAP, DANGLING_CONFIG_MAP.wrong)).toEqual([
    '/Pod/shop/storefront spec.volumes[0].configMap.name: got ConfigMap "page" in namespace "shop", which is not there; wanted a ConfigMap of the manifests, `optional: true`, or a mention of it in the setting `elsewhere`. Fix: add the ConfigMap, or correct its name.',
  ]);
  expect(messagesOf(DANGLING_CONFIG_MAP, DANGLING_CONFIG_MAP.right)).toEqual([]);
});

test('what pods read by variables and volumes is looked up, but for what they can do without and what every cluster has', () => {
  const yaml = `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  initContainers: [{ envFrom: [{ configMapRef: { name: a } }, { configMapRef: { name: a } }, { configMapRef: { name: b, optional: true } }] }]
  containers: [{ env: [{ name: C, valueFrom: { configMapKeyRef: { name: c, key: k } } }, { name: D, valueFrom: 5 }] }]
  volumes: [{ name: e, projected: { sources: [{ configMap: { name: e } }, { configMap: { name: kube-root-ca.crt } }] } }]
`;
  expect(found(yaml)).toEqual([
    `spec.containers[0].env[0].valueFrom.configMapKeyRef.name ${absent('c')}`,
    `spec.initContainers[0].envFrom[0].configMapRef.name ${absent('a')}`,
    `spec.volumes[0].projected.sources[0].configMap.name ${absent('e')}`,
  ]);
});

test("what KEDA's scaler reads is looked up too", () => {
  const yaml = `
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: events, namespace: shop }
spec: { configMapTargetRef: [{ parameter: username, name: events, key: username }, {}, { name: [] }] }
`;
  expect(found(yaml)).toEqual([`spec.configMapTargetRef[0].name ${absent('events')}`]);
  expect(found(`${yaml}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: events, namespace: shop }\n`)).toEqual([]);
});
