import { appendFileSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { failed, type LoadReport } from './load';

/** What the proofs have shown so far, a line each. */
export const PROOFS = path.join(__dirname, '../../../../artifacts/proofs.jsonl');

/** What a proof has shown: the promise, what was measured, and what came of it without the protection. */
export interface Proof {
  readonly promise: string;
  readonly measured: string;
  readonly twin: string;
  /** Latencies over the time of the proof and of its twin. */
  readonly plots?: readonly Plot[];
}

/** Latencies of a load. */
export interface Plot {
  readonly title: string;
  /** When something happened to the shop, in milliseconds from the first request. */
  readonly since: number;
  /** Time and latency of each request in milliseconds, and whether it failed. */
  readonly points: readonly (readonly [number, number, boolean])[];
}

/** Adds a proof to the report. */
export function record(proof: Proof): void {
  mkdirSync(path.dirname(PROOFS), { recursive: true });
  appendFileSync(PROOFS, `${JSON.stringify(proof)}\n`);
}

/** The plot of a load, or of what came before and during an event. */
export function plotOf(title: string, since: number, ...reports: readonly LoadReport[]): Plot {
  const bad = new Set(reports.flatMap(failed));
  const points = reports.flatMap(({ requests }) => requests.map((r) => [Math.round(r.at), Math.round(r.latency), bad.has(r)] as const));
  return { title, since: Math.round(since), points };
}
