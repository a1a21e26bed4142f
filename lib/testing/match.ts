import type { FieldPath } from '../checks/finding';
import { type Comparison, comparisonOf, Expectation, textOf } from './comparison';

/** What a pattern may hold in a value's place, beside values, regular expressions and jest's asymmetric matchers. */
export const Match = {
  /** A list that has an item for each of the patterns, among others and in any order. */
  listWith: (...patterns: readonly unknown[]): Expectation => new ListWith(patterns),
  /** Exactly this value: no other fields. */
  exactly: (value: unknown): Expectation => new Exactly(value),
  /** Anything that does not fit the pattern, also nothing. */
  not: (pattern: unknown): Expectation => new Not(pattern),
  /** Anything that is there. */
  anything: (): Expectation => new Capture(),
} as const;

/** Keeps what stands in its place, of every object that fits as a whole: for a look at what no pattern can say. */
export class Capture extends Expectation {
  /** The values, in the order of the objects. */
  public readonly values: unknown[] = [];

  /** @param pattern what the value has to fit; without it anything that is there */
  public constructor(private readonly pattern?: unknown) {
    super();
  }

  public get wanted(): string {
    return this.pattern === undefined ? 'anything' : textOf(this.pattern);
  }

  /** The one value. Throws where there is none, or more than one. */
  public get value(): unknown {
    if (this.values.length !== 1) throw new Error(`${this.values.length} values were captured; wanted one`);
    return this.values[0];
  }

  /** @internal */
  public _compare(value: unknown, path: FieldPath, comparison: Comparison): void {
    if (this.pattern === undefined) comparison.require(value !== undefined, path, value, this);
    else comparison.compare(value, this.pattern, path);
    comparison.capture(() => this.values.push(value));
  }
}

class ListWith extends Expectation {
  public constructor(private readonly patterns: readonly unknown[]) {
    super();
  }

  public get wanted(): string {
    return `a list with ${this.patterns.map(textOf).join(' and ')}`;
  }

  public _compare(value: unknown, path: FieldPath, comparison: Comparison): void {
    const items = Array.isArray(value) ? value : [];
    for (const pattern of this.patterns) {
      const fitting = items
        .map((item, index) => comparisonOf(item, pattern, [...path, index]))
        .find(({ mismatches }) => mismatches.length === 0);
      if (fitting) comparison.adopt(fitting);
      else comparison.require(false, path, value, new ListWith([pattern]));
    }
  }
}

class Exactly extends Expectation {
  public constructor(private readonly value: unknown) {
    super();
  }

  public get wanted(): string {
    return `exactly ${textOf(this.value)}`;
  }

  public _compare(value: unknown, path: FieldPath, comparison: Comparison): void {
    // Each has what the other has. Identity of prototypes is no question of data, and a test runner has its own.
    const isSame = fits(value, this.value) && fits(this.value, value);
    comparison.require(isSame, path, value, this);
  }
}

class Not extends Expectation {
  public constructor(private readonly pattern: unknown) {
    super();
  }

  public get wanted(): string {
    return `anything but ${textOf(this.pattern)}`;
  }

  public _compare(value: unknown, path: FieldPath, comparison: Comparison): void {
    comparison.require(!fits(value, this.pattern), path, value, this);
  }
}

function fits(value: unknown, pattern: unknown): boolean {
  return comparisonOf(value, pattern).mismatches.length === 0;
}
