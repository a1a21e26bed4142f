import type { Rule } from '../core/shop-error';
import type { ProfileData } from '../model/profile-data';

/** A profile as its rules see it. */
export interface ProfileInput {
  readonly asks: ProfileData;
}

/** A number of a profile that is not whole, or lies outside of its bounds. */
function outside(name: keyof ProfileData, value: number, least: number, most = Number.MAX_SAFE_INTEGER): string[] {
  return Number.isInteger(value) && value >= least && value <= most ? [] : [`${name} ${value}`];
}

/** What is refused of a profile that a user derived. */
export const PROFILE_RULES: ReadonlyArray<Rule<ProfileInput>> = [
  {
    code: 'SHOP-C005',
    broken: ({ asks }) => [
      ...outside('minReplicas', asks.minReplicas, 1),
      ...outside('maxReplicas', asks.maxReplicas, 1),
      ...outside('cpuRequestPercent', asks.cpuRequestPercent, 1, 100),
      ...outside('quotaHeadroomPercent', asks.quotaHeadroomPercent, 0),
    ],
    wanted: 'whole numbers: replicas from 1, cpuRequestPercent from 1 to 100, quotaHeadroomPercent from 0',
    fix: 'correct the number in derive()',
  },
  {
    code: 'SHOP-C006',
    broken: ({ asks }) =>
      asks.minReplicas > asks.maxReplicas ? [`minReplicas ${asks.minReplicas} above maxReplicas ${asks.maxReplicas}`] : [],
    wanted: 'minReplicas of at most maxReplicas',
    fix: 'raise maxReplicas, or lower minReplicas, in derive()',
  },
];
