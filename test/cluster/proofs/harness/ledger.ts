import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** Every order that the shop has accepted since the first proof. */
export const LEDGER = path.join(__dirname, '../../../../artifacts/accepted-orders.txt');

/** Enters orders that must be there at the end. */
export function enter(ids: readonly string[]): void {
  mkdirSync(path.dirname(LEDGER), { recursive: true });
  appendFileSync(LEDGER, ids.map((id) => `${id}\n`).join(''));
}

/** All that was entered. */
export function entered(): string[] {
  return existsSync(LEDGER) ? readFileSync(LEDGER, 'utf8').split('\n').filter(Boolean) : [];
}
