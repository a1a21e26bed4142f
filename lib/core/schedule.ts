/** What one field of a schedule may hold. */
interface Field {
  readonly min: number;
  readonly max: number;
  /** Names that stand for the numbers from `min` on. */
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Minute, hour, day of month, month, day of week. */
const FIELDS: readonly Field[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: WEEKDAYS },
];

const SHORT_MONTHS = [4, 6, 9, 11];

const RANGE = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/;

/**
 * A schedule that a CronJob takes and that comes round: five fields, or a macro such as `@daily`. The grammar is that of
 * the parser which the API server asks; richer dialects (seconds, `L`, `W`, `#`, 7 for Sunday) are refused there too.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 * @see https://github.com/robfig/cron/blob/v3.0.1/parser.go
 */
export function isSchedule(text: string): boolean {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(text)) return true;
  const fields = text.trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays] = FIELDS.map((field, i) => numbersOf(fields[i] ?? '', field));
  if (fields.length > FIELDS.length || !minutes || !hours || !days || !months || !weekdays) return false;
  // With both a day and a weekday given, either is enough.
  const anyWeekday = /\s[*?]\s*$/.test(text);
  return !anyWeekday || months.some((month) => days.some((day) => day <= mostDays(month)));
}

/** Days of a month in the year that gives it most. */
function mostDays(month: number): number {
  if (month === 2) return 29;
  return SHORT_MONTHS.includes(month) ? 30 : 31;
}

/** The numbers that a field names; undefined when it is none. */
function numbersOf(text: string, field: Field): number[] | undefined {
  const ranges = text.split(',').map((range) => rangeOf(range, field));
  return ranges.every((range) => range !== undefined) ? ranges.flat() : undefined;
}

function rangeOf(text: string, field: Field): number[] | undefined {
  const [whole, star, first = '', last, step] = RANGE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const start = star ? field.min : numberOf(first, field);
  // `5/15` means from 5 to the end.
  const end = star || (last === undefined && step !== undefined) ? field.max : numberOf(last ?? first, field);
  if (!(start >= field.min && end <= field.max && start <= end) || step?.match(/^0+$/)) return undefined;
  return Array.from({ length: Math.floor((end - start) / Number(step ?? 1)) + 1 }, (_, i) => start + i * Number(step ?? 1));
}

function numberOf(text: string, { min, names }: Field): number {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text.toLowerCase());
  return index < 0 ? Number.NaN : min + index;
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
