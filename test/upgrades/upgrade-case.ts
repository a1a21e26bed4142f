import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { ManifestSet } from '../../lib/manifests/manifest-set';
import { readManifests } from '../../lib/reading/read';

const CASES = path.join(__dirname, 'cases');

/** How the manifests are applied: by the API server's own merge, or by that of kubectl. */
export type ApplyMode = 'server-side' | 'client-side';

/**
 * What becomes of the pods of a workload. `grown` and `shrunk`: those that stay are the same ones; `partly`: some are
 * replaced, some stay; `restarted`: the same pods with new containers; `recreated`: all are gone before the first new one
 * comes; `stuck`: new ones are wanted and do not become ready.
 */
export type PodsFate =
  | 'kept'
  | 'restarted'
  | 'grown'
  | 'shrunk'
  | 'partly'
  | 'replaced'
  | 'recreated'
  | 'stopped'
  | 'started'
  | 'stuck'
  | 'none';

/** What becomes of a claim; `waits` is one whose deletion waits for the pods that use it. */
export type ClaimFate = 'kept' | 'gone' | 'waits' | 'new';

/**
 * What becomes of an object of a custom kind, by its uid and generation. `kept`: nothing beside its metadata differs;
 * `rewritten`: it differs in how it is written alone, the order of lists and the units
 * of quantities and durations.
 */
export type ObjectFate = 'kept' | 'rewritten' | 'changed' | 'gone' | 'new';

/** A call from a pod to an address, and whether it arrives. */
export interface Call {
  readonly from: string;
  readonly to: string;
  readonly before: boolean;
  readonly after: boolean;
}

/** What happens when the manifests of `before` run and those of `after` are applied, and what is no longer there is deleted. */
export interface Outcome {
  /** Objects that the API server does not accept, as `identityOf` writes them. */
  readonly refused: readonly string[];
  /** By `Kind/name` of every workload of either end. */
  readonly pods: Readonly<Record<string, PodsFate>>;
  /** By name, of every claim of either end. */
  readonly claims: Readonly<Record<string, ClaimFate>>;
  readonly calls: readonly Call[];
  /** By `Kind/name`, of every object of a custom kind of either end. */
  readonly objects: Readonly<Record<string, ObjectFate>>;
}

/** A situation that has hurt somebody, or that is feared without need. */
export interface UpgradeCase {
  readonly name: string;
  readonly title: string;
  /** Where it happened, or where it is written that it happens. */
  readonly see: readonly string[];
  readonly modes: readonly ApplyMode[];
  /** Definitions of operators that the cluster needs and the manifests do not hold, each `group/Kind`. */
  readonly definitions: readonly string[];
  readonly before: ManifestSet;
  readonly after: ManifestSet;
  /** Written by hand; the API server's merge and kubectl's differ in few cases. */
  readonly expected: Readonly<Record<ApplyMode, Outcome>>;
  /** `severity rule object` of every effect that the review tells, written by hand. */
  readonly effects: readonly string[];
  /** The same where both ends hold the definitions. */
  readonly definedEffects: readonly string[];
}

const NOTHING: Outcome = { refused: [], pods: {}, claims: {}, calls: [], objects: {} };

/** Every case, by name. */
export function upgradeCases(): UpgradeCase[] {
  return folders()
    .sort()
    .map((name) => {
      const { title, see, modes = ['server-side'], definitions = [], effects, ...rest } = parse(textOf(name, 'case'));
      const { 'defined-effects': definedEffects = effects, 'client-side': other, ...own } = rest;
      const [before, after] = [manifestsOf(name, 'before'), manifestsOf(name, 'after')];
      const expected = { 'server-side': { ...NOTHING, ...own }, 'client-side': { ...NOTHING, ...own, ...other } };
      return { name, title, see, modes, definitions, before, after, effects, definedEffects, expected };
    });
}

function folders(): string[] {
  return readdirSync(CASES).flatMap((area) => readdirSync(path.join(CASES, area)).map((name) => `${area}/${name}`));
}

function textOf(name: string, part: string): string {
  return readFileSync(path.join(CASES, name, `${part}.yaml`), 'utf8');
}

function manifestsOf(name: string, part: string): ManifestSet {
  const bytes = Buffer.from(textOf(name, part));
  const { manifests, findings } = readManifests([{ name: `${name}/${part}.yaml`, size: bytes.length, read: () => bytes }]);
  const [finding] = findings;
  if (finding) throw new Error(`${name}/${part}.yaml: ${finding.got}`);
  return manifests;
}
