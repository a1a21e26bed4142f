import { DANGLING_SECRET } from '../../../lib/checks/rules/dangling-secret';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const pod = (spec: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: checkout, namespace: shop }, spec: { ${spec} } }\n`;

/** The places at which something is told. */
const places = (yaml: string) => messagesOf(DANGLING_SECRET, yaml).map((text) => text.split(' ')[1]);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_SECRET, DANGLING_SECRET.wrong)).toEqual([
    '/Pod/shop/checkout spec.containers[0].envFrom[0].secretRef.name: got Secret "psp-key" in namespace "shop", which is not there; wanted a Secret, or a resource of which an operator makes one, or a mention of it in the setting `elsewhere`. Fix: see that it is made before the manifests are applied, and name it in `elsewhere`.',
  ]);
  expect(messagesOf(DANGLING_SECRET, DANGLING_SECRET.right)).toEqual([]);
});

test.each([
  [
    'containers: [{ env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: b } } }] }]',
    'spec.containers[0].env[0].valueFrom.secretKeyRef.name:',
  ],
  ['initContainers: [{ envFrom: [{ secretRef: { name: a } }] }]', 'spec.initContainers[0].envFrom[0].secretRef.name:'],
  ['ephemeralContainers: [{ envFrom: [{ secretRef: { name: a } }] }]', 'spec.ephemeralContainers[0].envFrom[0].secretRef.name:'],
  ['volumes: [{ name: v, secret: { secretName: a } }]', 'spec.volumes[0].secret.secretName:'],
  ['volumes: [{ name: v, projected: { sources: [{ secret: { name: a } }] } }]', 'spec.volumes[0].projected.sources[0].secret.name:'],
])('%s is told of at its place', (spec, place) => {
  expect(places(pod(spec))).toEqual([place]);
});

test.each([
  'containers: [{ env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: b, optional: true } } }] }]',
  'containers: [{ envFrom: [{ secretRef: { name: a, optional: true } }] }]',
  'volumes: [{ name: v, secret: { secretName: a, optional: true } }]',
  'volumes: [{ name: v, projected: { sources: [{ secret: { name: a, optional: true } }] } }]',
])('%s may be absent', (spec) => {
  expect(places(pod(spec))).toEqual([]);
});

test.each(['secret: { name: a }', 'secret: {}', 'secret: { secretName: 7 }', 'secret: a', 'emptyDir: {}'])(
  'a volume with %s names none',
  (source) => {
    expect(places(pod(`volumes: [{ name: v, ${source} }]`))).toEqual([]);
  },
);

const ingress = (annotations = '') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop, annotations: { ${annotations} } }
spec: { tls: [{ hosts: [shop.example] }, { secretName: edge-tls }] }
`;

const gateway = (ref: string, annotations = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop, annotations: { ${annotations} } }
spec: { listeners: [{ name: http }, { name: https, tls: { certificateRefs: [${ref}] } }] }
`;

test('the certificate of an edge is told of at its place', () => {
  expect(places(ingress())).toEqual(['spec.tls[1].secretName:']);
  expect(places(gateway('{ name: edge-tls }'))).toEqual(['spec.listeners[1].tls.certificateRefs[0].name:']);
  expect(places(gateway('7, { name: edge-tls }'))).toEqual(['spec.listeners[1].tls.certificateRefs[1].name:']);
});

test('the certificate of a Gateway may be in another namespace, or be no Secret', () => {
  expect(messagesOf(DANGLING_SECRET, gateway('{ name: edge-tls, namespace: certs }'))[0]).toContain(
    'got Secret "edge-tls" in namespace "certs", which is not there;',
  );
  expect(places(gateway('{ name: edge-tls, kind: ConfigMap }, { name: edge-tls, group: certs.example }, { kind: Secret }'))).toEqual([]);
});

test.each(['cert-manager.io/issuer: letsencrypt', 'cert-manager.io/cluster-issuer: letsencrypt'])(
  'an edge with %s gets its certificate made',
  (annotation) => {
    expect(places(ingress(annotation))).toEqual([]);
    expect(places(gateway('{ name: edge-tls }', annotation))).toEqual([]);
  },
);

test('any other annotation makes none', () => {
  expect(places(ingress('cert-manager.io/issuer-kind: ClusterIssuer'))).toHaveLength(1);
});

test('a Secret of the set counts in its own namespace', () => {
  const secret = (namespace: string) => `---\n{ apiVersion: v1, kind: Secret, metadata: { name: psp-key, namespace: ${namespace} } }\n`;
  expect(places(DANGLING_SECRET.wrong + secret('shop'))).toEqual([]);
  expect(places(DANGLING_SECRET.wrong + secret('other'))).toHaveLength(1);
});

test('an ExternalSecret in another namespace, or one that only adds to what is there, makes none', () => {
  const moved = edited(DANGLING_SECRET.right, '{ name: psp-key, namespace: shop }', '{ name: psp-key, namespace: other }');
  expect(places(moved)).toHaveLength(1);
  for (const policy of ['Merge', 'None'])
    expect(
      places(edited(DANGLING_SECRET.right, 'spec:\n  secretStoreRef', `spec:\n  target: { creationPolicy: ${policy} }\n  secretStoreRef`)),
    ).toHaveLength(1);
});

test('what is said to be elsewhere is there', () => {
  const told = (elsewhere: string) => messagesOf(DANGLING_SECRET, DANGLING_SECRET.wrong, { settings: { elsewhere: [elsewhere] } }).length;
  expect([told('/Secret/shop/psp-key'), told('/Secret/shop/psp-*'), told('/Secret/*/*-key'), told('/Secret/shop/*x*')]).toEqual([
    0, 0, 0, 1,
  ]);
});
