import { isSchedule, isTimeZone } from '../../lib/core/schedule';

describe('isSchedule', () => {
  test.each(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'])('takes the macro %s', (text) => {
    expect(isSchedule(text)).toBe(true);
  });

  test.each([
    '* * * * *',
    '0 3 * * *',
    '*/5 * * * *',
    '59 23 31 12 6',
    '0 0 1 1 0',
    '0,30 8-18/2 1,15 * MON-FRI',
    '5/15 * * * *',
    '0 0 ? * ?',
    '0 0 1 JAN,JUL *',
    '0 0 1 jan-dec sun-sat',
    ' 0  0 * * * ',
    '0 0 29 2 *',
    '0 0 30,31 2,4 *',
    '0 0 31 2 MON',
    '00 007 * * *',
    '* * * * */7',
  ])('takes "%s"', (text) => {
    expect(isSchedule(text)).toBe(true);
  });

  test.each([
    ['', 'nothing'],
    ['* * * *', 'four fields'],
    ['0 0 3 * * *', 'six fields, with seconds'],
    ['0 0 1 1 * 2027', 'six fields, with a year'],
    ['60 * * * *', 'minute 60'],
    ['* 24 * * *', 'hour 24'],
    ['* * 0 * *', 'day 0'],
    ['* * 32 * *', 'day 32'],
    ['* * * 0 *', 'month 0'],
    ['* * * 13 *', 'month 13'],
    ['* * * * 7', 'Sunday as 7, which the API server refuses'],
    ['0 0 L * *', 'the last day'],
    ['0 0 15W * *', 'the nearest weekday'],
    ['0 0 * * 5L', 'the last Friday'],
    ['0 0 * * 5#2', 'the second Friday'],
    ['10-5 * * * *', 'a range backwards'],
    ['1-70 * * * *', 'a range beyond its field'],
    ['*/0 * * * *', 'a step of nothing'],
    ['*/-5 * * * *', 'a negative step'],
    ['1-2-3 * * * *', 'a range of three'],
    ['1/2/3 * * * *', 'two steps'],
    ['1,,2 * * * *', 'an empty entry in a list'],
    [', * * * *', 'an empty list'],
    ['JAN * * * *', 'a name in a field that has none'],
    ['0 0 1 MON *', 'the name of a weekday as a month'],
    ['0 0 * * FEB', 'the name of a month as a weekday'],
    ['0 0 1 JANUARY *', 'a full name'],
    ['0 0 30 2 *', '30 February'],
    ['0 0 31 2 *', '31 February'],
    ['0 0 31 2 ?', '31 February, with a free weekday'],
    ['0 0 31 4,6,9,11 *', 'day 31 of months that have 30'],
    ['@every 1h', 'an interval, which drifts'],
    ['@reboot', 'a start of the machine'],
    ['@Daily', 'a macro in capitals'],
    ['TZ=UTC 0 0 * * *', 'a time zone inside'],
  ])('refuses "%s": %s', (text) => {
    expect(isSchedule(text)).toBe(false);
  });
});

describe('isTimeZone', () => {
  test.each([
    'UTC',
    'Etc/UTC',
    'Europe/Berlin',
    'America/Argentina/Buenos_Aires',
    'America/Port-au-Prince',
    'Etc/GMT+5',
    'Asia/Kolkata',
    'EST5EDT',
  ])('takes %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each([
    ['', 'nothing'],
    ['Local', "the machine's own"],
    ['Mars/Olympus', 'a place that has none'],
    ['europe/berlin', 'lower case, which is no file of the database'],
    ['Europe/BERLIN', 'capitals, which are no file of the database'],
    ['+01:00', 'an offset'],
    ['Europe/Berlin ', 'a blank'],
    ['../UTC', 'a way out of the database'],
  ])('refuses "%s": %s', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
