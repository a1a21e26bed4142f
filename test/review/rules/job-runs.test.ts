import { JOB_RUNS } from '../../../lib/review/rules/job-runs';
import { JOB_STOPS } from '../../../lib/review/rules/job-stops';
import { told } from '../../support/reviewed';

const job = (name: string, more = ''): string =>
  `{ apiVersion: batch/v1, kind: Job, metadata: { name: ${name}, namespace: shop, labels: { app.kubernetes.io/name: migrate } }, spec: { ${more}template: { spec: { restartPolicy: Never, containers: [{ name: app, image: "a:${name}" }] } } } }`;
const suspended = 'suspend: true, ';

test('a Job runs when it comes, under each new name, and when it is no longer suspended', () => {
  expect(told(JOB_RUNS, '', job('a'))).toEqual(['note starts batch/Job/shop/a: runs once, as soon as it is there']);
  expect(told(JOB_RUNS, job('a'), job('b'))).toEqual([
    'note starts batch/Job/shop/b: runs anew under its new name; the one before it, a, goes',
  ]);
  expect(told(JOB_RUNS, job('a', suspended), job('a'))).toEqual([
    'note starts batch/Job/shop/a spec.suspend: runs now, no longer suspended',
  ]);
  expect(told(JOB_RUNS, '', job('a', suspended))).toEqual(['note no-restart batch/Job/shop/a: waits, suspended']);
  expect(told(JOB_RUNS, job('a'), job('a', 'parallelism: 2, '))).toEqual([]);
});

test('a Job stops when it is suspended, and goes with its pods', () => {
  expect(told(JOB_STOPS, job('a'), job('a', suspended))).toEqual([
    'warning stops batch/Job/shop/a spec.suspend: is suspended: its pods end, and start again when it goes on',
  ]);
  expect(told(JOB_STOPS, job('a'), '')).toEqual(['note stops batch/Job/shop/a: goes with its pods, which ends it if it still runs']);
  expect(told(JOB_STOPS, job('a', suspended), job('a'))).toEqual([]);
  expect(told(JOB_STOPS, '', job('a'))).toEqual([]);
});
