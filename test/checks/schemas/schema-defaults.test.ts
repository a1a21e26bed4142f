import { withSchemaDefaults } from '../../../lib/checks/schemas/schema-defaults';

const SCHEMA = {
  properties: {
    spec: {
      properties: {
        weight: { type: 'integer', default: 1 },
        off: { type: 'boolean', default: false },
        group: { default: { kind: 'Service' }, properties: { kind: { default: 'never' }, port: { default: 80 } } },
        rules: { items: { properties: { path: { default: '/' } } } },
        named: { additionalProperties: { properties: { retries: { default: 3 } } } },
        absent: { properties: { inner: { default: 1 } } },
      },
    },
  },
};

test('fields that are not there get what the schema says, also inside of lists, of maps and of other defaults', () => {
  expect(withSchemaDefaults({ spec: { off: null, rules: [{}, { path: '/a' }], named: { a: {} }, other: [1] } }, SCHEMA)).toEqual({
    spec: {
      weight: 1,
      off: false,
      group: { kind: 'Service', port: 80 },
      rules: [{ path: '/' }, { path: '/a' }],
      named: { a: { retries: 3 } },
      other: [1],
    },
  });
});

test('what is there stays, and an object that is not there gets nothing inside', () => {
  expect(withSchemaDefaults({ spec: { weight: 0, off: true, group: { port: 1 } } }, SCHEMA)).toEqual({
    spec: { weight: 0, off: true, group: { port: 1, kind: 'never' } },
  });
  expect(withSchemaDefaults({}, SCHEMA)).toEqual({});
  expect(withSchemaDefaults({ a: null }, {})).toEqual({ a: null });
});

test('null is what a field that may be null says', () => {
  const schema = { properties: { a: { nullable: true, default: 1 }, b: { default: 1 }, constructor: { default: 1 } } };
  expect(withSchemaDefaults({ a: null, b: null }, schema)).toEqual({ a: null, b: 1, constructor: 1 });
});
