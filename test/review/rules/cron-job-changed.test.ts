import { cronJobExample } from '../../../lib/review/rollouts/cron-job-example';
import { CRON_JOB_CHANGED } from '../../../lib/review/rules/cron-job-changed';
import { CRON_JOB_STARTS } from '../../../lib/review/rules/cron-job-starts';
import { CRON_JOB_STOPS } from '../../../lib/review/rules/cron-job-stops';
import { allTold, told } from '../../support/reviewed';

const it = 'batch/CronJob/shop/newsletter';
const [daily, suspended] = [cronJobExample(), cronJobExample({ suspend: true })];

test('another template or time is for the next run', () => {
  expect(allTold(daily, cronJobExample({ tag: '1.5.0' }))).toEqual([
    `cron-job-changed note no-restart ${it} spec.jobTemplate.spec.template.spec.containers[app].image: a run in progress goes on as it is, the next one has the new template`,
  ]);
  const zoned = cronJobExample({ schedule: '30 3 * * *' }).replace('suspend: false', 'timeZone: Europe/Berlin');
  expect(told(CRON_JOB_CHANGED, daily, zoned)).toEqual([
    `note no-restart ${it} spec.schedule, spec.timeZone: runs at "30 3 * * *" (Europe/Berlin) instead of "0 2 * * *"`,
  ]);
  expect(told(CRON_JOB_CHANGED, daily, suspended)).toEqual([]);
});

test('one that comes, or is no longer suspended, runs when its time has come', () => {
  expect(told(CRON_JOB_STARTS, '', daily)).toEqual([`note no-restart ${it}: will run at "0 2 * * *"`]);
  expect(told(CRON_JOB_STARTS, suspended, daily)).toEqual([
    `note no-restart ${it} spec.suspend: runs again at "0 2 * * *"; a run that it missed meanwhile may start at once`,
  ]);
  expect(told(CRON_JOB_STARTS, '', suspended)).toEqual([]);
  const component = (name: string): string =>
    daily.replace('{ name: newsletter,', `{ name: ${name}, labels: { app.kubernetes.io/name: newsletter },`);
  expect(told(CRON_JOB_STARTS, component('newsletter'), component('mailing'))).toEqual([
    'note no-restart batch/CronJob/shop/mailing: will run at "0 2 * * *", in the place of newsletter',
  ]);
});

test('one that goes, or is suspended, runs no more', () => {
  expect(told(CRON_JOB_STOPS, daily, '')).toEqual([
    `warning no-restart ${it}: no longer runs at "0 2 * * *"; a run in progress ends with it`,
  ]);
  expect(told(CRON_JOB_STOPS, daily, suspended)).toEqual([
    `warning no-restart ${it} spec.suspend: no longer runs at "0 2 * * *"; a run in progress goes on`,
  ]);
  expect(told(CRON_JOB_STOPS, suspended, '')).toEqual([]);
});

test('a backup that saves less is told as that alone', () => {
  const backup = (schedule: string, tag = '17.2'): string => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: orders-db-backup }
spec:
  schedule: "${schedule}"
  jobTemplate:
    spec: { template: { spec: { restartPolicy: Never, containers: [{ name: dump, image: postgres:${tag}, command: [sh, -c, "pg_dump orders"] }] } } }
`;
  const ids = (before: string, after: string): string[] => allTold(before, after).map((line) => line.split(' ', 1)[0] ?? '');
  expect(ids(backup('0 3 * * *'), backup('0 3 * * 1'))).toEqual(['backup-weakened']);
  expect(ids(backup('0 3 * * *'), backup('0 3 * * 1', '17.3'))).toContain('cron-job-changed');
  expect(ids(backup('0 3 * * *'), '')).not.toContain('cron-job-stops');
  expect(ids(backup('0 3 * * *'), backup('30 3 * * *'))).toEqual(['cron-job-changed']);
});
