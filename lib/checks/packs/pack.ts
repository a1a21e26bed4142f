import type { Rule } from '../rule';

/** Rules that belong together and are switched on together. */
export interface Pack {
  /** Lower-case words with hyphens; public API. */
  readonly name: string;
  /** What its rules protect, in a sentence. */
  readonly about: string;
  readonly rules: readonly Rule[];
}
