import fc from 'fast-check';
import { type EnvVar, envOrder, join, literal, secretsIn, secretValue, type Value } from '../../lib/model/value';

const PASSWORD = secretValue('orders-db', 'password');
const USER = secretValue('orders-db', 'username');
const PATH: Value = { kind: 'secret-path', ref: { secret: 'orders-db', key: 'password' }, path: '/run/secrets/orders-db/password' };

describe('join', () => {
  test('literals beside each other become one', () => {
    expect(join([literal('a'), literal('b'), PASSWORD, literal('c'), literal(1)])).toEqual({
      kind: 'join',
      parts: [literal('ab'), PASSWORD, literal('c1')],
    });
  });

  test('a join of literals alone is a literal', () => {
    expect(join([literal('a'), literal('b')])).toEqual(literal('ab'));
  });

  test('a join of one part is that part', () => {
    expect(join([PASSWORD])).toBe(PASSWORD);
  });

  test('a join of nothing is the empty literal', () => {
    expect(join([])).toEqual(literal(''));
    expect(join([literal(''), literal('')])).toEqual(literal(''));
  });

  test('empty literals leave no trace', () => {
    expect(join([literal(''), PASSWORD, literal('')])).toBe(PASSWORD);
  });

  test('joins inside are opened', () => {
    expect(join([literal('a'), join([literal('b'), PASSWORD]), literal('c')])).toEqual({
      kind: 'join',
      parts: [literal('ab'), PASSWORD, literal('c')],
    });
  });

  const part: fc.Arbitrary<Value> = fc.oneof(fc.string().map(literal), fc.constantFrom(PASSWORD, USER, PATH));
  const tree = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      part,
      fc.array(tie('value'), { maxLength: 4 }).map((parts): Value => ({ kind: 'join', parts })),
    ),
  })).value;

  /** What a reader sees of a value, with secrets as marks. */
  const read = (value: Value): string => {
    if (value.kind === 'join') return value.parts.map(read).join('');
    return value.kind === 'literal' ? value.text : `\0${value.kind}:${value.ref.key}\0`;
  };

  test('says the same as its parts, however they are nested', () => {
    fc.assert(
      fc.property(fc.array(tree), (parts) => {
        const nested: Value[] = parts.map((p) => (p.kind === 'join' ? join(p.parts.map(flat)) : p));
        expect(read(join(nested))).toBe(parts.map(read).join(''));
      }),
    );
  });

  test('never has two literals in a row, an empty one, or a join inside', () => {
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (a, b) => {
        const joined = join([join(a), join(b)]);
        const parts = joined.kind === 'join' ? joined.parts : [joined];
        const kinds = parts.map((p) => p.kind);
        expect(kinds).not.toContain('join');
        expect(kinds.some((kind, i) => kind === 'literal' && kinds[i + 1] === 'literal')).toBe(false);
        if (parts.length > 1) expect(parts).not.toContainEqual(literal(''));
      }),
    );
  });

  function flat(value: Value): Value {
    return value.kind === 'join' ? join(value.parts.map(flat)) : value;
  }
});

describe('secretsIn', () => {
  test('names every secret of a tree in the order of its use', () => {
    expect(secretsIn(join([USER, literal(':'), join([PASSWORD, literal('@')])]))).toEqual([
      { secret: 'orders-db', key: 'username' },
      { secret: 'orders-db', key: 'password' },
    ]);
    expect(secretsIn(PASSWORD)).toEqual([{ secret: 'orders-db', key: 'password' }]);
  });

  test('a literal and the path of a secret hold none', () => {
    expect(secretsIn(literal('hunter2'))).toEqual([]);
    expect(secretsIn(PATH)).toEqual([]);
  });
});

describe('envOrder', () => {
  test('goes by name, but a variable made of others comes after all that it may be made of', () => {
    const vars: EnvVar[] = [
      { name: 'A_URI', value: { kind: 'join', parts: [literal('x'), PASSWORD] } },
      { name: 'C', value: literal('c') },
      { name: 'B', value: PASSWORD },
      { name: 'D', value: PATH },
      { name: 'A_URI_PASSWORD', value: PASSWORD },
    ];
    expect(envOrder(vars).map((v) => v.name)).toEqual(['A_URI_PASSWORD', 'B', 'C', 'D', 'A_URI']);
  });

  test('does not depend on the order in which variables are given', () => {
    const value = fc.constantFrom<Value>(literal('x'), PASSWORD, { kind: 'join', parts: [literal('x'), PASSWORD] });
    const vars = fc.uniqueArray(fc.record({ name: fc.string(), value }), { selector: (v) => v.name });
    fc.assert(
      fc.property(vars, (list) => {
        expect(envOrder([...list].reverse())).toEqual(envOrder(list));
      }),
    );
  });
});
