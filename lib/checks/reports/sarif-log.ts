import type { Origin } from '../../manifests/manifest';
import type { Severity } from '../finding';
import type { ExactSource } from './report';

/** A rule, as a log of SARIF describes it. */
export interface SarifRule {
  readonly id: string;
  readonly severity: Severity;
  /** In one sentence. */
  readonly short: string;
  readonly full: string;
  readonly help: string;
  /** The first is where readers are sent. */
  readonly see: readonly string[];
}

/** One result of a run. */
export interface SarifResult {
  readonly rule: string;
  readonly severity: Severity;
  readonly text: string;
  /** Identity of the object, and what of it. */
  readonly place: string;
  /** What stays the same while lines move, under its name. */
  readonly fingerprint: readonly [name: string, value: string];
  /** Why and until when it is accepted; a result that nobody accepts has none. */
  readonly accepted?: string;
  readonly origin?: Origin;
  readonly source?: ExactSource;
}

/**
 * A log of SARIF 2.1.0, which code hosts and editors read.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(results: readonly SarifResult[], rules: readonly SarifRule[]): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const run = {
    tool: { driver: { name: 'cdk8s-shop', informationUri: 'https://github.com/cdk8s-shop/cdk8s-shop', rules: rules.map(descriptorOf) } },
    columnKind: 'utf16CodeUnits',
    results: withOwnFingerprints(results).map((result) => resultOf(result, indexes.get(result.rule))),
  };
  return `${JSON.stringify({ $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

/** Readers take two results of one fingerprint for one, so that those of one field are numbered. */
function withOwnFingerprints(results: readonly SarifResult[]): SarifResult[] {
  const counts = new Map<string, number>();
  return results.map((result) => {
    const [name, value] = result.fingerprint;
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    return count === 1 ? result : { ...result, fingerprint: [name, `${value} #${count}`] };
  });
}

function descriptorOf({ id, severity, short, full, help, see: [helpUri] }: SarifRule): object {
  return {
    id,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: help },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: severity },
  };
}

function resultOf(
  { rule, severity, text, fingerprint: [name, value], accepted, ...place }: SarifResult,
  ruleIndex: number | undefined,
): object {
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: severity,
    message: { text },
    locations: [locationOf(place)],
    partialFingerprints: { [name]: value },
    ...(accepted !== undefined && { suppressions: [{ kind: 'external', status: 'accepted', justification: accepted }] }),
  };
}

function locationOf({ place, source, origin }: Pick<SarifResult, 'place' | 'source' | 'origin'>): object {
  const construct = origin ? [{ fullyQualifiedName: origin.path, kind: 'object' }] : [];
  return {
    ...(source && {
      physicalLocation: { artifactLocation: { uri: uriOf(source.file) }, region: regionOf(source) },
    }),
    logicalLocations: [{ fullyQualifiedName: place, kind: 'resource' }, ...construct],
  };
}

function regionOf({ line, column }: ExactSource): object {
  return { startLine: line, ...(column !== undefined && { startColumn: column }) };
}

/** A relative path is a relative reference; what else it may hold is escaped, or it would be read as a query or a scheme. */
function uriOf(file: string): string {
  return file.split(/[/\\]/).map(encodeURIComponent).join('/');
}
