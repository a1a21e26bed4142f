import type { Json } from '../../manifests/json';
import type { BreachInside } from '../rule';

/** The rules that the schemas know; each is a file in rules/. */
export type SchemaRule =
  | 'unknown-kind'
  | 'removed-api'
  | 'future-api'
  | 'unknown-field'
  | 'unserved-field'
  | 'gated-field'
  | 'missing-field'
  | 'wrong-type'
  | 'wrong-value';

/** Something that a schema does not allow. */
export interface Violation extends BreachInside {
  readonly rule: SchemaRule;
}

/** Deeper than any kind nests; an object that goes on is not read further. */
export const MAX_DEPTH = 200;

/** Looking for the name that was meant costs more than finding that one is unknown. */
const MAX_SUGGESTIONS = 20;

/**
 * Work that a run may spend on patterns and forms of CustomResourceDefinitions: what they ask for can grow with the product of
 * definition and resource, and neither is vouched for. It grows with the set, so that a large honest one never reaches it.
 */
export class Budget {
  private left: number;

  constructor(objects: number) {
    this.left = 20_000_000 + 10_000 * objects;
  }

  /** Takes some of it; false when it is spent. */
  public spend(steps: number): boolean {
    this.left -= steps;
    return this.left > 0;
  }
}

/** One way through one object: where it is, and what it has found. */
export class Walk {
  public readonly violations: Violation[] = [];
  private readonly path: (string | number)[] = [];
  private suggestions = 0;

  constructor(public readonly budget: Budget) {}

  /** Goes into a field or an item. */
  public inside(step: string | number, check: () => void): void {
    this.path.push(step);
    if (this.path.length <= MAX_DEPTH) check();
    else this.report('wrong-value', { got: `more than ${MAX_DEPTH} levels of nesting`, wanted: 'fewer levels', fix: 'flatten the object' });
    this.path.pop();
  }

  /** Goes to what is deeper inside. */
  public at(path: ReadonlyArray<string | number>, check: () => void): void {
    this.path.push(...path);
    check();
    this.path.length -= path.length;
  }

  /** Adds what is wrong here. */
  public report(rule: SchemaRule, breach: Omit<BreachInside, 'field'>): void {
    this.violations.push({ rule, field: [...this.path], ...breach });
  }

  /** Whether there is still time to look for a name that was meant. */
  public maySuggest(): boolean {
    this.suggestions += 1;
    return this.suggestions <= MAX_SUGGESTIONS;
  }
}

/** What a value is, without the value: it may be a password. */
export function typeText(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'true or false';
  return Number.isInteger(value) ? 'a whole number' : 'a number with a fraction';
}

/** A value as findings show it, cut where it is long. */
export function valueText(value: Json): string {
  const text = typeof value === 'object' && value !== null ? typeText(value) : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** What an enumeration wants. */
export function oneOfText(values: readonly Json[]): string {
  const texts = values.map((value) => (typeof value === 'string' && value !== '' ? value : valueText(value)));
  return texts.length === 1 ? (texts[0] ?? '') : `one of ${texts.join(', ')}`;
}
