import { isSchedule, isTimeZone } from '../core/schedule';
import type { Rule } from '../core/shop-error';

/** A schedule as its rules see it. */
export interface ScheduleInput {
  readonly schedule?: string;
  readonly timeZone?: string;
}

/** What is refused of a schedule. */
export const SCHEDULE_RULES: ReadonlyArray<Rule<ScheduleInput>> = [
  {
    code: 'SHOP-J001',
    broken: ({ schedule }) => (schedule === undefined || isSchedule(schedule) ? [] : [`the schedule "${schedule}"`]),
    wanted: 'five fields of cron: minute, hour, day of month, month, day of week',
    fix: 'correct the schedule',
  },
  {
    code: 'SHOP-J002',
    broken: ({ timeZone }) => (timeZone === undefined || isTimeZone(timeZone) ? [] : [`the time zone "${timeZone}"`]),
    wanted: 'a name of the IANA time zone database, such as Europe/Berlin',
    fix: 'correct the name',
  },
];
