import type { Origin, Position, Source } from '../manifests/manifest';

export type { Position, Source } from '../manifests/manifest';

/**
 * How much a finding matters. An error is refused or breaks something: synthesis stops and nothing is written. A warning
 * weakens what runs. A note is worth a look.
 */
export type Severity = 'error' | 'warning' | 'note';

/** The severities, heaviest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** A severity and all that are heavier. */
export function atLeast(severity: Severity): readonly Severity[] {
  return SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
}

/** One thing that a rule has found in one object. */
export interface Finding {
  /** Id of the rule; public API, one page each in docs/rules/. */
  readonly rule: string;
  readonly severity: Severity;
  /** The object: `apps/Deployment/shop/orders`, as `identityOf` writes it; empty where a text could not be read as one. */
  readonly object: string;
  /** Field of the object: `spec.template.spec.containers[0].image`; empty for the whole object. */
  readonly field: string;
  /** What is there. */
  readonly got: string;
  /** What the rule accepts. */
  readonly wanted: string;
  /** What to do about it. */
  readonly fix: string;
  /** Construct that made the object; undefined for one that was read from a file. */
  readonly origin?: Origin;
  /** File and line of the object; undefined for one that was not read from a file. */
  readonly source?: Source;
  /**
   * Where the field stands in the file of `source`: its name, or the first character of an item of a list. Of a field
   * that is not there it is the deepest part of its path that is; what comes from an anchor stands at the anchor.
   */
  readonly position?: Position;
}

/** The text of a finding, without its rule and place. */
export function describeFinding({ got, wanted, fix }: Finding): string {
  return `got ${got}; wanted ${wanted}. Fix: ${fix}.`;
}

/** A place in an object: names of fields and indexes of lists. */
export type FieldPath = readonly (string | number)[];

/** A path as it is written in findings: `metadata.labels["app.kubernetes.io/name"]`. */
export function fieldText(path: FieldPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
