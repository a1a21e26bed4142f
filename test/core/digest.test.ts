import { contentHash } from '../../lib/core/digest';

test('a content hash is the first 16 hex digits of SHA-256', () => {
  // FIPS 180-2, the vectors for the empty message and for "abc".
  expect(contentHash('')).toBe('e3b0c44298fc1c14');
  expect(contentHash('abc')).toBe('ba7816bf8f01cfea');
});

test('text is hashed as UTF-8, so that it is the same on every machine', () => {
  expect(contentHash('é')).not.toBe(contentHash('e\u0301'));
  expect(contentHash('€')).toBe(contentHash('\u20ac'));
});
