import { describeFault, type Fault } from '../core/shop-error';
import { ledgerFaults, poolLedger } from '../planning/pool-ledger';
import type { ShopContext } from './shop-context';

/** What only the whole graph shows to be wrong, as cdk8s wants validation messages. */
export function graphFaults({ graph }: ShopContext): string[] {
  const faults: Fault[] = graph.components.flatMap((c) =>
    c.connectionLimit === undefined ? [] : ledgerFaults(poolLedger(c, graph.connectionsTo(c.name)), c.path),
  );
  return faults.map(describeFault);
}
