import { REFUSED_CLAIM } from '../../../lib/checks/rules/refused-claim';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_CLAIM, REFUSED_CLAIM.wrong)).toEqual([
    '/PersistentVolumeClaim/shop/uploads spec.resources.requests.storage: got no storage request; wanted an access mode, with ReadWriteOncePod alone, and a storage request above 0. Fix: set accessModes and resources.requests.storage.',
  ]);
  expect(messagesOf(REFUSED_CLAIM, REFUSED_CLAIM.right)).toEqual([]);
});

const claim = (part: string, replacement: string) =>
  findingsOf(REFUSED_CLAIM, edited(REFUSED_CLAIM.right, part, replacement)).map(({ field, got }) => `${field}: ${got}`);

test('a claim without an access mode is refused', () => {
  expect(claim('accessModes: [ReadWriteOnce], ', '')).toEqual(['spec.accessModes: no access mode']);
  expect(claim('[ReadWriteOnce]', '[]')).toEqual(['spec.accessModes: no access mode']);
});

test('ReadWriteOncePod stands alone', () => {
  expect(claim('[ReadWriteOnce]', '[ReadWriteOncePod]')).toEqual([]);
  expect(claim('[ReadWriteOnce]', '[ReadOnlyMany, ReadWriteOnce]')).toEqual([]);
  expect(claim('[ReadWriteOnce]', '[ReadWriteOncePod, ReadWriteOnce]')).toEqual(['spec.accessModes: ReadWriteOncePod and ReadWriteOnce']);
});

test.each(['0', '-1', '0Gi', '-5Gi'])('a request of %s is refused', (storage) => {
  expect(claim('10Gi', storage)).toEqual([`spec.resources.requests.storage: ${storage}`]);
});

test('what is no quantity is for the schema to tell', () => {
  expect(claim('10Gi', 'ten')).toEqual([]);
});

const statefulSet = (spec: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec: { volumeClaimTemplates: [{ metadata: { name: data }, spec: ${spec} }] }
`;

test('a template of a StatefulSet is asked the same', () => {
  const found = findingsOf(REFUSED_CLAIM, statefulSet('{}')).map(({ field }) => field);
  expect(found).toEqual(['spec.volumeClaimTemplates[0].spec.accessModes', 'spec.volumeClaimTemplates[0].spec.resources.requests.storage']);
  const whole = '{ accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }';
  expect(messagesOf(REFUSED_CLAIM, statefulSet(whole))).toEqual([]);
});
