import { LONG_LIVED_TOKEN } from '../../../lib/checks/rules/long-lived-token';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(LONG_LIVED_TOKEN, LONG_LIVED_TOKEN.wrong)).toEqual([
    '/Secret//deployer type: got a Secret that holds a token without an end; wanted tokens that end. Fix: use a projected serviceAccountToken volume, or kubectl create token.',
  ]);
  expect(messagesOf(LONG_LIVED_TOKEN, LONG_LIVED_TOKEN.right)).toEqual([]);
});

test.each(['Opaque', 'kubernetes.io/tls', 'null', '[]'])('a Secret of type %s holds no token of an account', (type) => {
  expect(messagesOf(LONG_LIVED_TOKEN, `{ apiVersion: v1, kind: Secret, metadata: { name: a }, type: ${type} }`)).toEqual([]);
});
