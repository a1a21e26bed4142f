import { RESTRICTED_CAPABILITIES } from '../../../lib/checks/rules/restricted-capabilities';
import { messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(RESTRICTED_CAPABILITIES, RESTRICTED_CAPABILITIES.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.capabilities.add[0]: got added capability "CHOWN"; wanted no added capability but NET_BIND_SERVICE. Fix: remove it from the list.',
  ]);
  expect(messagesOf(RESTRICTED_CAPABILITIES, RESTRICTED_CAPABILITIES.right)).toEqual([]);
});

test('what the level below refuses is left to it', () => {
  expect(
    messagesOf(RESTRICTED_CAPABILITIES, pod('{ containers: [{ securityContext: { capabilities: { add: [NET_ADMIN, ALL] } } }] }')),
  ).toEqual([]);
});

test('Windows has no capabilities', () => {
  expect(
    messagesOf(
      RESTRICTED_CAPABILITIES,
      pod('{ os: { name: windows }, containers: [{ securityContext: { capabilities: { add: [CHOWN] } } }] }'),
    ),
  ).toEqual([]);
});
