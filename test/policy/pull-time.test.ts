import { pullSeconds } from '../../lib/policy/pull-time';

const of = (nodes: number, registryMegabits?: number) => pullSeconds({ bytes: 93_750_000, nodeMegabits: 750, nodes, registryMegabits });

test('750 megabits at 750 a second are one second, however many pull, where nothing is shared', () => {
  expect(of(1)).toBe(1);
  expect(of(100)).toBe(1);
});

test('a shared way is the limit once the nodes want more than it gives', () => {
  expect(of(2, 1500)).toBe(1);
  expect(of(20, 1500)).toBe(10);
});

test('a narrow way of one node stays its limit', () => {
  expect(pullSeconds({ bytes: 1_250_000, nodeMegabits: 1, nodes: 1, registryMegabits: 1000 })).toBe(10);
});

test('nothing takes no time', () => {
  expect(pullSeconds({ bytes: 0, nodeMegabits: 1, nodes: 9, registryMegabits: 1 })).toBe(0);
});
