import { Construct } from 'constructs';
import { type Shop, ShopProfile, ShopQueue, ShopSecret, ShopWorker } from '../../../lib';
import { emitExternalSecret, emitQueueScaler } from '../../../lib/constructs/emit/custom-resources';
import type { ConnectionRecord } from '../../../lib/model/component';
import { SCALE_BEHAVIOR } from '../../../lib/policy/scaling';
import { manifest, manifestsOf, testShopOn } from '../../support/synthesis';

const BASE = { image: 'registry.example/it:1', scale: { min: 2, max: 9 } };
const LOGIN = ShopSecret.existing('mq-login', 'pw');

const kedaShop = () => testShopOn({ kedaNamespace: 'keda' }, { profile: ShopProfile.development() });
const outside = (shop: Shop, id = 'mails') =>
  ShopQueue.external(shop, id, { host: 'mq.example', username: 'mailer', vhost: 'v', credentials: LOGIN });

test('a ScaledObject follows the queue between the bounds, and stays at the fewest when it cannot look', () => {
  const shop = kedaShop();
  const queue = new ShopQueue(shop, 'events', { credentials: LOGIN });
  new ShopWorker(shop, 'it', { ...BASE, connections: [queue.consume({ queue: 'orders', backlogPerReplica: 50 })] });
  expect(manifest(shop, 'ScaledObject', 'it').spec).toEqual({
    scaleTargetRef: { name: 'it' },
    minReplicaCount: 2,
    maxReplicaCount: 9,
    pollingInterval: 15,
    fallback: { failureThreshold: 3, replicas: 2 },
    advanced: { horizontalPodAutoscalerConfig: { behavior: SCALE_BEHAVIOR } },
    triggers: [
      {
        type: 'rabbitmq',
        // KEDA stands in another namespace, so the host is named with its own.
        metadata: { host: 'amqp://events.shop:5672/', mode: 'QueueLength', value: '50', queueName: 'orders' },
        authenticationRef: { name: 'it-events-login' },
      },
    ],
  });
});

test('the login is by reference, and the name of the user is no secret', () => {
  const shop = kedaShop();
  new ShopWorker(shop, 'it', { ...BASE, connections: [outside(shop).consume()] });
  expect(manifest(shop, 'TriggerAuthentication', 'it-mails-login').spec).toEqual({
    secretTargetRef: [{ parameter: 'password', name: 'mq-login', key: 'pw' }],
    configMapTargetRef: [{ parameter: 'username', name: 'it-mails-login', key: 'username' }],
  });
  expect(manifest(shop, 'ConfigMap', 'it-mails-login').data).toEqual({ username: 'mailer' });
  // An outside broker is dialled by its own name, with its virtual host.
  expect(manifest(shop, 'ScaledObject', 'it').spec.triggers[0].metadata).toMatchObject({ host: 'amqp://mq.example:5672/v', value: '20' });
});

test('two queues of one broker are two triggers with one login, in the order of their names', () => {
  const shop = kedaShop();
  const [a, b] = [outside(shop, 'a'), outside(shop, 'b')];
  const queue = (name: string) => ({ queue: name, envPrefix: name.toUpperCase() });
  new ShopWorker(shop, 'it', { ...BASE, connections: [b.consume(queue('z')), a.consume(queue('y')), a.consume(queue('x'))] });
  const triggers = manifest(shop, 'ScaledObject', 'it').spec.triggers;
  expect(
    triggers.map((t: { metadata: { queueName: string }; authenticationRef: { name: string } }) => [
      t.metadata.queueName,
      t.authenticationRef.name,
    ]),
  ).toEqual([
    ['x', 'it-a-login'],
    ['y', 'it-a-login'],
    ['z', 'it-b-login'],
  ]);
  const logins = manifestsOf(shop).filter((m) => m.kind === 'TriggerAuthentication');
  expect(logins.map((m) => m.metadata.name)).toEqual(['it-a-login', 'it-b-login']);
});

test('a further queue changes no other login', () => {
  const logins = (further: boolean) => {
    const shop = kedaShop();
    const first = outside(shop, 'a').consume();
    const second = outside(shop, 'b').consume();
    new ShopWorker(shop, 'it', { ...BASE, connections: further ? [first, second] : [second] });
    return [manifest(shop, 'TriggerAuthentication', 'it-b-login'), manifest(shop, 'ConfigMap', 'it-b-login')];
  };
  expect(logins(true)).toEqual(logins(false));
});

test('a broker that asks for nothing needs no parameters', () => {
  const shop = kedaShop();
  const worker = new ShopWorker(shop, 'it', { image: BASE.image });
  const link = outside(shop).consume()._link;
  const open = { ...link, from: worker._component, to: { ...link.to, facts: {} }, options: {} } satisfies ConnectionRecord;
  emitQueueScaler(
    new Construct(worker, 'Queues'),
    { shop: worker._shop, component: worker._component, labels: {} },
    { min: 1, max: 2, cpuPercent: 60 },
    [open],
  );
  expect(manifest(shop, 'TriggerAuthentication', 'it-mails-login').spec).toEqual({});
  expect(manifest(shop, 'ScaledObject', 'it').spec.triggers[0].metadata).toMatchObject({
    host: 'amqp://mq.example:5672/',
    queueName: 'mails',
  });
});

test('an ExternalSecret fills the Secret from the store, renews it hourly, and leaves it when it goes', () => {
  const shop = testShopOn({ clusterSecretStore: 'vault' });
  const worker = new ShopWorker(shop, 'it', { image: BASE.image });
  const owner = { shop: worker._shop, component: worker._component, labels: {} };
  emitExternalSecret(worker, owner, 'it-credentials', { password: 'pw', cookie: 'cookie' }, 'shop/it');
  expect(manifest(shop, 'ExternalSecret', 'it-credentials').spec).toEqual({
    refreshInterval: '1h0m0s',
    secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
    target: { name: 'it-credentials', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    data: [
      { secretKey: 'password', remoteRef: { key: 'shop/it', property: 'pw' } },
      { secretKey: 'cookie', remoteRef: { key: 'shop/it', property: 'cookie' } },
    ],
  });
});
