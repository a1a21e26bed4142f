import { DANGLING_SERVICE_ACCOUNT } from '../../../lib/checks/rules/dangling-service-account';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop }\nspec: { ${spec} }`;
const fields = (spec: string) => findingsOf(DANGLING_SERVICE_ACCOUNT, pod(spec)).map(({ field }) => field);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_SERVICE_ACCOUNT, DANGLING_SERVICE_ACCOUNT.wrong)).toEqual([
    '/Pod/shop/storefront spec.serviceAccountName: got ServiceAccount "storefront" in namespace "shop", which is not there; wanted a ServiceAccount of the manifests, or a mention of it in the setting `elsewhere`. Fix: add the ServiceAccount, or correct its name.',
  ]);
  expect(messagesOf(DANGLING_SERVICE_ACCOUNT, DANGLING_SERVICE_ACCOUNT.right)).toEqual([]);
});

test('an account that is named by the alias alone is looked up too', () => {
  expect(fields('serviceAccount: nobody')).toEqual(['spec.serviceAccount']);
  expect(fields('serviceAccount: nobody, serviceAccountName: somebody')).toEqual(['spec.serviceAccountName']);
  expect(fields('serviceAccount: nobody, serviceAccountName: ""')).toEqual(['spec.serviceAccount']);
});

test.each(['', 'serviceAccountName: default', 'serviceAccountName: ""', 'serviceAccountName: null', 'serviceAccountName: 7'])(
  'pods with %j run as the default account',
  (spec) => {
    expect(fields(spec)).toEqual([]);
  },
);

test('an account of another namespace is another one; pods of no namespace are in default', () => {
  const moved = (from: string, to: string) =>
    edited(
      DANGLING_SERVICE_ACCOUNT.right,
      `ServiceAccount\nmetadata: { name: storefront${from} }`,
      `ServiceAccount\nmetadata: { name: storefront${to} }`,
    );
  expect(messagesOf(DANGLING_SERVICE_ACCOUNT, moved(', namespace: shop', ', namespace: other'))).toHaveLength(1);
  const pods = edited(
    moved(', namespace: shop', ', namespace: default'),
    'Pod\nmetadata: { name: storefront, namespace: shop }',
    'Pod\nmetadata: { name: storefront }',
  );
  expect(messagesOf(DANGLING_SERVICE_ACCOUNT, pods)).toEqual([]);
});

test('the template of a workload is told of at its place', () => {
  const daemons = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: a }\nspec: { template: { spec: { serviceAccountName: a } } }';
  expect(findingsOf(DANGLING_SERVICE_ACCOUNT, daemons).map(({ field }) => field)).toEqual(['spec.template.spec.serviceAccountName']);
});

test('what is said to be elsewhere is there', () => {
  expect(
    messagesOf(DANGLING_SERVICE_ACCOUNT, DANGLING_SERVICE_ACCOUNT.wrong, { settings: { elsewhere: ['/ServiceAccount/*/storefront'] } }),
  ).toEqual([]);
});
