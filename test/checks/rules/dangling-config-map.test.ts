import { DANGLING_CONFIG_MAP } from '../../../lib/checks/rules/dangling-config-map';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec: { ${spec} }
`;

const env = (ref: string) => `env: [{ name: A, value: a }, { name: B, valueFrom: { configMapKeyRef: ${ref} } }]`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_CONFIG_MAP, DANGLING_CONFIG_MAP.wrong)).toEqual([
    '/Pod/shop/storefront spec.volumes[0].configMap.name: got ConfigMap "page" in namespace "shop", which is not there; wanted a ConfigMap of the manifests, `optional: true`, or a mention of it in the setting `elsewhere`. Fix: add the ConfigMap, or correct its name.',
  ]);
  expect(messagesOf(DANGLING_CONFIG_MAP, DANGLING_CONFIG_MAP.right)).toEqual([]);
});

/** The places at which something is told. */
const places = (yaml: string) => messagesOf(DANGLING_CONFIG_MAP, yaml).map((text) => text.split(' ')[1]);

test.each([
  [`containers: [{ ${env('{ name: a, key: b }')} }]`, 'spec.containers[0].env[1].valueFrom.configMapKeyRef.name:'],
  ['containers: [{}, { envFrom: [{ prefix: P }, { configMapRef: { name: a } }] }]', 'spec.containers[1].envFrom[1].configMapRef.name:'],
  [`initContainers: [{ ${env('{ name: a, key: b }')} }]`, 'spec.initContainers[0].env[1].valueFrom.configMapKeyRef.name:'],
  [
    `initContainers: [{ restartPolicy: Always, ${env('{ name: a, key: b }')} }]`,
    'spec.initContainers[0].env[1].valueFrom.configMapKeyRef.name:',
  ],
  [`ephemeralContainers: [{ ${env('{ name: a, key: b }')} }]`, 'spec.ephemeralContainers[0].env[1].valueFrom.configMapKeyRef.name:'],
  [
    'volumes: [{ name: v, projected: { sources: [{ secret: { name: s } }, { configMap: { name: a } }] } }]',
    'spec.volumes[0].projected.sources[1].configMap.name:',
  ],
])('%s is told of at its place', (spec, place) => {
  expect(places(pod(spec))).toEqual([place]);
});

test('what is optional may be absent, at each of these places', () => {
  for (const spec of [
    `containers: [{ ${env('{ name: a, key: b, optional: true }')} }]`,
    'containers: [{ envFrom: [{ configMapRef: { name: a, optional: true } }] }]',
    'volumes: [{ name: v, configMap: { name: a, optional: true, items: [{ key: b, path: b }] } }]',
    'volumes: [{ name: v, projected: { sources: [{ configMap: { name: a, optional: true } }] } }]',
  ])
    expect(places(pod(spec))).toEqual([]);
  expect(places(pod('containers: [{ envFrom: [{ configMapRef: { name: a, optional: "true" } }] }]'))).toHaveLength(1);
});

test('one that is read several times is told of once', () => {
  expect(places(pod(`containers: [{ ${env('{ name: a, key: b }')} }, { ${env('{ name: a, key: c }')} }]`))).toHaveLength(1);
});

test('a ConfigMap of another namespace, or a Secret of the name, is another object', () => {
  const right = 'ConfigMap\nmetadata: { name: pages, namespace: shop }';
  expect(places(edited(DANGLING_CONFIG_MAP.right, right, 'ConfigMap\nmetadata: { name: pages, namespace: other }'))).toHaveLength(1);
  expect(places(edited(DANGLING_CONFIG_MAP.right, right, 'Secret\nmetadata: { name: pages, namespace: shop }'))).toHaveLength(1);
});

test('the pods of a CronJob are told of below its template', () => {
  const job = `
apiVersion: batch/v1
kind: CronJob
metadata: { name: reports }
spec: { jobTemplate: { spec: { template: { spec: { volumes: [{ name: v, configMap: { name: a } }] } } } } }
`;
  expect(messagesOf(DANGLING_CONFIG_MAP, job)).toEqual([
    'batch/CronJob//reports spec.jobTemplate.spec.template.spec.volumes[0].configMap.name: got ConfigMap "a" in namespace "default", which is not there; wanted a ConfigMap of the manifests, `optional: true`, or a mention of it in the setting `elsewhere`. Fix: add the ConfigMap, or correct its name.',
  ]);
});

test('one that every namespace has, or that is said to be elsewhere, is there', () => {
  expect(places(pod('volumes: [{ name: v, configMap: { name: kube-root-ca.crt } }]'))).toEqual([]);
  expect(messagesOf(DANGLING_CONFIG_MAP, DANGLING_CONFIG_MAP.wrong, { settings: { elsewhere: ['/ConfigMap/shop/page'] } })).toEqual([]);
});

test.each(['configMap: {}', 'configMap: { name: 7 }', 'configMap: page', 'emptyDir: {}'])('a volume with %s names none', (source) => {
  expect(places(pod(`volumes: [{ name: v, ${source} }, 7]`))).toEqual([]);
});
