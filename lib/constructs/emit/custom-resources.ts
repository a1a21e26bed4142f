import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { sortedBy } from '../../core/order';
import type { Component, ConnectionRecord, MetricsPort } from '../../model/component';
import { selectorOf } from '../../policy/labels';
import { BACKLOG_PER_REPLICA, QUEUE_FALLBACK_FAILURES, QUEUE_POLLING_SECONDS, SCALE_BEHAVIOR, type ScalePlan } from '../../policy/scaling';
import { emitConfigMap } from './companions';
import { metadataOf, type Owner } from './metadata';
import { emitObject } from './object';

/**
 * The generated bindings are large, and most clusters need none of them: each is loaded when the first object of its
 * kind is made.
 */
const bindings = {
  podMonitors: () => require('../../../imports/podmonitors') as typeof import('../../../imports/podmonitors'),
  scaledObjects: () => require('../../../imports/scaledobjects') as typeof import('../../../imports/scaledobjects'),
  triggerAuthentications: () =>
    require('../../../imports/triggerauthentications') as typeof import('../../../imports/triggerauthentications'),
  externalSecrets: () => require('../../../imports/externalsecrets') as typeof import('../../../imports/externalsecrets'),
};

/** A PodMonitor, where the Prometheus operator is there. */
export function emitPodMonitor(scope: Construct, owner: Owner, metrics: MetricsPort | undefined): void {
  if (!metrics || !owner.shop.cluster.prometheusOperator) return;
  const { PodMonitor } = bindings.podMonitors();
  const manifest = PodMonitor.manifest({
    metadata: metadataOf(owner),
    spec: {
      selector: { matchLabels: selectorOf(owner.component.name) },
      podMetricsEndpoints: [{ portNumber: metrics.port, path: metrics.path }],
    },
  });
  emitObject(scope, 'PodMonitor', manifest);
}

/** KEDA: a ScaledObject that follows the queues a worker consumes, with the broker's password by reference. */
export function emitQueueScaler(scope: Construct, owner: Owner, scale: ScalePlan, connections: readonly ConnectionRecord[]): void {
  const { name } = owner.component;
  const queues = sortedBy(connections, (c) => `${c.to.namespace}/${c.to.name} ${queueOf(c)}`);
  const { ScaledObject } = bindings.scaledObjects();
  const manifest = ScaledObject.manifest({
    metadata: metadataOf(owner),
    spec: {
      scaleTargetRef: { name },
      minReplicaCount: scale.min,
      maxReplicaCount: scale.max,
      pollingInterval: QUEUE_POLLING_SECONDS,
      fallback: { failureThreshold: QUEUE_FALLBACK_FAILURES, replicas: scale.min },
      advanced: { horizontalPodAutoscalerConfig: { behavior: SCALE_BEHAVIOR } },
      triggers: queues.map((q) => ({ type: 'rabbitmq', metadata: rabbitTrigger(q), authenticationRef: { name: loginName(name, q.to) } })),
    },
  });
  emitObject(scope, 'Autoscaler', manifest);
  for (const to of new Set(queues.map((q) => q.to))) emitTriggerAuthentication(scope, owner, to);
}

/** Named after the broker, so that a further queue changes no other login. */
function loginName(worker: string, broker: Component): string {
  return `${worker}-${broker.name}-login`;
}

function queueOf({ to, options }: ConnectionRecord): string {
  return options.queue ?? to.name;
}

function rabbitTrigger(connection: ConnectionRecord): { [key: string]: string } {
  const { to, endpoint, options } = connection;
  // KEDA looks from its own namespace.
  const host = to.location.kind === 'pods' ? `${to.host}.${to.namespace}` : to.host;
  const vhost = to.facts.vhost?.kind === 'literal' ? to.facts.vhost.text : '';
  return {
    host: `${endpoint.scheme}://${host}:${endpoint.port}/${vhost}`,
    mode: 'QueueLength',
    value: `${options.backlogPerReplica ?? BACKLOG_PER_REPLICA}`,
    queueName: queueOf(connection),
  };
}

function emitTriggerAuthentication(scope: Construct, owner: Owner, to: Component): void {
  const name = loginName(owner.component.name, to);
  const id = `Login-${to.name}`;
  const { TriggerAuthentication } = bindings.triggerAuthentications();
  const { username, password } = to.facts;
  const manifest = TriggerAuthentication.manifest({
    metadata: metadataOf(owner, name),
    spec: {
      ...(password?.kind === 'secret' && {
        secretTargetRef: [{ parameter: 'password', name: password.ref.secret, key: password.ref.key }],
      }),
      ...(username?.kind === 'literal' && { configMapTargetRef: [{ parameter: 'username', name, key: 'username' }] }),
    },
  });
  emitObject(scope, id, manifest);
  if (username?.kind === 'literal') emitConfigMap(scope, `${id}-username`, owner, name, { username: username.text });
}

/** An ExternalSecret that fills a Secret from the store, and leaves it when it goes. */
export function emitExternalSecret(
  scope: Construct,
  owner: Owner,
  secretName: string,
  keys: Readonly<Record<string, string>>,
  remoteKey: string,
): ApiObject {
  const {
    ExternalSecret,
    ExternalSecretSpecSecretStoreRefKind,
    ExternalSecretSpecTargetCreationPolicy,
    ExternalSecretSpecTargetDeletionPolicy,
  } = bindings.externalSecrets();
  const manifest = ExternalSecret.manifest({
    metadata: metadataOf(owner, secretName),
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: {
        name: owner.shop.cluster.clusterSecretStore,
        kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE,
      },
      target: {
        name: secretName,
        creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER,
        deletionPolicy: ExternalSecretSpecTargetDeletionPolicy.RETAIN,
      },
      data: Object.entries(keys).map(([secretKey, property]) => ({ secretKey, remoteRef: { key: remoteKey, property } })),
    },
  });
  return emitObject(scope, 'ExternalSecret', manifest);
}
