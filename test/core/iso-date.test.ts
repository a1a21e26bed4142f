import { isIsoDate } from '../../lib/core/iso-date';

test.each(['2027-02-28', '2028-02-29', '2027-12-31', '2027-01-01'])('%s is a day', (text) => {
  expect(isIsoDate(text)).toBe(true);
});

test.each([
  '2027-02-29',
  '2027-04-31',
  '2027-13-01',
  '2027-00-10',
  '2027-01-00',
  '27-01-01',
  '2027-1-1',
  ' 2027-01-01',
  '2027-01-01T00:00:00Z',
  '',
])('"%s" is none', (text) => {
  expect(isIsoDate(text)).toBe(false);
});
