import fc from 'fast-check';
import { cidrContains, cidrCovers, cidrHolds, isCidr, isNetwork, networksAround, withoutLeadingZeros } from '../../lib/core/addresses';

describe('isCidr', () => {
  test.each(['0.0.0.0/0', '10.0.0.0/8', '203.0.113.7/32', '::/0', 'fc00::/7', '2001:db8::1/128', '::ffff:10.0.0.0/104'])(
    'takes %s',
    (text) => {
      expect(isCidr(text)).toBe(true);
    },
  );

  test.each([
    ['', 'nothing'],
    ['10.0.0.0', 'an address without a length'],
    ['10.0.0.0/', 'an empty length'],
    ['/8', 'a length alone'],
    ['10.0.0.0/33', 'more bits than IPv4 has'],
    ['::/129', 'more bits than IPv6 has'],
    ['10.0.0/8', 'three octets'],
    ['10.0.0.256/8', 'an octet above 255'],
    ['010.0.0.0/8', 'an octet with a leading zero'],
    ['10.0.0.0/08', 'a length with a leading zero'],
    ['10.0.0.0/-1', 'a negative length'],
    ['10.0.0.0/8/8', 'two lengths'],
    ['10.0.0.0 /8', 'a blank'],
    ['10.0.0.0/8\n', 'a line break'],
    ['fe80::1%eth0/64', 'a zone, which means something on one machine only'],
    ['shop.example/8', 'a host name'],
  ])('refuses "%s": %s', (text) => {
    expect(isCidr(text)).toBe(false);
  });
});

describe('cidrContains', () => {
  test.each([
    ['0.0.0.0/0', '10.0.0.0/8'],
    ['10.0.0.0/8', '10.255.255.255/32'],
    ['172.16.0.0/12', '172.31.0.0/16'],
    ['::/0', 'fc00::/7'],
    ['fc00::/7', 'fd12:3456::/32'],
    ['2001:db8::/32', '2001:db8:ffff::/48'],
  ])('%s contains %s', (outer, inner) => {
    expect(cidrContains(outer, inner)).toBe(true);
  });

  test.each([
    ['10.0.0.0/8', '11.0.0.0/8', 'a neighbour'],
    ['10.0.0.0/8', '10.0.0.0/7', 'a larger one'],
    ['10.0.0.0/8', '10.0.0.0/8', 'itself, which the API refuses as an exception'],
    ['10.0.0.0/8', '10.1.0.0/8', 'itself, written with host bits'],
    ['172.16.0.0/12', '172.32.0.0/16', 'the first address after it'],
    ['::/0', '10.0.0.0/8', 'another family'],
    ['0.0.0.0/0', 'fc00::/7', 'another family'],
    ['10.0.0.0', '10.1.0.0/16', 'anything, being no CIDR'],
    ['10.0.0.0/8', '10.1.0.0', 'what is no CIDR'],
  ])('%s does not contain %s: %s', (outer, inner) => {
    expect(cidrContains(outer, inner)).toBe(false);
  });

  const octets = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })));

  /** The first `bits` bits of an address as text of 0 and 1: containment by another road. */
  const head = (address: readonly number[], bits: number) =>
    address
      .map((octet) => octet.toString(2).padStart(8, '0'))
      .join('')
      .slice(0, bits);

  test('IPv4 containment is that of the leading bits', () => {
    const near = fc.tuple(octets, octets, fc.integer({ min: 0, max: 31 }), fc.integer({ min: 1, max: 32 }), fc.boolean());
    fc.assert(
      fc.property(near, ([a, other, outerBits, innerBits, related]) => {
        const b = related ? [...a.slice(0, 2), ...other.slice(2)] : other;
        const expected = innerBits > outerBits && head(a, outerBits) === head(b, outerBits);
        expect(cidrContains(`${a.join('.')}/${outerBits}`, `${b.join('.')}/${innerBits}`)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('cidrHolds', () => {
  test.each([
    ['203.0.113.7/32', '203.0.113.7', '203.0.113.8'],
    ['10.1.0.0/16', '10.1.255.255', '10.2.0.0'],
    ['0.0.0.0/0', '255.255.255.255', '::1'],
    ['2001:db8:1::/48', '2001:db8:1:ffff::1', '2001:db8:2::1'],
    ['::/0', 'fd00::1', '10.0.0.1'],
    ['10.0.0.0/8', '10.0.0.1', '10.0.0.1/32'],
  ])('%s holds %s and not %s', (cidr, within, beside) => {
    expect(cidrHolds(cidr, within)).toBe(true);
    expect(cidrHolds(cidr, beside)).toBe(false);
  });

  test('what is no CIDR holds nothing', () => {
    expect(cidrHolds('10.0.0.0', '10.0.0.0')).toBe(false);
  });
});

describe('cidrCovers', () => {
  test('holds for a part of a range and for all of it, also written with host bits', () => {
    for (const inner of ['10.0.0.0/8', '10.1.0.0/8', '10.1.0.0/16', '10.255.255.255/32'])
      expect(cidrCovers('10.0.0.0/8', inner)).toBe(true);
    expect(cidrCovers('::/0', '2001:db8::/32')).toBe(true);
  });

  test('does not for more, a neighbour, another family or what is no range', () => {
    for (const inner of ['10.0.0.0/7', '11.0.0.0/8', 'fc00::/7', '10.1.0.0', '']) expect(cidrCovers('10.0.0.0/8', inner)).toBe(false);
    expect(cidrCovers('10.0.0.0', '10.1.0.0/16')).toBe(false);
  });
});

describe('the networks around a CIDR', () => {
  test('end with its own, which has one text however it is written', () => {
    expect(networksAround('10.1.2.3/8')).toHaveLength(9);
    expect(networksAround('10.1.2.3/8').at(-1)).toBe(networksAround('10.0.0.0/8').at(-1));
    expect(networksAround('2001:db8::/32').at(-1)).toBe(networksAround('2001:0DB8:0:0:0:0:0:1/32').at(-1));
    expect(networksAround('::ffff:10.0.0.1/128').at(-1)).toBe(networksAround('::ffff:a00:1/128').at(-1));
    expect(networksAround('::/0')).toEqual(['128/0/0']);
    expect(networksAround('10.0.0.0/33')).toEqual([]);
  });

  test('are those that cover it', () => {
    const cidrs = [
      '0.0.0.0/0',
      '10.0.0.0/8',
      '10.1.0.0/16',
      '10.1.128.0/17',
      '11.0.0.0/8',
      '::/0',
      '2001:db8::/32',
      '2001:db8:1::/48',
      '::1/128',
    ];
    for (const outer of cidrs)
      for (const inner of cidrs)
        expect([outer, inner, networksAround(inner).includes(`${networksAround(outer).at(-1)}`)]).toEqual([
          outer,
          inner,
          cidrCovers(outer, inner),
        ]);
  });
});

test.each([
  ['10.0.0.0/8', true],
  ['10.0.0.1/8', false],
  ['10.0.0.1/32', true],
  ['0.0.0.0/0', true],
  ['10.128.0.0/8', false],
  ['2001:db8::/32', true],
  ['2001:db8::1/32', false],
  ['::/0', true],
  ['::ffff:10.0.0.0/104', false],
])('whether %s is a network: %s', (cidr, expected) => {
  expect(isNetwork(cidr)).toBe(expected);
});

test.each([
  ['010.001.000.00/08', '10.1.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:db8::/032', '2001:db8::/32'],
  ['100.0.10.200/20', '100.0.10.200/20'],
])('%s without zeros in front is %s', (cidr, expected) => {
  expect(withoutLeadingZeros(cidr)).toBe(expected);
});
