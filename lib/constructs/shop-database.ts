import type { Construct } from 'constructs';
import { BACKUP, NO_BACKUP } from '../core/backup-annotation';
import { literal, secretValue } from '../model/value';
import type { Connection, QueryOptions } from './connection';
import { credentialsOf, emitCredentials, OUTSIDE_CREDENTIALS_RULES, outsideInput } from './credentials';
import type { StoredDataServiceProps } from './data-service-props';
import { type DatabaseBackup, emitBackup } from './database-backup';
import type { DatabaseEngine } from './database-engine';
import { planDatabase, refuseDatabase } from './database-plan';
import { emitStatefulService } from './emit/stateful-service';
import { type ExternalTargetProps, externalComponent, refuseExternal } from './external-target';
import { podsComponent } from './pods-component';
import { type IShopComponent, ShopComponent } from './shop-component';
import type { ShopSecret } from './shop-secret';

/** Properties of `ShopDatabase`. */
export interface ShopDatabaseProps extends StoredDataServiceProps {
  /**
   * Engine and version. A new major version never upgrades the data by itself: dump and restore.
   *
   * @default DatabaseEngine.postgres('17.6')
   */
  readonly engine?: DatabaseEngine;
  /**
   * Name of the database.
   *
   * @default shop
   */
  readonly database?: string;
  /**
   * User that owns the database.
   *
   * @default shop
   */
  readonly username?: string;
  /**
   * Connections that the server accepts. Each costs memory: raise both together.
   *
   * @default 100
   */
  readonly maxConnections?: number;
  /**
   * Scheduled dumps to a volume of their own.
   *
   * @default - daily at 02:00, seven kept, where the profile backs up; else none
   */
  readonly backup?: DatabaseBackup;
}

/** Properties of a database outside of the shop. */
export interface ExternalDatabaseProps extends ExternalTargetProps {
  /** Name of the database. */
  readonly database: string;
  /** User of the shop. */
  readonly username: string;
  /** Secret with the password, which must exist: `ShopSecret.existing`. */
  readonly credentials: ShopSecret;
}

/** What other components may rely on, whether the database is ours or external. */
export interface IShopDatabase extends IShopComponent {
  /**
   * A connection that reads and writes.
   *
   * @param options pool size and environment of the client
   */
  query(options?: QueryOptions): Connection;
}

/**
 * A PostgreSQL server with a volume: one primary, tuned to its memory.
 *
 * Emits StatefulSet, two Services, ServiceAccount, NetworkPolicy, PodDisruptionBudget, ConfigMap of secret paths;
 * ExternalSecret, or Job, Role and RoleBinding, for its password; CronJob and PersistentVolumeClaim for its backup.
 */
export class ShopDatabase extends ShopComponent implements IShopDatabase {
  /**
   * A database that exists elsewhere: a managed service, or another team's. Emits nothing.
   *
   * @param scope the shop
   * @param id its name
   * @param props where it is and how to log in
   */
  public static external(scope: Construct, id: string, props: ExternalDatabaseProps): IShopDatabase {
    return new ExternalDatabase(scope, id, props);
  }

  constructor(scope: Construct, id: string, props: ShopDatabaseProps = {}) {
    super(scope, id);
    const shop = this._shop;
    refuseDatabase(this.node.path, id, props, shop);

    const credentials = credentialsOf(shop, id, props.credentials);
    const decided = planDatabase(shop, id, this.node.path, props, credentials);

    const component = this._join(podsComponent(shop, { ...decided.component, paymentZone: props.paymentZone }));

    const owner = { shop, component, labels: props.labels ?? {} };
    const saved = props.backup !== undefined || shop.profile.backups;
    emitStatefulService(this, owner, { ...decided.service, component, annotations: saved ? {} : { [BACKUP]: NO_BACKUP } });
    emitCredentials(this, owner, credentials, [credentials.passwordKey]);
    if (saved) emitBackup(this, owner, { ...decided.dump, database: component, backup: props.backup ?? {} });
  }

  public query(options: QueryOptions = {}): Connection {
    return this._offer('query', options);
  }
}

class ExternalDatabase extends ShopComponent implements IShopDatabase {
  constructor(scope: Construct, id: string, props: ExternalDatabaseProps) {
    super(scope, id);
    refuseExternal(this.node.path, id, outsideInput(this._shop, props), ...OUTSIDE_CREDENTIALS_RULES);
    const facts = {
      database: literal(props.database),
      username: literal(props.username),
      password: secretValue(props.credentials._name, props.credentials._key),
    };
    this._join(externalComponent(this._shop, this.node.path, id, 'database', { scheme: 'postgresql', defaultPort: 5432, facts }, props));
  }

  public query(options: QueryOptions = {}): Connection {
    return this._offer('query', options);
  }
}
