import fc from 'fast-check';
import { patternMatches as matches } from '../../../lib/checks/schemas/pattern';
import { Budget } from '../../../lib/checks/schemas/violation';

const patternMatches = (pattern: string, text: string) => matches(pattern, text, new Budget(1));

/** Patterns that both engines read alike. */
const PATTERNS = [
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  '^([0-9]{1,3}\\.){3}[0-9]{1,3}$',
  '^\\d+(\\.\\d+)?(ms|s|m|h)$',
  '^(0|[1-9][0-9]*)(?:Mi|Gi)?$',
  '^(a+)+$',
  '^((a|b)*c?){2,3}$',
  'a|b|^$',
  '\\bab\\B',
  '[^-a]b+?',
  '^.{0,3}$',
  '[\\w.]+@[^\\s]',
  '(?:ab|a)(?:c|bcd)$',
  '',
];

test('each pattern is found where the language’s own engine finds it', () => {
  const text = fc.string({ unit: fc.constantFrom(...'abcdh019.-@ \nMGi5m'), maxLength: 12 });
  fc.assert(
    fc.property(
      fc.constantFrom(...PATTERNS),
      text,
      (pattern, value) => patternMatches(pattern, value) === new RegExp(pattern, 'u').test(value),
    ),
    { numRuns: 5000, seed: 5 },
  );
});

test.each([
  ['^[[:alpha:]_]+$', 'abC_', true],
  ['^[[:alpha:]_]+$', 'ab1', false],
  ['^[]a]+$', 'a]', true],
  ['^[a-]+$', 'a-', true],
  ['\\Aab\\z', 'ab', true],
  ['\\Aab\\z', 'abc', false],
  ['^(?P<year>[0-9]{4})$', '2027', true],
  ['^\\x41\\x{42}$', 'AB', true],
  ['^.$', '😀', true],
  ['^\\/\\.$', '/.', true],
])('%s on "%s" is %s, as Go has it', (pattern, text, found) => {
  expect(patternMatches(pattern, text)).toBe(found);
});

test.each(['(?i)a', '(?=a)', '\\1', '(a', 'a)', '[a', '*a', 'a{2,1}', 'a{2000}', '[b-a]', '\\p{L}', '(?!a)', '\\', '('.repeat(100)])(
  '%s is not read, so nothing is said of it',
  (pattern) => {
    expect(patternMatches(pattern, 'a')).toBeUndefined();
  },
);

test('patterns that others take for ever over are told in time that grows with the text', () => {
  expect(patternMatches('^(a+)+$', `${'a'.repeat(20_000)}b`)).toBe(false);
  expect(patternMatches('^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(5_000))).toBe(false);
  expect(patternMatches('(x+x+)+y', 'x'.repeat(5_000))).toBe(false);
});

test('what would be too large is not tried', () => {
  expect(patternMatches('^((a{1,100}){1,100}){1,100}$', 'a')).toBeUndefined();
  expect(patternMatches('a'.repeat(10_001), 'a')).toBeUndefined();
  expect(patternMatches('^(a|b|c|d)+$', 'a'.repeat(3_000_000))).toBeUndefined();
});
