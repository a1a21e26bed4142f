import { nearest } from '../../../lib/checks/schemas/nearest';

const FIELDS = ['replicas', 'selector', 'template', 'image', 'imagePullPolicy', 'env', 'envFrom'];

test.each([
  ['replica', 'replicas'],
  ['Replicas', 'replicas'],
  ['repilcas', 'replicas'],
  ['selectors', 'selector'],
  ['imagepullpolicy', 'imagePullPolicy'],
  ['envs', 'env'],
])('%s was meant as %s', (written, meant) => {
  expect(nearest(written, FIELDS)).toBe(meant);
});

test.each(['storage', '', 'xyz', 'a'.repeat(65)])('%s resembles none', (written) => {
  expect(nearest(written, FIELDS)).toBeUndefined();
});
