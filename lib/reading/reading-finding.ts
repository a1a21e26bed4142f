import type { Finding, Source } from '../checks/finding';
import type { RuleText } from '../checks/rule';

/** A finding about a text; there is no object yet, but always a place. */
export interface ReadingFinding extends Finding {
  readonly source: Source;
}

export function readingFinding({ id, severity, wanted, fix }: RuleText, source: Source, got: string): ReadingFinding {
  return { rule: id, severity, object: '', field: '', got, wanted, fix, source };
}
