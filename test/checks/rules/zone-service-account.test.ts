import { ZONE_SERVICE_ACCOUNT } from '../../../lib/checks/rules/zone-service-account';
import { messagesOf } from '../../support/checked';
import { pod, zoneFindings, zonePod } from '../../support/zone-case';

const found = (...objects: string[]) => zoneFindings(ZONE_SERVICE_ACCOUNT, undefined, ...objects);
const as = (account: string) => ({ spec: `serviceAccountName: ${account}` });

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ZONE_SERVICE_ACCOUNT, ZONE_SERVICE_ACCOUNT.wrong)).toEqual([
    'apps/Deployment/shop/checkout spec.template.spec.serviceAccountName: got the service account shop/shop, which apps/Deployment/shop/storefront outside of the zone has too; wanted a service account of pods in the payment zone alone. Fix: give the workload a service account of its own.',
  ]);
  expect(messagesOf(ZONE_SERVICE_ACCOUNT, ZONE_SERVICE_ACCOUNT.right)).toEqual([]);
});

test('who names no account has that of the namespace', () => {
  const line = '/Pod/shop/pay spec.serviceAccountName: the service account shop/default, which /Pod/shop/web outside of the zone has too';
  expect(found(zonePod('pay'), pod('web'))).toEqual([line]);
  expect(found(zonePod('pay'), pod('web', { spec: 'serviceAccount: default' }))).toEqual([line]);
});

test('the pods of the zone may share one, and so may pods of two namespaces a name', () => {
  expect(found(zonePod('pay', as('zone')), zonePod('cards', as('zone')), pod('web', as('web')))).toEqual([]);
  expect(found(zonePod('pay', as('shop')), pod('web', { ...as('shop'), namespace: 'other' }))).toEqual([]);
});

test('the first of the others is told', () => {
  expect(found(zonePod('pay'), pod('web'), pod('cart'))).toEqual([
    '/Pod/shop/pay spec.serviceAccountName: the service account shop/default, which /Pod/shop/web outside of the zone has too',
  ]);
});
