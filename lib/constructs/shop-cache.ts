import type { Construct } from 'constructs';
import { secretValue } from '../model/value';
import type { CacheEngine } from './cache-engine';
import { passwordFact, planShopCache, refuseCache } from './cache-plan';
import type { Connection, ConnectionOptions } from './connection';
import { credentialsOf, emitCredentials, OUTSIDE_CREDENTIALS_RULES, outsideInput } from './credentials';
import type { StoredDataServiceProps } from './data-service-props';
import { emitStatefulService } from './emit/stateful-service';
import { type ExternalTargetProps, externalComponent, refuseExternal } from './external-target';
import { podsComponent } from './pods-component';
import { type IShopComponent, ShopComponent } from './shop-component';
import type { ShopSecret } from './shop-secret';

/** What a cache holds: decides what it may lose, whether it evicts, and whether it has a volume. */
export enum CacheUse {
  /** Carts: never evicted, on disk within a second. */
  CART = 'cart',
  /** Sessions: never evicted, on disk within a second. */
  SESSION = 'session',
  /** Pages and fragments: can be computed again, evicted by least use, in memory only. */
  PAGE = 'page',
}

/** Properties of `ShopCache`. */
export interface ShopCacheProps extends StoredDataServiceProps {
  /** What it holds. */
  readonly use: CacheUse;
  /**
   * Engine and version.
   *
   * @default CacheEngine.valkey('8.1')
   */
  readonly engine?: CacheEngine;
  /**
   * Ask clients for a password. Turn it off only for images that cannot give one; the network policy then stands alone.
   *
   * @default true
   */
  readonly authentication?: boolean;
}

/** Properties of a cache outside of the shop. */
export interface ExternalCacheProps extends ExternalTargetProps {
  /**
   * Secret with the password, which must exist: `ShopSecret.existing`.
   *
   * @default - no password
   */
  readonly credentials?: ShopSecret;
}

/** What other components may rely on, whether the cache is ours or external. */
export interface IShopCache extends IShopComponent {
  /**
   * A connection that reads and writes.
   *
   * @param options environment of the client
   */
  readWrite(options?: ConnectionOptions): Connection;
}

/**
 * A Valkey or Redis server for one use: carts and sessions on a volume, pages in memory.
 *
 * Emits StatefulSet, two Services, ServiceAccount, NetworkPolicy, PodDisruptionBudget, ConfigMap of its configuration;
 * ExternalSecret, or Job, Role and RoleBinding, for its password.
 */
export class ShopCache extends ShopComponent implements IShopCache {
  /**
   * A cache that exists elsewhere. Emits nothing.
   *
   * @param scope the shop
   * @param id its name
   * @param props where it is and how to log in
   */
  public static external(scope: Construct, id: string, props: ExternalCacheProps): IShopCache {
    return new ExternalCache(scope, id, props);
  }

  constructor(scope: Construct, id: string, props: ShopCacheProps) {
    super(scope, id);
    const shop = this._shop;
    refuseCache(this.node.path, id, props, shop);

    const credentials = (props.authentication ?? true) ? credentialsOf(shop, id, props.credentials) : undefined;
    const decided = planShopCache(shop, id, this.node.path, props, credentials);

    const component = this._join(podsComponent(shop, { ...decided.component, paymentZone: props.paymentZone }));

    const owner = { shop, component, labels: props.labels ?? {} };
    emitStatefulService(this, owner, { ...decided.service, component });
    if (credentials) emitCredentials(this, owner, credentials, [credentials.passwordKey]);
  }

  public readWrite(options: ConnectionOptions = {}): Connection {
    return this._offer('readWrite', options);
  }
}

class ExternalCache extends ShopComponent implements IShopCache {
  constructor(scope: Construct, id: string, props: ExternalCacheProps) {
    super(scope, id);
    refuseExternal(this.node.path, id, outsideInput(this._shop, props), ...OUTSIDE_CREDENTIALS_RULES);
    const facts = passwordFact(props.credentials && secretValue(props.credentials._name, props.credentials._key));
    this._join(externalComponent(this._shop, this.node.path, id, 'cache', { scheme: 'redis', defaultPort: 6379, facts }, props));
  }

  public readWrite(options: ConnectionOptions = {}): Connection {
    return this._offer('readWrite', options);
  }
}
