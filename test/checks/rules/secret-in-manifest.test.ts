import { SECRET_IN_MANIFEST } from '../../../lib/checks/rules/secret-in-manifest';
import { findingsOf, messagesOf } from '../../support/checked';

const secret = (fields: string) => `
apiVersion: v1
kind: Secret
metadata: { name: orders-db }
${fields}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SECRET_IN_MANIFEST, SECRET_IN_MANIFEST.wrong)).toEqual([
    '/Secret//orders-db stringData: got values of "password"; wanted a Secret that is made from a store of secrets, or sealed. Fix: use an ExternalSecret, a SealedSecret or a job that makes the value, and change it where it is in use.',
  ]);
  expect(messagesOf(SECRET_IN_MANIFEST, SECRET_IN_MANIFEST.right)).toEqual([]);
});

test('the keys are told, never the values', () => {
  expect(findingsOf(SECRET_IN_MANIFEST, secret('data: { user: c2hvcA==, password: c2hvcA== }')).map(({ got }) => got)).toEqual([
    'values of "user", "password"',
  ]);
});

test.each(['', 'data: {}', 'data: null', 'stringData: text', 'data: [a]', 'stringData: { password: "" }'])(
  'a Secret with "%s" has no values',
  (fields) => {
    expect(messagesOf(SECRET_IN_MANIFEST, secret(fields))).toEqual([]);
  },
);
