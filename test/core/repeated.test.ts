import { repeated } from '../../lib/core/repeated';

test.each([
  [[], []],
  [['a', 'b'], []],
  [['a', 'b', 'a'], ['a']],
  [
    ['b', 'a', 'a', 'b', 'a'],
    ['a', 'b'],
  ],
  [['', 'A', 'a', ''], ['']],
])('of %j, %j are there more than once', (texts, twice) => {
  expect(repeated(texts)).toEqual(twice);
});
