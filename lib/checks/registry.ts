import { API } from './packs/api';
import { COST } from './packs/cost';
import { DATA_SAFETY } from './packs/data-safety';
import { EDGE } from './packs/edge';
import { HARDENING } from './packs/hardening';
import type { Pack } from './packs/pack';
import { PAYMENT_ZONE } from './packs/payment-zone';
import { POD_SECURITY } from './packs/pod-security';
import { REFERENCES } from './packs/references';
import { RELIABILITY } from './packs/reliability';
import { SCHEMA } from './packs/schema';
import { SUPPLY_CHAIN } from './packs/supply-chain';
import type { Rule } from './rule';

/** The packs that every check runs unless it is told otherwise. */
export const BUILT_IN_PACKS: readonly Pack[] = [
  SCHEMA,
  API,
  REFERENCES,
  POD_SECURITY,
  HARDENING,
  RELIABILITY,
  DATA_SAFETY,
  EDGE,
  SUPPLY_CHAIN,
  COST,
  PAYMENT_ZONE,
];

/** The rules of packs, in their order. */
export function rulesOf(packs: readonly Pack[]): Rule[] {
  return packs.flatMap((pack) => pack.rules);
}
