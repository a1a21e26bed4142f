import { append } from '../../core/groups';
import type { ConnectionRecord } from '../../model/component';
import { envOf, type SecretDelivery } from '../../model/env-contract';
import type { Environment } from './container-env';
import type { LocalShop } from './local-shop';
import { type Parts, partsKey, partsOf } from './parts';

/** A variable of a connection: what it says on the cluster, and what it has to say here. */
interface Readdressed {
  readonly there: string;
  readonly here: Parts;
}

const DELIVERIES: readonly SecretDelivery[] = ['file', 'env'];

/**
 * Environments as they have to be here: without a Service in between, a client dials the port that the container listens
 * on. Only variables that still say what the connection made them say are changed, so what somebody wrote himself stays.
 */
export class LocalAddresses {
  /** By client and variable. */
  private readonly changed = new Map<string, Readdressed[]>();

  constructor({ links }: LocalShop) {
    const translated = links.filter(({ endpoint }) => endpoint.port !== endpoint.targetPort);
    for (const link of translated) {
      for (const delivery of DELIVERIES) this.add(link, delivery);
    }
  }

  /** The environment of a container of this client. */
  public applied(client: string, environment: Environment): Environment {
    return new Map([...environment].map(([name, parts]) => [name, this.here(client, name, parts)]));
  }

  private here(client: string, name: string, parts: Parts): Parts {
    const candidates = this.changed.get(`${client} ${name}`) ?? [];
    return candidates.find(({ there }) => there === partsKey(parts))?.here ?? parts;
  }

  private add(link: ConnectionRecord, delivery: SecretDelivery): void {
    const { from, endpoint } = link;
    const local = new Map(envOf({ ...link, endpoint: { ...endpoint, port: endpoint.targetPort } }, delivery).map((v) => [v.name, v.value]));
    for (const { name, value } of envOf(link, delivery)) {
      const here = local.get(name);
      if (here) append(this.changed, `${from.name} ${name}`, { there: partsKey(partsOf(value)), here: partsOf(here) });
    }
  }
}
