import type { Rule } from '../core/shop-error';
import type { Scale } from './workload-props';

/** Bounds of autoscaling as its rules see them. */
export interface ScaleInput {
  readonly scale?: Scale;
}

/** What is refused of bounds. */
export const SCALE_RULES: ReadonlyArray<Rule<ScaleInput>> = [
  {
    code: 'SHOP-W018',
    broken: ({ scale }) => (scale ? [scale.min, scale.max].filter((n) => !Number.isInteger(n) || n < 1).map((n) => `scale of ${n}`) : []),
    wanted: 'whole numbers from 1',
    fix: 'correct the bounds',
  },
  {
    code: 'SHOP-W019',
    broken: ({ scale }) => (scale && scale.min > scale.max ? [`scale.min ${scale.min} above scale.max ${scale.max}`] : []),
    wanted: 'min of at most max',
    fix: 'swap the two or raise max',
  },
  {
    code: 'SHOP-W020',
    broken: ({ scale }) =>
      scale?.cpuPercent !== undefined && !(Number.isInteger(scale.cpuPercent) && scale.cpuPercent >= 1 && scale.cpuPercent <= 100)
        ? [`cpuPercent ${scale.cpuPercent}`]
        : [],
    wanted: 'a whole number from 1 to 100: percent of the request',
    fix: 'correct the percentage',
  },
];
