import type { Json, JsonObject } from '../../../lib/manifests/json';
import { storedCustom } from '../../../lib/review/stored-form/custom-objects';

const SCHEMA: JsonObject = {
  properties: {
    currency: { default: 'EUR' },
    to: {},
    disk: { properties: { class: { default: 'fast' }, size: {} } },
    tags: { 'x-kubernetes-list-type': 'set', items: {} },
    lines: {
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['sku'],
      items: { properties: { tags: {}, count: { default: 1 } } },
    },
    env: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'], items: {} },
    hops: { items: {} },
    places: { additionalProperties: { 'x-kubernetes-list-type': 'set', items: {} } },
  },
};

const stored = (body: JsonObject, running?: { written: JsonObject; stored: JsonObject }): Json => storedCustom(body, SCHEMA, running);

test('sets and lists with keys are the same in any order, but for those of pod templates; other lists are not', () => {
  const lists = { hops: ['b', 'a'], env: [{ name: 'b' }, { name: 'a' }] };
  const written = { tags: ['b', 'a'], lines: [{ sku: 'b' }, { sku: 'a', count: 2 }], places: { x: [2, 1] }, ...lists };
  expect(stored(written)).toEqual({
    currency: 'EUR',
    tags: ['a', 'b'],
    lines: [
      { sku: 'a', count: 2 },
      { sku: 'b', count: 1 },
    ],
    places: { x: [1, 2] },
    ...lists,
  });
});

test('a default that was given stays, and a field that is no longer stated falls back to the default of now', () => {
  const was = { currency: 'USD', disk: { class: 'slow', size: 1 } };
  expect(stored({ disk: { size: 2 } }, { written: { disk: { size: 1 } }, stored: was })).toEqual({
    currency: 'USD',
    disk: { class: 'slow', size: 2 },
  });
  expect(stored({ disk: { size: 2 } }, { written: was, stored: was })).toEqual({ currency: 'EUR', disk: { class: 'fast', size: 2 } });
  expect(stored({ disk: { size: 2 } }, { written: {}, stored: { disk: 'none' } })).toEqual({
    currency: 'EUR',
    disk: { class: 'fast', size: 2 },
  });
});

test('of a field that the definition does not have any more, nothing stays', () => {
  expect(stored({ to: 'anna' }, { written: {}, stored: { by: 'berta' } })).toEqual({ to: 'anna', currency: 'EUR' });
});
