import { isSchedule } from '../../core/schedule';
import { textAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const cronJob = (schedule: string) => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  schedule: ${schedule}
  timeZone: Europe/Berlin
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - { name: app, image: registry.example/backup:2.4.1 }
`;

/** A schedule comes round. */
export const CRON_JOB_SCHEDULE: Rule = manifestRule(
  {
    id: 'cron-job-schedule',
    severity: 'error',
    why: 'The API server refuses a schedule that it cannot read, such as one with seconds; one for 30 February it takes, and never runs.',
    wanted: 'five fields that come round, or a macro such as @daily; the time zone in timeZone',
    fix: 'write minute, hour, day of the month, month and day of the week',
    wrong: cronJob('0 0 2 * * *'),
    right: cronJob('0 2 * * *'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  },
  ['batch/CronJob'],
  function* unreadable({ body }) {
    const schedule = textAt(body, 'spec', 'schedule');
    if (schedule === undefined || isSchedule(schedule) || EVERY.test(schedule)) return;
    yield { field: ['spec', 'schedule'], got: `"${schedule}"` };
  },
);

/** An interval, which the API server takes though its documentation has no word of it. */
const EVERY = /^@every (\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/;
