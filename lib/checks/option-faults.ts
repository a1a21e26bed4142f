import { isIsoDate } from '../core/iso-date';
import { repeated } from '../core/repeated';
import type { Fault } from '../core/shop-error';
import { lockFaults } from '../model/image-lock-data';
import type { CheckOptions } from './check';
import { SEVERITIES } from './finding';
import type { Pack } from './packs/pack';
import { paymentZoneFaults } from './payment-zone-faults';
import { WAIVER_RULES } from './waiver';
import { type WaivableRules, waiverFaults } from './waiver-faults';

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const RESERVED = WAIVER_RULES.map(({ id }) => id);

/** What is wrong with the packs of a check: an id is one rule's alone, and goes into files and reports. */
export function packFaults(packs: readonly Pack[]): Fault[] {
  const ids = packs.flatMap(({ rules }) => rules.map(({ id }) => id));
  const twice = repeated([...RESERVED, ...ids]).map((id) => ({
    code: 'SHOP-K001',
    path: 'checks',
    got: `the rule "${id}" more than once: ${namesOf(packs, id).join(', ')}`,
    wanted: 'one rule of each id',
    fix: 'give the rule of your own another id, with a prefix of your company',
  }));
  const malformed = ids
    .filter((id) => !ID.test(id))
    .map((id) => ({
      code: 'SHOP-K002',
      path: 'checks',
      got: `the rule "${id}"`,
      wanted: 'an id of lower-case words with hyphens between them',
      fix: 'rename the rule',
    }));
  return [...twice, ...malformed];
}

function namesOf(packs: readonly Pack[], id: string): string[] {
  const holders = packs.flatMap(({ name, rules }) => rules.filter((rule) => rule.id === id).map(() => `pack ${name}`));
  return RESERVED.includes(id) ? ['built in', ...holders] : holders;
}

/** What is wrong with the rest of the options, which may come from a file and so be anything. */
export function optionFaults(options: CheckOptions, known: ReadonlySet<string>): Fault[] {
  const { only = [], disabled = [], severities = {}, waivers = [], settings, today } = options;
  return [
    ...[...only, ...disabled, ...Object.keys(severities)].filter((id) => !known.has(id)).map((id) => unknownRule(id)),
    ...Object.entries(severities)
      .filter(([, severity]) => !SEVERITIES.includes(severity))
      .map(([id, severity]) => unknownSeverity(id, severity)),
    ...waiverFaults('checks', waivers, waivableRules(known)),
    ...dayFaults('checks', waivers.length > 0, today),
    ...paymentZoneFaults(settings?.paymentZone),
    ...(settings?.imageLock === undefined ? [] : lockFaults('checks', settings.imageLock)),
  ];
}

/** The rules whose findings may be waived, out of those that are known. */
export function waivableRules(known: Iterable<string>): WaivableRules {
  return { ids: new Set([...known].filter((id) => !RESERVED.includes(id))), wanted: 'a rule that is checked' };
}

/** An id that is no rule's; `path` and `wanted` say of what. */
export function unknownRule(id: string, path = 'checks', wanted = 'the id of a rule of the packs that are checked'): Fault {
  return { code: 'SHOP-K003', path, got: `the rule "${id}", which there is not`, wanted, fix: 'correct the id' };
}

function unknownSeverity(id: string, severity: unknown): Fault {
  return {
    code: 'SHOP-K004',
    path: 'checks',
    got: `the severity ${JSON.stringify(severity)} for ${id}`,
    wanted: 'error, warning or note',
    fix: 'correct the severity, or disable the rule',
  };
}

/** What is wrong with the day. A library that looked at the clock itself would give another answer tomorrow. */
export function dayFaults(path: string, needed: boolean, today: string | undefined): Fault[] {
  if (today === undefined ? !needed : typeof today === 'string' && isIsoDate(today)) return [];
  return [
    {
      code: 'SHOP-K006',
      path,
      got: today === undefined ? 'waivers, and not what day it is' : `the day ${JSON.stringify(today)}`,
      wanted: "today's date as YYYY-MM-DD wherever there are waivers",
      fix: 'give the date',
    },
  ];
}
