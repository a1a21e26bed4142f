/** Whether a text is a day of the calendar, written `2027-02-28`; such days compare as texts. */
export function isIsoDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // The thirtieth of February becomes the second of March, and so reads otherwise than it was written.
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
