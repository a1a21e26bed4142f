import { append } from '../core/groups';
import { sortedBy } from '../core/order';
import { type Fault, ShopError } from '../core/shop-error';
import type { Component, ConnectionRecord } from './component';

/**
 * Components and connections of one namespace: the truth from which env, policies, quota, order and diagrams are read.
 * Constructs add to it while they are constructed; after that it is only read.
 */
export class ShopGraph {
  private readonly byName = new Map<string, Component>();
  private readonly byService = new Map<string, Component>();
  private readonly secrets = new Set<string>();
  private readonly outgoing = new Map<string, ConnectionRecord[]>();
  private readonly incoming = new Map<string, ConnectionRecord[]>();

  /** Adds a node; a name or a Service name that is taken is refused, with both places. */
  public join(component: Component): void {
    const faults = [...this.nameTaken(component), ...this.serviceTaken(component)];
    if (faults.length > 0) throw new ShopError(faults);
    this.byName.set(component.name, component);
    for (const service of component.services) this.byService.set(service, component);
    for (const secret of component.makesSecrets ?? []) this.secrets.add(secret);
  }

  /** Adds an edge at its client. */
  public connect(record: ConnectionRecord): void {
    append(this.outgoing, record.from.name, record);
  }

  /** Adds an edge at its target, which may be in another namespace than its client. */
  public accept(record: ConnectionRecord): void {
    append(this.incoming, record.to.name, record);
  }

  /** All nodes, by name. */
  public get components(): Component[] {
    return sortedBy(this.byName.values(), (c) => c.name);
  }

  /** All edges of clients in this namespace, by client, target and port. */
  public get connections(): ConnectionRecord[] {
    return sortedBy([...this.outgoing.values()].flat(), edgeKey);
  }

  public find(name: string): Component | undefined {
    return this.byName.get(name);
  }

  /** Whether the shop makes a Secret itself; the other Secrets that are read have to be brought. */
  public makesSecret(name: string): boolean {
    return this.secrets.has(name);
  }

  public connectionsFrom(name: string): ConnectionRecord[] {
    return sortedBy(this.outgoing.get(name) ?? [], edgeKey);
  }

  public connectionsTo(name: string): ConnectionRecord[] {
    return sortedBy(this.incoming.get(name) ?? [], edgeKey);
  }

  private nameTaken({ name, path }: Component): Fault[] {
    const other = this.byName.get(name);
    if (!other) return [];
    return [
      {
        code: 'SHOP-G001',
        path,
        got: `the name "${name}", which ${other.path} already has`,
        wanted: 'a name that is unique in the shop',
        fix: 'give one of the two another id',
      },
    ];
  }

  private serviceTaken({ services, path }: Component): Fault[] {
    return services.flatMap((service) => {
      const other = this.byService.get(service);
      if (!other) return [];
      return [
        {
          code: 'SHOP-G002',
          path,
          got: `the Service name "${service}", which ${other.path} already has`,
          wanted: 'a Service name that is unique in the shop',
          fix: 'give one of the two another serviceName',
        },
      ];
    });
  }
}

function edgeKey(c: ConnectionRecord): string {
  return `${c.from.namespace}/${c.from.name}>${c.to.namespace}/${c.to.name}:${`${c.endpoint.targetPort}`.padStart(5, '0')}/${c.endpoint.transport} ${c.intent}`;
}
