import { appendFileSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';

const FILE = path.join(__dirname, '../../../../artifacts/proofs.jsonl');

/** What a proof has shown: the promise, what was measured, and what came of it without the protection. */
export interface Proof {
  readonly promise: string;
  readonly measured: string;
  readonly twin: string;
}

/** Adds a proof to the report. */
export function record(proof: Proof): void {
  mkdirSync(path.dirname(FILE), { recursive: true });
  appendFileSync(FILE, `${JSON.stringify({ ...proof, at: new Date().toISOString() })}\n`);
}
