import { Cron } from 'croner';

/** Characters of five-field cron that Kubernetes takes; `L`, `W`, `#` and years of richer dialects are refused there. */
const PLAIN = /^[\d*,/\-A-Za-z? ]+$/;
const RICHER = /[LW#](?![A-Za-z])/;

/**
 * A schedule that a CronJob takes: five fields, or a macro such as `@daily`.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function isSchedule(text: string): boolean {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(text)) return true;
  if (text.trim().split(/\s+/).length !== 5 || !PLAIN.test(text) || RICHER.test(text)) return false;
  try {
    return new Cron(text, { mode: '5-part', paused: true }).nextRun(new Date(Date.UTC(2026, 0, 1))) !== null;
  } catch {
    return false;
  }
}

/** A name of the IANA time zone database. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(name) && name !== 'Local';
  } catch {
    return false;
  }
}
