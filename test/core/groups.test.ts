import { append, groupedBy } from '../../lib/core/groups';

test('values stand under their key, both in the order in which they come', () => {
  expect([...groupedBy(['bb', 'a', 'cc', 'd', 'eee'], ({ length }) => length)]).toEqual([
    [2, ['bb', 'cc']],
    [1, ['a', 'd']],
    [3, ['eee']],
  ]);
  expect(groupedBy([], () => 'key').size).toBe(0);
});

test('a value is put behind those that are there', () => {
  const groups = new Map([['a', [1]]]);
  append(groups, 'a', 2);
  append(groups, 'b', 3);
  expect(Object.fromEntries(groups)).toEqual({ a: [1, 2], b: [3] });
});
