import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import { Construct, type IConstruct } from 'constructs';
import { ShopError } from '../core/shop-error';
import type { Component, ConnectionData, ConnectionRecord, Intent } from '../model/component';
import { Connection } from './connection';
import { placeFile } from './file-place';
import { peerConfigOf, podSelectorOf } from './network-peer';
import { type ShopContext, shopOf } from './shop-context';

/** A component of a shop: ours, existing in the cluster, or outside. */
export interface IShopComponent extends IConstruct {
  /** Its name: of its main object, its Service, its label `app.kubernetes.io/instance`. */
  readonly componentName: string;
}

/** What all components have in common: a name, a place in the graph, and being a peer of the user's own cdk8s-plus objects. */
export abstract class ShopComponent extends Construct implements IShopComponent, kplus.INetworkPolicyPeer, kplus.IPodSelector {
  public readonly componentName: string;
  /** @internal */
  public readonly _shop: ShopContext;
  /** @internal */
  private _node?: Component;

  protected constructor(scope: Construct, id: string) {
    super(scope, id);
    this.componentName = id;
    this._shop = shopOf(scope, id);
  }

  /** The node of the graph. @internal */
  public get _component(): Component {
    if (!this._node) throw new Error(`${this.node.path} has not joined the graph`);
    return this._node;
  }

  /** Enters the graph; exactly once, in the constructor. @internal */
  protected _join(component: Component): Component {
    this._shop.graph.join(component);
    this._node = component;
    placeFile(this, { shop: this._shop.name, phase: component.phase, name: component.name });
    return component;
  }

  /** A connection that leads here. @internal */
  protected _offer(intent: Intent, options: ConnectionData & { readonly port?: string }): Connection {
    const { port, ...data } = options;
    const endpoints = this._component.endpoints;
    const endpoint = port === undefined ? endpoints[0] : endpoints.find((e) => e.name === port);
    if (!endpoint)
      throw new ShopError([
        this.noSuchPort(
          port,
          endpoints.map((e) => e.name),
        ),
      ]);
    return Connection._of({
      link: { to: this._component, endpoint, intent, options: data },
      root: this.node.root,
      accept: (record: ConnectionRecord) => this._shop.graph.accept(record),
    });
  }

  /** The main object, for cdk8s' escape hatches. */
  public get apiObject(): ApiObject | undefined {
    const main = this.node.tryFindChild('Default');
    return main && ApiObject.isApiObject(main) ? main : undefined;
  }

  /** Lets the user's own cdk8s-plus NetworkPolicies name this component as a peer. */
  public toNetworkPolicyPeerConfig(): kplus.NetworkPolicyPeerConfig {
    return peerConfigOf(this, this._component);
  }

  /** Lets the user's own cdk8s-plus objects select the pods of this component. */
  public toPodSelectorConfig(): kplus.PodSelectorConfig {
    return podSelectorOf(this._component);
  }

  /** This component where cdk8s-plus wants a pod selector; undefined for addresses outside the cluster. */
  public toPodSelector(): kplus.IPodSelector | undefined {
    return this._component.location.kind === 'addresses' ? undefined : this;
  }

  private noSuchPort(port: string | undefined, names: readonly string[]) {
    return {
      code: 'SHOP-G004',
      path: this.node.path,
      got: port === undefined ? 'a connection to a component without ports' : `a connection to the port "${port}"`,
      wanted: names.length > 0 ? `one of ${names.join(', ')}` : 'a component with a port',
      fix: 'name a port that the target declares',
    };
  }
}
