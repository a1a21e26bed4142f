import type { ExternalTargetProps } from '../../lib';
import { ClusterProfile, HostNamePolicy, type ShopProps, ShopService, ShopWebTier } from '../../lib';
import { manifest, manifestsOf, messageOf, testShop } from '../support/synthesis';

/** Egress rules of a client of the target, beside the one for DNS. */
function egressTo(props: ExternalTargetProps, shopProps: ShopProps = {}) {
  const shop = testShop(shopProps);
  const target = ShopService.external(shop, 'payments', props);
  new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections: [target.call()] });
  return manifest(shop, 'NetworkPolicy', 'web').spec.egress.slice(1);
}

const block = (cidr: string) => ({ ipBlock: { cidr } });

describe('what is opened', () => {
  test('for a name: every public address on the port, and no private one of either family', () => {
    expect(egressTo({ host: 'api.psp.example' })).toEqual([
      {
        to: [
          {
            ipBlock: {
              cidr: '0.0.0.0/0',
              except: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
            },
          },
          { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] } },
        ],
        ports: [{ port: 443, protocol: 'TCP' }],
      },
    ]);
  });

  test('for an address: that one alone, private or not', () => {
    expect(egressTo({ host: '10.1.2.3' })[0].to).toEqual([block('10.1.2.3/32')]);
    expect(egressTo({ host: '2001:db8::7' })[0].to).toEqual([block('2001:db8::7/128')]);
  });

  test('with CIDRs: those, without exceptions, on the given port', () => {
    expect(egressTo({ host: 'db.example', port: 8443, cidrs: ['10.0.0.0/24', '2001:db8::/64'] })).toEqual([
      { to: [block('10.0.0.0/24'), block('2001:db8::/64')], ports: [{ port: 8443, protocol: 'TCP' }] },
    ]);
    expect(egressTo({ host: 'proxy.example', cidrs: ['0.0.0.0/0'] })[0].to).toEqual([block('0.0.0.0/0')]);
    expect(egressTo({ host: '203.0.113.7', cidrs: ['203.0.113.0/28'] })[0].to).toEqual([block('203.0.113.0/28')]);
  });

  test('by name, where the cluster runs Cilium: no address', () => {
    const cluster = ClusterProfile.of({ hostNames: HostNamePolicy.CILIUM });
    expect(egressTo({ host: 'api.psp.example', cidrs: ['203.0.113.0/24'] }, { cluster })).toEqual([]);
    expect(egressTo({ host: '203.0.113.7' }, { cluster })[0].to).toEqual([block('203.0.113.7/32')]);
  });
});

test('the target itself emits nothing', () => {
  const before = manifestsOf(testShop());
  const shop = testShop();
  ShopService.external(shop, 'payments', { host: 'api.psp.example', port: 8443, cidrs: ['203.0.113.0/24'] });
  expect(manifestsOf(shop)).toEqual(before);
});

describe('is refused', () => {
  const refusal = (props: ExternalTargetProps, id = 'payments') => messageOf(() => ShopService.external(testShop(), id, props));

  test.each(['', 'https://api.psp.example', 'api.psp.example:443', 'api.psp.example/v1', 'api..example', '1.2.3.4/24'])(
    'with the host %p',
    (host) => {
      expect(refusal({ host })).toBe(
        `SHOP-X001 at shop/payments: got the host "${host}"; wanted a host name or an address, without scheme, port or path. Fix: correct the host.`,
      );
    },
  );

  test.each(['api.psp.example', 'API.psp.example', 'localhost', '203.0.113.7', '2001:db8::7'])('not with the host %p', (host) => {
    expect(() => ShopService.external(testShop(), 'payments', { host })).not.toThrow();
  });

  test.each([0, 65_536, 1.5, Number.NaN])('with the port %p', (port) => {
    expect(refusal({ host: 'a.example', port })).toBe(
      `SHOP-W001 at shop/payments: got the port ${port}; wanted a whole number from 1 to 65535. Fix: correct the port.`,
    );
  });

  test.each(['203.0.113.0', '203.0.113.0/33', 'a.example/24', '2001:db8::/129'])('with the CIDR %p', (cidr) => {
    expect(refusal({ host: 'a.example', cidrs: [cidr] })).toBe(
      `SHOP-X002 at shop/payments: got the CIDR "${cidr}"; wanted an address, a slash and a prefix length: 203.0.113.0/24. Fix: correct the CIDR.`,
    );
  });

  test('with an empty list of CIDRs', () => {
    expect(refusal({ host: 'a.example', cidrs: [] })).toBe(
      'SHOP-X003 at shop/payments: got an empty list of CIDRs, which would open nothing; wanted at least one CIDR, or none given at all for any public address. Fix: name the addresses.',
    );
  });

  test('with all that is wrong at once', () => {
    expect(
      refusal({ host: ':', port: 0, cidrs: ['x'] }, 'Pay')
        .split('\n')
        .map((line) => line.slice(0, 9)),
    ).toEqual(['SHOP-N001', 'SHOP-X001', 'SHOP-W001', 'SHOP-X002']);
  });
});
