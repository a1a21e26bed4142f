import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';

/** Whether the shop that accepted an order had all of its protections, or lacked one for a twin. */
export type Shop = 'protected' | 'unprotected';

const SHOPS: readonly Shop[] = ['protected', 'unprotected'];

/** Enters accepted orders, to be counted at the end. */
export function enter(ids: readonly string[], shop: Shop = 'protected'): void {
  mkdirSync(path.dirname(ledger(shop)), { recursive: true });
  appendFileSync(ledger(shop), ids.map((id) => `${id}\n`).join(''));
}

/** All that was entered since the first proof. */
export function entered(shop: Shop = 'protected'): string[] {
  return existsSync(ledger(shop)) ? readFileSync(ledger(shop), 'utf8').split('\n').filter(Boolean) : [];
}

/** Begins with nothing. */
export function clearLedgers(): void {
  for (const shop of SHOPS) rmSync(ledger(shop), { force: true });
}

function ledger(shop: Shop): string {
  return path.join(__dirname, `../../../../artifacts/orders-${shop}.txt`);
}
