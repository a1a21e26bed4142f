import { describeFinding, type Finding } from '../finding';
import { annotationCommand } from './annotation';
import { exactSource } from './report';

/** Findings as annotations of GitHub Actions, a line each; those that were read from a file stand beside the line of their field. */
export function githubReport(findings: readonly Finding[]): string {
  return findings.map(annotation).join('');
}

function annotation(finding: Finding): string {
  const source = exactSource(finding);
  const { severity, rule, origin, object, field } = finding;
  const place = [object, field, origin && `(${origin.path})`].filter((part) => part).join(' ');
  return annotationCommand({ severity, title: rule, text: `${place}: ${describeFinding(finding)}`, ...(source && { source }) });
}
