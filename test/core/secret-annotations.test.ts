import { secretAnnotation, secretNamesIn } from '../../lib/core/secret-annotations';

test('names stand once each, in their one order', () => {
  expect(secretAnnotation('x/y', ['b', 'a', 'b'])).toEqual({ 'x/y': 'a,b' });
});

test('without names there is no annotation', () => {
  expect(secretAnnotation('x/y', [])).toEqual({});
});

test('what a person has written is read with its spaces, and an empty name is none', () => {
  expect(secretNamesIn(' a, b ,,c\n')).toEqual(['a', 'b', 'c']);
  expect(secretNamesIn('')).toEqual([]);
});
