import { numberAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const cronJob = (ttl: string) => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  schedule: 0 2 * * *
  jobTemplate:
    spec:
${ttl}      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - { name: app, image: registry.example/backup:2.4.1 }
`;

/** The Jobs of a CronJob are counted, not timed. */
export const CRON_JOB_TTL: Rule = manifestRule(
  {
    id: 'cron-job-ttl',
    severity: 'warning',
    why: 'The Job is gone before the history is full: the failed backup of Saturday cannot be looked at on Monday.',
    wanted: 'successfulJobsHistoryLimit and failedJobsHistoryLimit alone',
    fix: 'remove ttlSecondsAfterFinished',
    wrong: cronJob('      ttlSecondsAfterFinished: 3600\n'),
    right: cronJob(''),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits'],
  },
  ['batch/CronJob'],
  function* timed({ body }) {
    const field = ['spec', 'jobTemplate', 'spec', 'ttlSecondsAfterFinished'];
    const ttl = numberAt(body, ...field);
    if (ttl !== undefined) yield { field, got: `${ttl} s, beside the history limits` };
  },
);
