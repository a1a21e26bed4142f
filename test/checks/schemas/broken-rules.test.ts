import { brokenRules } from '../../../lib/checks/schemas/broken-rules';
import type { Json, JsonObject } from '../../../lib/manifests/json';

const setOnce: JsonObject = { 'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'is set once' }] };
const keyed: JsonObject = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name', 'protocol'] };
const item: JsonObject = { type: 'object', properties: { name: {}, protocol: { default: 'TCP' }, port: setOnce } };

const broken = (schema: JsonObject, value: Json, old?: Json): string[] =>
  [...brokenRules(value, schema, old)].map(({ path, text }) => `${path.join('.')}: ${text}`);

test('a rule about an old value follows fields, maps, and items of lists with keys wherever they stand', () => {
  expect(broken({ properties: { a: { properties: { b: setOnce } } } }, { a: { b: 1 } }, { a: { b: 2 } })).toEqual(['a.b: is set once']);
  expect(broken({ additionalProperties: setOnce }, { x: 1, y: 2 }, { x: 1, y: 3 })).toEqual(['y: is set once']);
  const list = { ...keyed, items: item };
  const one = { name: 'a', port: 1 };
  expect(broken(list, [{ name: 'b', port: 2 }, one], [{ ...one, protocol: 'TCP' }])).toEqual([]);
  expect(
    broken(
      list,
      [
        { name: 'b', port: 2 },
        { ...one, port: 3 },
      ],
      [one],
    ),
  ).toEqual(['1.port: is set once']);
});

test('it says nothing where there is no old value, or none that belongs to the new one', () => {
  expect(broken({ properties: { a: setOnce } }, { a: 1 }, {})).toEqual([]);
  expect(broken({ properties: { a: setOnce } }, {}, { a: 1 })).toEqual([]);
  expect(broken({ properties: { a: setOnce } }, { a: 1 })).toEqual([]);
  expect(broken({ items: item }, [{ name: 'a', port: 1 }], [{ name: 'a', port: 2 }])).toEqual([]);
  expect(broken({ ...keyed, items: item }, [{ name: 'a', port: 1 }], { name: 'a' })).toEqual([]);
});

test('a rule about the value alone holds inside of everything, and is told by itself where it has no message', () => {
  const rule = { 'x-kubernetes-validations': [{ rule: 'self > 0' }, { rule: 'self.all(x, x)' }] };
  expect(broken({ items: { additionalProperties: rule } }, [{ a: 1 }, { b: 0 }])).toEqual(['1.b: self > 0']);
});

test('it ends where nothing more may be spent, and where no definition goes', () => {
  const endless: JsonObject = { ...setOnce, properties: {} };
  (endless.properties as Record<string, Json>).a = endless;
  let value: Json = 1;
  for (let depth = 0; depth < 100; depth++) value = { a: value };
  expect(broken(endless, value, { a: 1 })).toHaveLength(2);
  expect([...brokenRules(value, endless, { a: 1 }, () => false)]).toEqual([]);
});
