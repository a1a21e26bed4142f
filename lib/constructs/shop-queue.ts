import type { Construct } from 'constructs';
import { literal, secretValue } from '../model/value';
import type { Connection, ConsumeOptions, PublishOptions } from './connection';
import { credentialsOf, emitCredentials, OUTSIDE_CREDENTIALS_RULES, outsideInput } from './credentials';
import type { StoredDataServiceProps } from './data-service-props';
import { emitStatefulService } from './emit/stateful-service';
import { type ExternalTargetProps, externalComponent, refuseExternal } from './external-target';
import { podsComponent } from './pods-component';
import { planQueue, QUEUE_SECRET_KEYS, refuseQueue } from './queue-plan';
import { type IShopComponent, ShopComponent } from './shop-component';
import type { ShopSecret } from './shop-secret';

/** Properties of `ShopQueue`. */
export interface ShopQueueProps extends StoredDataServiceProps {
  /**
   * Version of RabbitMQ: tag of the image.
   *
   * @default '4.1'
   */
  readonly version?: string;
  /**
   * Brokers: 1, or an odd number, so that a majority exists when one is lost.
   *
   * @default - 3 where the profile has three replicas and more, else 1
   */
  readonly replicas?: number;
  /**
   * User of the shop.
   *
   * @default shop
   */
  readonly username?: string;
}

/** Properties of a broker outside of the shop. */
export interface ExternalQueueProps extends ExternalTargetProps {
  /** User of the shop. */
  readonly username: string;
  /** Secret with the password, which must exist: `ShopSecret.existing`. */
  readonly credentials: ShopSecret;
  /**
   * Virtual host.
   *
   * @default - the broker's default, `/`
   */
  readonly vhost?: string;
}

/** What other components may rely on, whether the broker is ours or external. */
export interface IShopQueue extends IShopComponent {
  /**
   * A connection that publishes.
   *
   * @param options queue, and environment of the client
   */
  publish(options?: PublishOptions): Connection;
  /**
   * A connection that consumes.
   *
   * @param options queue, and environment of the client
   */
  consume(options?: ConsumeOptions): Connection;
}

/**
 * A RabbitMQ broker, or a cluster of them, with quorum queues on volumes. Beside the password, its Secret (or its entry
 * in the store) has the key `erlang-cookie`: a random text by which brokers trust each other.
 *
 * Emits StatefulSet, two Services, ServiceAccount, NetworkPolicy, PodDisruptionBudget, ConfigMap of its configuration;
 * ExternalSecret, or Job, Role and RoleBinding, for its password.
 */
export class ShopQueue extends ShopComponent implements IShopQueue {
  /**
   * A broker that exists elsewhere. Emits nothing.
   *
   * @param scope the shop
   * @param id its name
   * @param props where it is and how to log in
   */
  public static external(scope: Construct, id: string, props: ExternalQueueProps): IShopQueue {
    return new ExternalQueue(scope, id, props);
  }

  constructor(scope: Construct, id: string, props: ShopQueueProps = {}) {
    super(scope, id);
    const shop = this._shop;
    refuseQueue(this.node.path, id, props, shop);

    const credentials = credentialsOf(shop, id, props.credentials);
    const decided = planQueue(shop, id, this.node.path, props, credentials);

    const component = this._join(podsComponent(shop, { ...decided.component, paymentZone: props.paymentZone }));

    const owner = { shop, component, labels: props.labels ?? {} };
    emitStatefulService(this, owner, { ...decided.service, component });
    emitCredentials(this, owner, credentials, [credentials.passwordKey, ...QUEUE_SECRET_KEYS]);
  }

  public publish(options: PublishOptions = {}): Connection {
    return this._offer('publish', options);
  }

  public consume(options: ConsumeOptions = {}): Connection {
    return this._offer('consume', { ...options, queue: options.queue ?? this.componentName });
  }
}

class ExternalQueue extends ShopComponent implements IShopQueue {
  constructor(scope: Construct, id: string, props: ExternalQueueProps) {
    super(scope, id);
    refuseExternal(this.node.path, id, outsideInput(this._shop, props), ...OUTSIDE_CREDENTIALS_RULES);
    const facts = {
      username: literal(props.username),
      password: secretValue(props.credentials._name, props.credentials._key),
      ...(props.vhost !== undefined && { vhost: literal(props.vhost) }),
    };
    this._join(externalComponent(this._shop, this.node.path, id, 'queue', { scheme: 'amqp', defaultPort: 5672, facts }, props));
  }

  public publish(options: PublishOptions = {}): Connection {
    return this._offer('publish', options);
  }

  public consume(options: ConsumeOptions = {}): Connection {
    return this._offer('consume', { ...options, queue: options.queue ?? this.componentName });
  }
}
