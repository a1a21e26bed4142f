import { sentence } from '../../../lib/review/reports/sentence';

test.each([
  ['raise the limit first', 'Raise the limit first.'],
  ['expand, then contract', 'Expand, then contract.'],
  ['wait', 'Wait.'],
  ['kubectl delete statefulset orders-db: its pods stay', 'kubectl delete statefulset orders-db: its pods stay.'],
  ['spec.selector cannot be changed', 'spec.selector cannot be changed.'],
  ['orders=2 cannot be read', 'orders=2 cannot be read.'],
  ['2 pods roll', '2 pods roll.'],
])('%s', (said, expected) => {
  expect(sentence(said)).toBe(expected);
});
