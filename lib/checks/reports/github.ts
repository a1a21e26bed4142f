import { describeFinding, type Finding, type Severity } from '../finding';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Findings as annotations of GitHub Actions, a line each; those that were read from a file stand beside its line.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(findings: readonly Finding[]): string {
  return findings.map((finding) => `${annotation(finding)}\n`).join('');
}

function annotation(finding: Finding): string {
  const { severity, source, rule, origin, object, field } = finding;
  const properties = { ...(source && { file: source.file, line: `${source.line}` }), title: rule };
  const stated = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(value)}`);
  const place = [object, field, origin && `(${origin.path})`].filter((part) => part).join(' ');
  return `::${COMMANDS[severity]} ${stated.join(',')}::${escaped(`${place}: ${describeFinding(finding)}`)}`;
}

/** A line feed would end the command, and what follows could be another one. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
