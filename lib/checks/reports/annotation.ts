import type { Severity } from '../finding';
import type { ExactSource } from './report';

/** Something that is said beside a line of a pull request, or of the whole where it has no line. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
  readonly source?: ExactSource;
}

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * An annotation as a command of GitHub Actions, in one line.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function annotationCommand({ severity, title, text, source }: Annotation): string {
  const column = source?.column === undefined ? {} : { col: `${source.column}` };
  const properties = { ...(source && { file: source.file, line: `${source.line}`, ...column }), title };
  const stated = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(value)}`);
  return `::${COMMANDS[severity]} ${stated.join(',')}::${escaped(text)}\n`;
}

/** A line feed would end the command, and what follows could be another one. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
