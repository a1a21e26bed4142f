import { trafficExample } from '../../../lib/review/doors/traffic-example';
import { ADDRESS_KEPT } from '../../../lib/review/rules/address-kept';
import { allTold, told } from '../../support/reviewed';

const { before, after } = ADDRESS_KEPT;

test('the example is told in full, as one effect', () => {
  expect(allTold(before, after)).toEqual([
    'address-kept warning no-restart /Service/shop/orders spec.clusterIP: stays headless: taking clusterIP: None away gives it no address',
  ]);
});

test('an address that is no longer said, and the way to a host, are not told', () => {
  expect(told(ADDRESS_KEPT, trafficExample({ service: '  clusterIP: 10.0.0.7\n' }), after)).toEqual([]);
  expect(told(ADDRESS_KEPT, before, trafficExample({ service: '  type: ExternalName\n  externalName: a.example\n' }))).toEqual([]);
});
