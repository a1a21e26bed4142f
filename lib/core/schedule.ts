import { Cron } from 'croner';

/** An entry of a field's list as the API server's parser takes it: a star, a number or name, a range, each with a step. */
const ENTRY = /^(?:[*?]|(?:\d+|[a-z]{3})(?:-(?:\d+|[a-z]{3}))?)(?:\/0*[1-9]\d*)?$/i;

/** Sunday is 0 there and never 7. */
const SUNDAY_AS_7 = /(?:^|[,-])0*7(?:$|[,/-])/;

/** The search for the next run begins here; any day serves, for nothing but whether there is one is asked. */
const SOME_DAY = new Date(Date.UTC(2026, 0, 1));

/**
 * A schedule that a CronJob takes and that comes round: five fields, or a macro such as `@daily`. Of what the library
 * reads, only the grammar of the API server's parser is let through: no seconds, `L`, `W`, `#`, nor 7 for Sunday.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 * @see https://github.com/robfig/cron/blob/v3.0.1/parser.go
 */
export function isSchedule(text: string): boolean {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(text)) return true;
  const fields = text.trim().split(/\s+/);
  const known = fields.length === 5 && fields.every((field) => field.split(',').every((entry) => ENTRY.test(entry)));
  if (!known || SUNDAY_AS_7.test(fields[4] ?? '')) return false;
  try {
    const options = { mode: '5-part', paused: true, sloppyRanges: true } as const;
    return new Cron(fields.join(' ').split('?').join('*'), options).nextRun(SOME_DAY) !== null;
  } catch {
    return false;
  }
}

/** How many runs are looked at to tell how often a schedule comes round. */
const RUNS = 25;

/** Hours between two runs of a schedule on average; undefined for a text that is none. */
export function hoursBetween(text: string): number | undefined {
  if (!isSchedule(text)) return undefined;
  const runs = new Cron(text.trim(), { paused: true, sloppyRanges: true, timezone: 'UTC' }).nextRuns(RUNS, SOME_DAY);
  const [first, last] = [runs[0], runs.at(-1)];
  return first && last && runs.length > 1 ? (last.getTime() - first.getTime()) / 3_600_000 / (runs.length - 1) : undefined;
}

/**
 * A name of the IANA time zone database, in the database's own case: clusters look it up as the name of a file.
 * @see https://www.iana.org/time-zones
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
