import { SEVERITIES, type Severity } from '../../checks/finding';
import { UsageError } from '../usage-error';
import type { Option, Words } from '../verb';

/** Which severity ends the command with 1; that or a heavier one. */
export function failOnOption(unlessSaid: Severity): Option {
  return {
    name: 'fail-on',
    value: 'SEVERITY',
    choices: SEVERITIES,
    help: `the lightest severity that counts: ${SEVERITIES.join(', ')}; ${unlessSaid} unless it is said`,
  };
}

export function failOnOf(words: Words, unlessSaid: Severity): Severity {
  const text = words.one('fail-on') ?? unlessSaid;
  const severity = SEVERITIES.find((s) => s === text);
  if (severity) return severity;
  throw new UsageError(`no severity "${text}": one of ${SEVERITIES.join(', ')} is wanted`);
}
