import type { Pack } from './packs/pack';
import { SUPPLY_CHAIN } from './packs/supply-chain';
import type { Rule } from './rule';

/** The packs that every check runs unless it is told otherwise. */
export const BUILT_IN_PACKS: readonly Pack[] = [SUPPLY_CHAIN];

/** The rules of packs, in their order. */
export function rulesOf(packs: readonly Pack[]): Rule[] {
  return packs.flatMap((pack) => pack.rules);
}
