import { beyond, overlap, portsText, rangesAt } from '../../lib/manifests/port-range';

const tcp = (first: number, last = first) => ({ protocol: 'TCP' as const, first, last });
const udp = (first: number, last = first) => ({ protocol: 'UDP' as const, first, last });
const EVERY = [tcp(1, 65_535), udp(1, 65_535), { protocol: 'SCTP' as const, first: 1, last: 65_535 }];

test('a port of a policy is one, a range, all of its protocol, or what bears its name', () => {
  const target = {
    ports: [
      { name: 'http', port: 8080, protocol: 'TCP' as const },
      { name: 'dns', port: 53, protocol: 'UDP' as const },
    ],
  };
  expect(rangesAt(target, { protocol: 'TCP', port: 80 })).toEqual([tcp(80)]);
  expect(rangesAt(target, { protocol: 'TCP', port: 80, endPort: 90 })).toEqual([tcp(80, 90)]);
  expect(rangesAt(target, { protocol: 'TCP', port: 80, endPort: 79 })).toEqual([]);
  expect(rangesAt(target, { protocol: 'UDP' })).toEqual([udp(1, 65_535)]);
  expect(rangesAt(target, { protocol: 'TCP', port: 'http' })).toEqual([tcp(8080)]);
  expect(rangesAt(target, { protocol: 'TCP', port: 'dns' })).toEqual([]);
});

test('two lists of ranges have in common what both have, of the same protocol', () => {
  expect(overlap([tcp(80, 90)], [tcp(85, 95), tcp(90), tcp(91), udp(80)])).toEqual([tcp(85, 90), tcp(90)]);
  expect(overlap([], EVERY)).toEqual([]);
});

test('single ports are taken out of ranges, at their ends and in their middle', () => {
  expect(beyond([tcp(1, 9)], [])).toEqual([tcp(1, 9)]);
  expect(beyond([tcp(1, 9)], [1, 5, 9, 10])).toEqual([tcp(2, 4), tcp(6, 8)]);
  expect(beyond([tcp(5), udp(5)], [5])).toEqual([]);
});

test('ranges are told in a few words', () => {
  expect(portsText(EVERY)).toBe('every port');
  expect(portsText([udp(1, 65_535), tcp(80, 81)])).toBe('every UDP port, TCP 80-81');
  expect(portsText([tcp(1), tcp(2), tcp(2), tcp(3), tcp(4), tcp(5)])).toBe('TCP 1, TCP 2, TCP 3 and 2 more');
});
