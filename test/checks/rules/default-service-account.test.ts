import { DEFAULT_SERVICE_ACCOUNT } from '../../../lib/checks/rules/default-service-account';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DEFAULT_SERVICE_ACCOUNT, DEFAULT_SERVICE_ACCOUNT.wrong)).toEqual([
    '/Pod//storefront spec.serviceAccountName: got the service account "default"; wanted a service account of its own. Fix: make a ServiceAccount for the workload and name it in serviceAccountName.',
  ]);
  expect(messagesOf(DEFAULT_SERVICE_ACCOUNT, DEFAULT_SERVICE_ACCOUNT.right)).toEqual([]);
});

test('without its token the account is a note', () => {
  const severities = (spec: string) => findingsOf(DEFAULT_SERVICE_ACCOUNT, pod(spec)).map(({ severity }) => severity);
  expect(severities('{}')).toEqual(['warning']);
  expect(severities('{ serviceAccountName: default }')).toEqual(['warning']);
  expect(severities('{ automountServiceAccountToken: false }')).toEqual(['note']);
});

test('the older name of the field counts', () => {
  expect(messagesOf(DEFAULT_SERVICE_ACCOUNT, pod('{ serviceAccount: storefront }'))).toEqual([]);
});
