import { dayFaults, unknownRule } from '../checks/option-faults';
import type { Waiver } from '../checks/waiver';
import { type WaivableRules, waiverFaults } from '../checks/waiver-faults';
import { ShopError } from '../core/shop-error';
import { judged, type Verdict } from './acceptance';
import { EFFECT_IDS } from './effect-texts';
import type { Review } from './review';

/** What is accepted of a review, and what nobody wants to hear of. */
export interface VerdictOptions {
  /**
   * Effects that are accepted for a time.
   *
   * @default []
   */
  readonly waivers?: readonly Waiver[];
  /**
   * What day it is, as `2027-03-31`; waivers need it.
   *
   * @default - none, which does without waivers
   */
  readonly today?: string;
  /**
   * Ids of rules whose effects are left out.
   *
   * @default []
   */
  readonly disabled?: readonly string[];
}

/** The rules whose effects may be waived. */
export const WAIVABLE_EFFECTS: WaivableRules = { ids: EFFECT_IDS, wanted: 'a rule of docs/effects' };

/** What is left of the effects of a review when waivers have been applied. Throws one error with all that is wrong with them. */
export function verdictOf({ effects }: Review, { waivers = [], today, disabled = [] }: VerdictOptions = {}): Verdict {
  const faults = [
    ...disabled.filter((id) => !EFFECT_IDS.has(id)).map((id) => unknownRule(id, 'review', `the id of ${WAIVABLE_EFFECTS.wanted}`)),
    ...waiverFaults('review', waivers, WAIVABLE_EFFECTS),
    ...dayFaults('review', waivers.length > 0, today),
  ];
  if (faults.length > 0) throw new ShopError(faults);
  const off = new Set(disabled);
  // A waiver of what nobody wants to hear of waits for the day on which somebody does.
  const told = effects.filter(({ rule }) => !off.has(rule));
  return judged(
    told,
    waivers.filter(({ rule }) => !off.has(rule)),
    today ?? '',
  );
}
