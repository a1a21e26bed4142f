import { PRIORITIES } from '../../lib/policy/priority';

test('data goes before web tiers and workers, and these before jobs', () => {
  expect(PRIORITIES.map((p) => p.suffix)).toEqual(['critical', 'standard', 'batch']);
  const values = PRIORITIES.map((p) => p.value);
  expect([...values].sort((a, b) => b - a)).toEqual(values);
});

test('values are immutable, so there is room between them, above none at all and below those of the system', () => {
  const values = [1_000_000_000, ...PRIORITIES.map((p) => p.value), 0];
  values.slice(1).forEach((value, i) => {
    expect((values[i] ?? 0) - value).toBeGreaterThanOrEqual(10_000);
  });
});

test('batch takes nobody else down, the others may', () => {
  expect(PRIORITIES.filter((p) => !p.preempts).map((p) => p.suffix)).toEqual(['batch']);
});

test('each says what it is for', () => {
  expect(PRIORITIES.filter((p) => !/^[A-Z].*\.$/.test(p.description))).toEqual([]);
});
