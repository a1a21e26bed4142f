import {
  BACKOFF_LIMIT,
  HISTORY,
  JOB_DEADLINE_SECONDS,
  JOB_TTL_SECONDS,
  REPLACE_JOB,
  STARTING_DEADLINE_SECONDS,
} from '../../lib/policy/jobs';

test('all tries of a Job fit into its deadline, with time to run', () => {
  // The API waits 10 s before the first new try, and twice as long before each further one.
  const waiting = Array.from({ length: BACKOFF_LIMIT }, (_, i) => 10 * 2 ** i).reduce((sum, s) => sum + s, 0);
  expect(waiting).toBe(630);
  expect(JOB_DEADLINE_SECONDS).toBeGreaterThan(2 * waiting);
});

test('the controller looks every 10 s, so a starting deadline below that would never be met', () => {
  expect(STARTING_DEADLINE_SECONDS).toBeGreaterThanOrEqual(10);
});

test('fewer than 100 runs of a schedule by the minute fit into the starting deadline, so that none ends it', () => {
  expect(STARTING_DEADLINE_SECONDS / 60).toBeLessThan(100);
});

test('a finished Job is there to be read and then gone; of a schedule, failures too are kept', () => {
  expect(JOB_TTL_SECONDS).toBe(600);
  expect(HISTORY).toEqual({ succeeded: 3, failed: 3 });
});

test('Argo CD and Flux are told to replace a Job, whose template cannot be changed', () => {
  expect(REPLACE_JOB).toEqual({
    'argocd.argoproj.io/sync-options': 'Force=true,Replace=true',
    'kustomize.toolkit.fluxcd.io/force': 'enabled',
  });
});
