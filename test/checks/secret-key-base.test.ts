import { namesSecret } from '../../lib/checks/secret-texts';

test('the name that Rails and Phoenix give their key is a secret one', () => {
  expect(namesSecret('SECRET_KEY_BASE')).toBe(true);
  expect(namesSecret('PRIMARY_KEY_BASE')).toBe(false);
  expect(namesSecret('DATABASE')).toBe(false);
});
