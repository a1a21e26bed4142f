import { rmSync } from 'node:fs';
import { removeDemoShop } from './demo-shop';
import { clearLedgers } from './ledger';
import { PROOFS } from './record';

/** What an earlier run has shown, or left on the cluster, proves nothing about this one. */
export default async function begin(): Promise<void> {
  clearLedgers();
  rmSync(PROOFS, { force: true });
  await removeDemoShop();
}
