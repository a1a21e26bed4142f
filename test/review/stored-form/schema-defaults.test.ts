import { withSchemaDefaults } from '../../../lib/review/stored-form/schema-defaults';

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

test('null is nothing, but where the schema knows it, or knows nothing', () => {
  const schema = {
    properties: {
      spec: {
        properties: { gone: {}, plain: { type: 'string' }, kept: { nullable: true, default: 1 } },
        additionalProperties: { type: 'string' },
      },
      data: { additionalProperties: { type: 'string' } },
    },
  };
  expect(withSchemaDefaults({ spec: { gone: null, plain: null, kept: null }, data: { a: null, b: 'c' } }, schema)).toEqual({
    spec: { gone: null, kept: null },
    data: { b: 'c' },
  });
  expect(withSchemaDefaults({ spec: { list: [null, {}] } }, { properties: { spec: { properties: { list: { items: {} } } } } })).toEqual({
    spec: { list: [null, {}] },
  });
});

test('a status is no default, and a field that is called like one of every object is a field', () => {
  const schema = {
    properties: {
      status: { default: { ready: false } },
      spec: { properties: { status: { default: 'new' }, constructor: { default: 1 } } },
    },
  };
  expect(withSchemaDefaults({ spec: {} }, schema)).toEqual({ spec: { status: 'new', constructor: 1 } });
});
