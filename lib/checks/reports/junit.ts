import { describeFinding, type Finding } from '../finding';
import { countsOf, exactSource } from './report';

/**
 * Findings in the XML of JUnit, as CI servers read it: a suite, a case a finding. Errors and warnings are failures; a
 * note is a case that passes and says what was found. Without findings there is one case that passes, because servers
 * take a report without cases for one that is missing.
 */
export function junitReport(findings: readonly Finding[]): string {
  const { error, warning } = countsOf(findings);
  const counts = `tests="${Math.max(1, findings.length)}" failures="${error + warning}" errors="0" skipped="0"`;
  const cases = findings.length === 0 ? ['    <testcase classname="manifests" name="no findings"/>'] : findings.map(caseOf);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdk8s-shop" ${counts}>`,
    `  <testsuite name="cdk8s-shop" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(finding: Finding): string {
  const { rule, object, field, severity, origin } = finding;
  const source = exactSource(finding);
  const file = source ? ` file="${escaped(source.file)}" line="${source.line}"` : '';
  const name = field === '' ? rule : `${rule} ${field}`;
  const text = escaped([describeFinding(finding), origin && `Made by ${origin.path}.`].filter((part) => part).join(' '));
  const open = `    <testcase classname="${escaped(object)}" name="${escaped(name)}"${file}>`;
  if (severity === 'note') return `${open}<system-out>${text}</system-out></testcase>`;
  return `${open}<failure type="${severity}" message="${text}">${text}</failure></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML forbids is replaced: no reader of it takes a control character or half of a pair, escaped or not. */
function escaped(text: string): string {
  return (
    text
      .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
      .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
      // In an attribute these would be read as spaces.
      .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`)
  );
}
