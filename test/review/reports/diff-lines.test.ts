import { cut, diffLines } from '../../../lib/review/reports/diff-lines';

const told = (...args: Parameters<typeof diffLines>) => diffLines(...args).map(({ sign, text }) => `${sign}${text}`);

test('a value that is new, gone or another', () => {
  expect(told({ field: ['spec', 'replicas'], after: 3 })).toEqual(['+spec.replicas: 3']);
  expect(told({ field: ['spec', 'paused'], before: true })).toEqual(['-spec.paused: true']);
  expect(told({ field: ['data', 'a'], before: 'x', after: { y: [1] } })).toEqual(['-data.a: "x"', '+data.a: {"y":[1]}']);
});

test('of texts with several lines, those that differ', () => {
  expect(told({ field: ['data', 'conf'], before: 'a\nb\nc', after: 'a\nB\nc' })).toEqual([' data.conf:', '-  b', '+  B']);
  expect(told({ field: ['data', 'conf'], before: 'a\nc', after: 'a\nb\nc' })).toEqual([' data.conf:', '+  b']);
});

test('a line that is too long is cut between characters, and says how much is missing', () => {
  expect(cut('abc', 3)).toBe('abc');
  expect(cut('abcd', 3)).toBe('abc… (1 character more)');
  expect(cut('ab😀d', 3)).toBe('ab… (3 characters more)');
  expect(told({ field: ['data', 'a'], after: 'x'.repeat(2000) })[0]).toMatch(/^\+data\.a: "x{591}… \(1410 characters more\)$/);
});
