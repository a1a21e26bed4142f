import fc from 'fast-check';
import { compareText, sortedBy, sortedRecord } from '../../lib/core/order';

test('text is ordered by code unit, not as a locale would', () => {
  const texts = ['b', 'a', 'B', 'ä', 'Z', '_', '10', '9', 'a-b', 'ab', ''];
  expect(sortedBy(texts, (t) => t)).toEqual(['', '10', '9', 'B', 'Z', '_', 'a', 'a-b', 'ab', 'b', 'ä']);
});

test('equal keys keep their order', () => {
  const items = [
    { key: 'b', place: 1 },
    { key: 'a', place: 2 },
    { key: 'b', place: 3 },
    { key: 'a', place: 4 },
  ];
  expect(sortedBy(items, (i) => i.key).map((i) => i.place)).toEqual([2, 4, 1, 3]);
});

test('the list that is given stays as it is, and any iterable will do', () => {
  const given = ['b', 'a'];
  expect(sortedBy(given, (t) => t)).toEqual(['a', 'b']);
  expect(given).toEqual(['b', 'a']);
  expect(sortedBy(new Map([['b', 1]]).keys(), (t) => t)).toEqual(['b']);
});

test('the comparison is a total order', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
      expect(compareText(a, b) + compareText(b, a)).toBe(0);
      expect(compareText(a, b) === 0).toBe(a === b);
      if (compareText(a, b) <= 0 && compareText(b, c) <= 0) expect(compareText(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});

test('a record comes out the same whatever order it was built in', () => {
  const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.integer()), { selector: ([key]) => key });
  fc.assert(
    fc.property(entries, (list) => {
      const there = sortedRecord(Object.fromEntries(list));
      const back = sortedRecord(Object.fromEntries([...list].reverse()));
      expect(JSON.stringify(there)).toBe(JSON.stringify(back));
      expect(there).toEqual(Object.fromEntries(list));
    }),
  );
});

test('the keys of a record are in the one order', () => {
  expect(Object.keys(sortedRecord({ b: 1, _: 2, B: 3, a: 4 }))).toEqual(['B', '_', 'a', 'b']);
});
