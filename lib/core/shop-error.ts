/** One thing that is wrong, told so that its reader can mend it. */
export interface Fault {
  /** Stable code, `SHOP-<letters><digits>`; public API, one page each in docs/errors/. */
  readonly code: string;
  /** Construct path of the component at fault. */
  readonly path: string;
  /** What was given. */
  readonly got: string;
  /** What would be accepted. */
  readonly wanted: string;
  /** What to do about it. */
  readonly fix: string;
}

/**
 * Thrown by constructors and by synthesis; carries every fault found, not only the first.
 * Nothing has been written when it is thrown.
 */
export class ShopError extends Error {
  public readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(describeFault).join('\n'));
    this.name = 'ShopError';
    this.faults = faults;
  }
}

/** The text of one fault, as it stands in the message of a `ShopError`. */
export function describeFault(fault: Fault): string {
  return `${fault.code} at ${fault.path}: got ${fault.got}; wanted ${fault.wanted}. Fix: ${fault.fix}.`;
}

/** One rule over props: says what is wrong with them, or nothing. */
export interface Rule<P> {
  readonly code: string;
  /** Each entry is one violation: what was got. Empty when the rule is kept. */
  readonly broken: (props: P) => readonly string[];
  readonly wanted: string;
  readonly fix: string;
}

/** Applies a rule table to props and throws one `ShopError` with all faults. */
export function refuse<P>(path: string, props: P, ...tables: ReadonlyArray<ReadonlyArray<Rule<P>>>): void {
  const faults = tables
    .flat()
    .flatMap((rule) => rule.broken(props).map((got) => ({ code: rule.code, path, got, wanted: rule.wanted, fix: rule.fix })));
  if (faults.length > 0) throw new ShopError(faults);
}
