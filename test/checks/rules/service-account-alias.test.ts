import { SERVICE_ACCOUNT_ALIAS } from '../../../lib/checks/rules/service-account-alias';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SERVICE_ACCOUNT_ALIAS, SERVICE_ACCOUNT_ALIAS.wrong)).toEqual([
    '/Pod//storefront spec.serviceAccount: got "storefront"; wanted serviceAccountName alone. Fix: move the name to serviceAccountName.',
  ]);
  expect(messagesOf(SERVICE_ACCOUNT_ALIAS, SERVICE_ACCOUNT_ALIAS.right)).toEqual([]);
});

test('both with one name is what the API server writes, both with two names is told', () => {
  const both = (name: string) =>
    edited(SERVICE_ACCOUNT_ALIAS.wrong, 'serviceAccount: storefront', `serviceAccount: storefront\n  serviceAccountName: ${name}`);
  expect(messagesOf(SERVICE_ACCOUNT_ALIAS, both('storefront'))).toEqual([]);
  expect(messagesOf(SERVICE_ACCOUNT_ALIAS, both('admin'))[0]).toContain('got "storefront", beside "admin"');
});

test('an empty alias names nobody', () => {
  expect(
    messagesOf(SERVICE_ACCOUNT_ALIAS, edited(SERVICE_ACCOUNT_ALIAS.wrong, 'serviceAccount: storefront', 'serviceAccount: ""')),
  ).toEqual([]);
});
