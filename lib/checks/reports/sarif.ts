import { describeFinding, type Finding } from '../finding';
import type { RuleText } from '../rule';

/**
 * Findings as SARIF 2.1.0, which code hosts and editors read.
 *
 * @param rules the rules that were run, which the report describes
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(findings: readonly Finding[], rules: readonly RuleText[]): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const run = {
    tool: { driver: { name: 'cdk8s-shop', informationUri: 'https://github.com/cdk8s-shop/cdk8s-shop', rules: rules.map(descriptorOf) } },
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => resultOf(finding, indexes.get(finding.rule))),
  };
  return `${JSON.stringify({ $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function descriptorOf({ id, severity, why, wanted, fix, see }: RuleText): object {
  const [helpUri] = see;
  return {
    id,
    shortDescription: { text: `Wanted: ${wanted}.` },
    fullDescription: { text: why },
    help: { text: `${why} Fix: ${fix}.` },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: severity },
  };
}

function resultOf(finding: Finding, ruleIndex: number | undefined): object {
  const { rule, severity, object, field } = finding;
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: severity,
    message: { text: describeFinding(finding) },
    locations: [locationOf(finding)],
    // Lines move; a rule, an object and a field stay the same finding.
    partialFingerprints: { 'objectField/v1': `${rule} ${object} ${field}` },
  };
}

function locationOf({ object, field, source, origin }: Finding): object {
  const construct = origin ? [{ fullyQualifiedName: origin.path, kind: 'object' }] : [];
  return {
    ...(source && {
      physicalLocation: { artifactLocation: { uri: uriOf(source.file) }, region: { startLine: source.line } },
    }),
    logicalLocations: [{ fullyQualifiedName: field === '' ? object : `${object} ${field}`, kind: 'resource' }, ...construct],
  };
}

/** A relative path is a relative reference; what else it may hold is escaped, or it would be read as a query or a scheme. */
function uriOf(file: string): string {
  return file.split(/[/\\]/).map(encodeURIComponent).join('/');
}
