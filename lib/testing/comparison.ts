import { type FieldPath, fieldText } from '../checks/finding';

/** A field that is other than it should be. */
export interface Mismatch {
  readonly path: FieldPath;
  readonly got: string;
  readonly wanted: string;
}

/** Something other than a value that a pattern may hold in a value's place. */
export abstract class Expectation {
  /** What it wants, as the end of a sentence that begins with "wanted". */
  public abstract readonly wanted: string;
  /** @internal */
  public abstract _compare(value: unknown, path: FieldPath, comparison: Comparison): void;
}

/** What jest's `expect.any` and its like are. */
interface Asymmetric {
  readonly asymmetricMatch: (value: unknown) => boolean;
  readonly toAsymmetricMatcher?: () => string;
}

/**
 * Holds a value against a pattern. Maps need to have the fields of the pattern and may have others; lists need to have
 * as many items, each of which fits the pattern's; texts may be given as regular expressions; `undefined` is a field
 * that is not there.
 */
export class Comparison {
  public readonly mismatches: Mismatch[] = [];
  private readonly captured: Array<() => void> = [];

  /** Compares what is at a path. */
  public compare(value: unknown, pattern: unknown, path: FieldPath): void {
    if (pattern instanceof Expectation) pattern._compare(value, path, this);
    else if (isAsymmetric(pattern)) this.require(pattern.asymmetricMatch(value), path, value, pattern);
    else if (pattern instanceof RegExp) this.require(typeof value === 'string' && value.search(pattern) >= 0, path, value, pattern);
    else if (Array.isArray(pattern)) this.list(value, pattern, path);
    else if (typeof pattern === 'object' && pattern !== null) this.map(value, pattern, path);
    else this.require(value === pattern, path, value, pattern);
  }

  /** Notes a mismatch unless there is none. */
  public require(isRight: boolean, path: FieldPath, value: unknown, pattern: unknown): void {
    if (!isRight) this.mismatches.push({ path, got: textOf(value), wanted: textOf(pattern) });
  }

  /** Keeps a value for later, if everything else fits too. */
  public capture(keep: () => void): void {
    this.captured.push(keep);
  }

  /** Takes over what another comparison has captured. */
  public adopt(other: Comparison): void {
    this.captured.push(...other.captured);
  }

  /** Gives the captured values to those who wait for them. */
  public keep(): void {
    for (const keep of this.captured) keep();
  }

  private list(value: unknown, pattern: readonly unknown[], path: FieldPath): void {
    if (!Array.isArray(value)) this.require(false, path, value, pattern);
    else if (value.length !== pattern.length)
      this.mismatches.push({ path, got: countOf(value.length), wanted: `${countOf(pattern.length)}: ${textOf(pattern)}` });
    else for (const [index, item] of pattern.entries()) this.compare(value[index], item, [...path, index]);
  }

  private map(value: unknown, pattern: object, path: FieldPath): void {
    if (isMap(value)) for (const [field, wanted] of Object.entries(pattern)) this.compare(own(value, field), wanted, [...path, field]);
    else this.require(false, path, value, pattern);
  }
}

/** How a value fits a pattern. */
export function comparisonOf(value: unknown, pattern: unknown, path: FieldPath = []): Comparison {
  const comparison = new Comparison();
  comparison.compare(value, pattern, path);
  return comparison;
}

/** A mismatch as a line. */
export function mismatchText({ path, got, wanted }: Mismatch): string {
  return `${fieldText(path) || 'the object'}: got ${got}; wanted ${wanted}`;
}

const LONGEST = 100;

/** A value or pattern in one short line. */
export function textOf(value: unknown): string {
  const text = wordsOf(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function wordsOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Expectation) return value.wanted;
  if (value instanceof RegExp) return `${value}`;
  if (isAsymmetric(value)) return value.toAsymmetricMatcher?.() ?? `${value}`;
  if (Array.isArray(value)) return `[${value.map(wordsOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? `${value}`;
  const fields = Object.entries(value).map(([field, inner]) => `${field}: ${wordsOf(inner)}`);
  return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: Readonly<Record<string, unknown>>, field: string): unknown {
  return Object.hasOwn(value, field) ? value[field] : undefined;
}

function countOf(items: number): string {
  return items === 1 ? '1 item' : `${items} items`;
}

function isAsymmetric(value: unknown): value is Asymmetric {
  return typeof (value as Asymmetric | null)?.asymmetricMatch === 'function';
}
