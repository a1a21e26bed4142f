import { append, groupedBy } from '../../core/groups';
import { sortedBy, sortedRecord } from '../../core/order';
import type { LocalShop } from './local-shop';

/** What has to be the case with a service before another starts. */
export type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

/** Services that have to be there first, as the field `depends_on`. */
export type DependsOn = Readonly<Record<string, { readonly condition: Condition }>>;

/**
 * Who waits for whom: a client for what it connects to, and for the migrations of it. It cannot run in a circle, since a
 * connection is made of a target that is there already.
 */
export class StartOrder {
  private readonly targets = new Map<string, string[]>();
  /** Migrations by what they change. */
  private readonly migrations = new Map<string, string[]>();
  private readonly jobs: ReadonlySet<string>;

  /** @param ready the service and the condition that tell that a service is ready */
  constructor(
    { pods, links }: LocalShop,
    private readonly ready: (service: string) => DependsOn,
  ) {
    this.jobs = new Set(pods.filter(({ lifetime }) => lifetime === 'job').map((own) => own.pods.name));
    for (const [client, own] of groupedBy(links, ({ from }) => from.name)) {
      this.targets.set(
        client,
        sortedBy(new Set(own.map(({ to }) => to.name)), (name) => name),
      );
    }
    for (const job of this.jobs) {
      const changed = this.targets.get(job) ?? [];
      // One that asks a service, which waits itself for migrations, is none.
      if (changed.every((target) => !this.targets.has(target))) for (const target of changed) append(this.migrations, target, job);
    }
  }

  /** What the pods of a component wait for. */
  public of(client: string): DependsOn {
    const targets = this.targets.get(client) ?? [];
    const migrations = this.jobs.has(client) ? [] : targets.flatMap((target) => this.migrations.get(target) ?? []);
    return sortedRecord(Object.assign({}, ...targets.map(this.ready), ...migrations.map(completed)));
  }
}

/** Waits for the end of what runs once. */
export function completed(service: string): DependsOn {
  return { [service]: { condition: 'service_completed_successfully' } };
}
