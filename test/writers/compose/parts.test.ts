import { join, literal, secretValue } from '../../../lib/model/value';
import { composeParts, composeText, expanded, type Parts, partsKey, partsOf } from '../../../lib/writers/compose/parts';

const known = new Map<string, Parts>([
  ['HOST', ['db']],
  ['PASSWORD', [{ secret: 'login', key: 'password' }]],
]);
const textOf = (text: string) => composeParts(expanded(text, known), ({ secret, key }) => `\${${secret}/${key}}`);

test.each([
  ['plain', 'plain'],
  ['$(HOST):5432', 'db:5432'],
  ['u:$(PASSWORD)@$(HOST)', `u:\${login/password}@db`],
  ['$$(HOST)', '$$(HOST)'],
  ['$(NOBODY)', '$$(NOBODY)'],
  ['$HOME', '$$HOME'],
  ['a$', 'a$$'],
  ['$$$(HOST)', '$$db'],
  ['$(HOST', '$$(HOST'],
])('%s as Kubernetes expands it and Compose reads it: %s', (text, expected) => {
  expect(textOf(text)).toBe(expected);
});

test('every dollar of a text is doubled, so that Compose reads the text itself', () => {
  expect(composeText(`cost $5 $$ \${HOME}`)).toBe(`cost $$5 $$$$ $\${HOME}`);
});

test('a value of the wiring, and its key whatever its cut', () => {
  const value = join([literal('amqp://shop:'), secretValue('login', 'password'), literal('@mq')]);
  expect(partsOf(value)).toEqual(['amqp://shop:', { secret: 'login', key: 'password' }, '@mq']);
  expect(partsOf({ kind: 'secret-path', ref: { secret: 'login', key: 'password' }, path: '/run/secrets/login/password' })).toEqual([
    '/run/secrets/login/password',
  ]);
  expect(partsKey(['a', 'b'])).toBe(partsKey(['ab']));
  expect(partsKey(['"login/password"'])).not.toBe(partsKey([{ secret: 'login', key: 'password' }]));
});
