import { isIsoDate } from '../core/iso-date';
import type { Fault } from '../core/shop-error';

const FIELDS: readonly string[] = ['rule', 'object', 'field', 'reason', 'until'];
const OBJECT = /^[^/]*\/[^/]+\/[^/]*\/[^/]+$/;

/** The rules of whose findings or effects a waiver may be. */
export interface WaivableRules {
  readonly ids: ReadonlySet<string>;
  /** What such a rule is called where another is named. */
  readonly wanted: string;
}

/** What is wrong with waivers that are an option; `path` says of what. */
export function waiverFaults(path: string, waivers: readonly unknown[], rules: WaivableRules): Fault[] {
  return waivers.flatMap((waiver, index) => faultsOfWaiver(`${path}/waivers/${index}`, waiver, rules));
}

/** What is wrong with a waiver, which comes from a file and so may be anything. */
export function faultsOfWaiver(path: string, waiver: unknown, { ids, wanted }: WaivableRules): Fault[] {
  return wrongIn(waiver, ids).map((got) => ({
    code: 'SHOP-K005',
    path,
    got,
    wanted: `${wanted}, an object as group/Kind/namespace/name, maybe a field, a reason, and a last day as YYYY-MM-DD`,
    fix: 'complete or correct the waiver',
  }));
}

function wrongIn(waiver: unknown, rules: ReadonlySet<string>): string[] {
  if (typeof waiver !== 'object' || waiver === null || Array.isArray(waiver)) return [`${JSON.stringify(waiver)} for a waiver`];
  const { rule, object, field, reason, until } = waiver as Record<string, unknown>;
  const unknown = Object.keys(waiver).filter((name) => !FIELDS.includes(name));
  return [
    ...unknown.map((name) => `the unknown field "${name}"`),
    ...(typeof rule === 'string' && rules.has(rule) ? [] : [said('rule', rule)]),
    ...(typeof object === 'string' && OBJECT.test(object) ? [] : [said('object', object)]),
    ...(field === undefined || typeof field === 'string' ? [] : [said('field', field)]),
    ...(typeof reason === 'string' && reason.trim() !== '' ? [] : [said('reason', reason)]),
    ...(typeof until === 'string' && isIsoDate(until) ? [] : [said('last day', until)]),
  ];
}

function said(what: string, value: unknown): string {
  return value === undefined ? `no ${what}` : `the ${what} ${JSON.stringify(value)}`;
}
