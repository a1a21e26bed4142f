import { rmSync } from 'node:fs';
import { clearLedgers } from './ledger';
import { PROOFS } from './record';

/** What an earlier run has shown proves nothing about this one. */
export default function begin(): void {
  clearLedgers();
  rmSync(PROOFS, { force: true });
}
