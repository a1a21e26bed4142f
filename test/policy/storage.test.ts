import { claimRetention, KEEP_DATA, WRITABLE_MEBIBYTES } from '../../lib/policy/storage';

test.each([
  [true, 'Retain'],
  [false, 'Delete'],
])('retained (%s), the claims of a deleted service are under %s; scaling down deletes none', (retain, whenDeleted) => {
  expect(claimRetention(retain)).toEqual({ whenDeleted, whenScaled: 'Retain' });
});

test('Argo CD and Flux are told to keep data', () => {
  expect(KEEP_DATA).toEqual({
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  });
});

test('a writable directory is bounded', () => {
  expect(WRITABLE_MEBIBYTES).toBe(64);
});
