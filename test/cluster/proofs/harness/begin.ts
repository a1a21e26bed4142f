import { rmSync } from 'node:fs';
import { LEDGER } from './ledger';
import { PROOFS } from './record';

/** What an earlier run has shown proves nothing about this one. */
export default function begin(): void {
  for (const file of [LEDGER, PROOFS]) rmSync(file, { force: true });
}
