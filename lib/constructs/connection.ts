import type { IConstruct } from 'constructs';
import type { ConnectionRecord, Link } from '../model/component';

/** What a client may choose about a connection. */
export interface ConnectionOptions {
  /**
   * Environment variables that the client's image expects, each with a template of the words `{host}`, `{port}`,
   * `{scheme}`, `{username}`, `{password}`, `{passwordFile}`, `{database}`, `{vhost}` and `{queue}`:
   * `{ CATALOG_ADDR: '{host}:{port}' }`. Given, it replaces the default variables.
   *
   * @default - `<PREFIX>_HOST`, `_PORT`, `_URI`, and `_DATABASE`, `_VHOST`, `_USERNAME`, `_PASSWORD_FILE` where the target has them
   */
  readonly env?: { [name: string]: string };
  /**
   * Head of the default variable names.
   *
   * @default - the target's name in capitals: `orders-db` gives `ORDERS_DB`
   */
  readonly envPrefix?: string;
}

/** What a client may choose about a connection to a database. */
export interface QueryOptions extends ConnectionOptions {
  /**
   * Connections that one replica of the client opens at most. Given, `<PREFIX>_POOL_SIZE` tells the client, and the
   * sum over all clients at full scale is held against the database's limit.
   *
   * @default - not counted
   */
  readonly poolPerReplica?: number;
}

/** What a publisher may choose about a connection to a queue. */
export interface PublishOptions extends ConnectionOptions {
  /**
   * Name of the queue that its messages go to. Given, `<PREFIX>_QUEUE` tells the client.
   *
   * @default - the client is not told; its consumers take from a queue called as the ShopQueue
   */
  readonly queue?: string;
}

/** What a consumer may choose about a connection to a queue. */
export interface ConsumeOptions extends ConnectionOptions {
  /**
   * Name of the queue it consumes.
   *
   * @default - the name of the ShopQueue
   */
  readonly queue?: string;
  /**
   * Messages waiting for each replica that the autoscaler aims at, where KEDA is there.
   *
   * @default 20
   */
  readonly backlogPerReplica?: number;
}

/** What a client may choose about a call. */
export interface CallOptions extends ConnectionOptions {
  /**
   * Name of the target's port.
   *
   * @default - its first port
   */
  readonly port?: string;
}

/** What a target gives to make a connection. */
interface Offer {
  readonly link: Link;
  readonly root: IConstruct;
  readonly accept: (record: ConnectionRecord) => void;
}

/** A connection that a target offers: list it among the `connections` of its client. */
export class Connection {
  /** Made by targets alone. @internal */
  public static _of(offer: Offer): Connection {
    return new Connection(offer);
  }

  /** @internal */
  public readonly _link: Link;
  /** The app that the target belongs to. @internal */
  public readonly _root: IConstruct;
  /** Tells the target's side of the graph. @internal */
  public readonly _accept: (record: ConnectionRecord) => void;

  private constructor(offer: Offer) {
    this._link = offer.link;
    this._root = offer.root;
    this._accept = offer.accept;
  }

  /** Name of the component that it leads to. */
  public get targetName(): string {
    return this._link.to.name;
  }
}
