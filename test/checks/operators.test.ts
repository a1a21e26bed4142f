import { madeSecrets, madeServices, meansMadePods } from '../../lib/checks/operators';
import type { JsonObject } from '../../lib/manifests/json';
import { labelSelectorOf } from '../../lib/manifests/label-selector';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';

const setOf = (...bodies: JsonObject[]) => new ManifestSet(bodies.map((body) => manifestOf(body)));
const resource = (apiVersion: string, kind: string, spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name: 'shop-db', namespace: 'shop', ...metadata },
  spec,
});

const secrets = (...bodies: JsonObject[]) => [...madeSecrets(setOf(...bodies))].sort();
const services = (...bodies: JsonObject[]) => [...madeServices(setOf(...bodies))].sort();

test('the Secrets that each operator makes, by its documentation', () => {
  // https://external-secrets.io/latest/api/externalsecret/
  expect(secrets(resource('external-secrets.io/v1', 'ExternalSecret'))).toEqual(['shop/shop-db']);
  expect(secrets(resource('external-secrets.io/v1beta1', 'ExternalSecret', { target: { name: 'psp' } }))).toEqual(['shop/psp']);
  expect(secrets(resource('external-secrets.io/v1', 'ExternalSecret', { target: { name: '' } }))).toEqual(['shop/shop-db']);
  // https://github.com/bitnami-labs/sealed-secrets
  expect(secrets(resource('bitnami.com/v1alpha1', 'SealedSecret'))).toEqual(['shop/shop-db']);
  // https://cert-manager.io/docs/usage/certificate/
  expect(secrets(resource('cert-manager.io/v1', 'Certificate', { secretName: 'edge-tls' }))).toEqual(['shop/edge-tls']);
  // https://www.elastic.co/guide/en/cloud-on-k8s/current/k8s-services.html
  expect(secrets(resource('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch'))).toEqual([
    'shop/shop-db-es-elastic-user',
    'shop/shop-db-es-http-certs-public',
  ]);
  // https://cloudnative-pg.io/documentation/current/applications/
  expect(secrets(resource('postgresql.cnpg.io/v1', 'Cluster'))).toEqual(
    ['app', 'ca', 'replication', 'server', 'superuser'].map((part) => `shop/shop-db-${part}`),
  );
  // https://www.rabbitmq.com/kubernetes/operator/using-operator
  expect(secrets(resource('rabbitmq.com/v1beta1', 'RabbitmqCluster'))).toEqual(['shop/shop-db-default-user', 'shop/shop-db-erlang-cookie']);
  // https://strimzi.io/docs/operators/latest/deploying
  expect(secrets(resource('kafka.strimzi.io/v1', 'Kafka'))).toEqual(['shop/shop-db-clients-ca-cert', 'shop/shop-db-cluster-ca-cert']);
  expect(secrets(resource('kafka.strimzi.io/v1', 'KafkaUser'))).toEqual(['shop/shop-db']);
  // https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
  const provider = { secretObjects: [{ secretName: 'a' }, { secretName: 'b' }] };
  expect(secrets(resource('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', provider))).toEqual(['shop/a', 'shop/b']);
});

test('an ExternalSecret that only adds to a Secret, or makes none, does not make it', () => {
  const by = (creationPolicy: string) => secrets(resource('external-secrets.io/v1', 'ExternalSecret', { target: { creationPolicy } }));
  expect([by('Owner'), by('Orphan'), by('CreateOrMerge'), by('Merge'), by('None')]).toEqual([
    ['shop/shop-db'],
    ['shop/shop-db'],
    ['shop/shop-db'],
    [],
    [],
  ]);
});

test('cert-manager makes the certificates of edges that name their issuer', () => {
  const edge = (annotations: JsonObject) => [
    resource('networking.k8s.io/v1', 'Ingress', { tls: [{ secretName: 'a' }, {}] }, { annotations }),
    resource(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      { listeners: [{}, { tls: { certificateRefs: [{ name: 'b' }] } }] },
      { annotations },
    ),
  ];
  for (const key of ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer'])
    expect(secrets(...edge({ [key]: 'letsencrypt' }))).toEqual(['shop/a', 'shop/b']);
  for (const key of ['cert-manager.io/issuer-group', 'kubernetes.io/ingress.class', 'x.cert-manager.io/issuer'])
    expect(secrets(...edge({ [key]: 'letsencrypt' }))).toEqual([]);
});

test('the Services that each operator makes', () => {
  expect(services(resource('postgresql.cnpg.io/v1', 'Cluster'))).toEqual(['shop/shop-db-r', 'shop/shop-db-ro', 'shop/shop-db-rw']);
  expect(services(resource('postgresql.cnpg.io/v1', 'Pooler'))).toEqual(['shop/shop-db']);
  expect(services(resource('rabbitmq.com/v1beta1', 'RabbitmqCluster'))).toEqual(['shop/shop-db', 'shop/shop-db-nodes']);
  expect(services(resource('kafka.strimzi.io/v1', 'Kafka'))).toEqual(['shop/shop-db-kafka-bootstrap', 'shop/shop-db-kafka-brokers']);
  expect(services(resource('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch'))).toEqual(['shop/shop-db-es-http']);
  expect(services(resource('serving.knative.dev/v1', 'Service'))).toEqual(['shop/shop-db']);
});

test('a resource of no namespace is in default; one of another group or kind makes nothing', () => {
  expect(secrets(resource('bitnami.com/v1alpha1', 'SealedSecret', {}, { namespace: undefined } as unknown as JsonObject))).toEqual([
    'default/shop-db',
  ]);
  expect(
    secrets(resource('shop.example/v1', 'ExternalSecret'), resource('v1', 'Secret'), resource('postgresql.cnpg.io/v1', 'Backup')),
  ).toEqual([]);
  expect(services(resource('v1', 'Service'), resource('shop.example/v1', 'Kafka'))).toEqual([]);
});

test('what a resource does not say, or says in another type, makes nothing that can be named', () => {
  const strange = [
    resource('cert-manager.io/v1', 'Certificate', { secretName: 7 }),
    resource('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', { secretObjects: 'a' }),
  ];
  expect(secrets(...strange)).toEqual([]);
});

test('a selector means pods that an operator makes where it asks for the name of their resource, in its namespace', () => {
  const manifests = setOf(
    resource('postgresql.cnpg.io/v1', 'Cluster'),
    resource('cert-manager.io/v1', 'Certificate', {}, { name: 'edge' }),
  );
  const means = (namespace: string, key: string, value: string) =>
    meansMadePods(namespace, labelSelectorOf({ matchLabels: { [key]: value } }), manifests);
  expect(means('shop', 'cnpg.io/cluster', 'shop-db')).toBe(true);
  expect(means('shop', 'app', 'shop-db')).toBe(true);
  expect(means('shop', 'app', 'orders')).toBe(false);
  expect(means('shop', 'app', 'edge')).toBe(false);
  expect(means('other', 'app', 'shop-db')).toBe(false);
  expect(
    meansMadePods('shop', labelSelectorOf({ matchExpressions: [{ key: 'app', operator: 'In', values: ['x', 'shop-db'] }] }), manifests),
  ).toBe(true);
  expect(meansMadePods('shop', labelSelectorOf({ matchExpressions: [{ key: 'shop-db', operator: 'Exists' }] }), manifests)).toBe(false);
  expect(meansMadePods('shop', labelSelectorOf({ matchLabels: { app: 'shop-db' } }), setOf())).toBe(false);
});
