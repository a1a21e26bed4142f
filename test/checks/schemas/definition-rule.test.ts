import { definitionRule } from '../../../lib/checks/schemas/definition-rule';
import type { Json, JsonObject } from '../../../lib/manifests/json';

const SCHEMA: JsonObject = {
  type: 'object',
  properties: {
    low: { type: 'integer' },
    high: { type: 'integer', default: 10 },
    disk: { type: 'object', properties: { class: { type: 'string' }, shared: { type: 'boolean', default: false } } },
    note: { type: 'string', nullable: true },
  },
};

/** Whether a value keeps to a rule; undefined for one that is not understood. */
function holds(rule: string, value: Json, old?: Json): boolean | undefined {
  const described = (end: Json) => ({ value: end, schema: SCHEMA });
  return definitionRule(rule)?.holds({ self: described(value), ...(old !== undefined && { oldSelf: described(old) }) });
}

test.each<[rule: string, value: Json, expected: boolean]>([
  ['self.low <= self.high', { low: 1, high: 2 }, true],
  ['self.low <= self.high', { low: 3, high: 2 }, false],
  // A default counts as what is stated.
  ['self.low<self.high', { low: 9 }, true],
  ['self.low < self.high', { low: 10 }, false],
  // A field that is not there, and values that cannot be compared, make a rule fail.
  ['self.low > 0', {}, false],
  ['!(self.low > 0)', {}, false],
  ["self.low < 'a'", { low: 1 }, false],
  ["self.disk.class != 'slow'", { disk: { class: 'fast' } }, true],
  ['self.disk.class == "slow"', { disk: { class: 'fast' } }, false],
  ['has(self.disk) && has(self.disk.class)', { disk: {} }, false],
  ['has(self.disk.shared)', { disk: {} }, true],
  ['has(self.disk.shared)', {}, false],
  ['!self.disk.shared', { disk: {} }, true],
  ['has(self.note) && self.note == null', { note: null }, true],
  // What decides the whole decides it where another part fails, on either side.
  ['!has(self.low) || self.low > 0', {}, true],
  ['self.low > 0 || !has(self.low)', {}, true],
  ['self.low > 0 && has(self.low)', {}, false],
  ['self.low > 0 && !has(self.disk)', { low: 1 }, true],
  ['(self.low == 1 || self.low == 2) && self.high >= 3', { low: 2 }, true],
  ['size(self.disk.class) > 2', { disk: { class: 'slow' } }, true],
  ['self.disk.class.size() == 4', { disk: { class: 'slow' } }, true],
  ['size(self.disk) == 1', { disk: { class: 'slow' } }, true],
  ['size(self.low) == 1', { low: 1 }, false],
  ['self.low == 1 ? self.high == 10 : self.high == 20', { low: 1 }, true],
  ['self.low == 1 ? self.high == 10 : self.high == 20', { low: 2 }, false],
  ['self.low ? true : true', { low: 2 }, false],
  ['self.low == 1.0', { low: 1 }, true],
  ['false', {}, false],
  ['!!true', {}, true],
])('%s of %j is %s', (rule, value, expected) => {
  expect(holds(rule, value)).toBe(expected);
});

test.each<[rule: string, value: Json, old: Json, expected: boolean]>([
  ['self == oldSelf', { low: 1, disk: { class: 'a' } }, { disk: { class: 'a' }, low: 1 }, true],
  ['self == oldSelf', { low: 1 }, { low: 2 }, false],
  ['self.high >= oldSelf.high', { high: 11 }, {}, true],
  ['self.high >= oldSelf.high', { high: 9 }, {}, false],
  ['!has(oldSelf.low) || has(self.low)', {}, { low: 1 }, false],
  ['!has(oldSelf.low) || has(self.low)', { low: 1 }, {}, true],
])('%s of %j after %j is %s', (rule, value, old, expected) => {
  expect(holds(rule, value, old)).toBe(expected);
});

test.each([
  'self.all(x, x > 0)',
  'self.low in [1, 2]',
  'self.low + 1 < self.high',
  'quantity(self.size).isGreaterThan(quantity("1"))',
  'self.a__dash__b == 1',
  'other.low == 1',
  'has(self)',
  'has(self.low',
  "matches(self.note, 'a')",
  '(self.low == 1',
  'self.low == ',
  'self.low == 1 ? true',
  'self.low == 1 self.high == 2',
  "self.note == 'a\\n'",
  '!',
  '',
  `${'!'.repeat(2000)}true`,
])('%s is left to the API server', (rule) => {
  expect(definitionRule(rule)).toBeUndefined();
});

test('a rule says whether it compares with the value before, and what it reads', () => {
  expect(definitionRule('self.disk.class == oldSelf.disk.class || self == oldSelf')).toMatchObject({
    isTransition: true,
    reads: [['disk', 'class'], ['disk', 'class'], [], []],
  });
  expect(definitionRule('self.low > 0')).toMatchObject({ isTransition: false, reads: [['low']] });
});
