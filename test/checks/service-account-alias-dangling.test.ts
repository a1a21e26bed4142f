import { DANGLING_SERVICE_ACCOUNT } from '../../lib/checks/rules/dangling-service-account';
import { findingsOf } from '../support/checked';

test('an account that is named by the alias alone is looked up too', () => {
  const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop }\nspec: { ${spec} }`;
  const fields = (spec: string) => findingsOf(DANGLING_SERVICE_ACCOUNT, pod(spec)).map(({ field }) => field);
  expect(fields('serviceAccount: nobody')).toEqual(['spec.serviceAccount']);
  expect(fields('serviceAccount: nobody, serviceAccountName: somebody')).toEqual(['spec.serviceAccountName']);
  expect(fields('serviceAccountName: ""')).toEqual([]);
});
