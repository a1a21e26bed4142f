import { textAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const cronJob = (policy: string) => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  schedule: 0 2 * * *
${policy}  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - { name: app, image: registry.example/backup:2.4.1 }
`;

/** One run ends before the next begins, or that they overlap is meant. */
export const CRON_JOB_CONCURRENCY: Rule = manifestRule(
  {
    id: 'cron-job-concurrency',
    severity: 'warning',
    why: 'A run that takes longer than usual meets the next one: two backups write one file, two billing runs bill twice.',
    wanted: 'a concurrencyPolicy that is said: Forbid or Replace, or Allow where runs may overlap',
    fix: 'set Forbid',
    wrong: cronJob(''),
    right: cronJob('  concurrencyPolicy: Forbid\n'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy'],
  },
  ['batch/CronJob'],
  function* unsaid({ body }) {
    if (textAt(body, 'spec', 'concurrencyPolicy') === undefined)
      yield { field: ['spec', 'concurrencyPolicy'], got: 'nothing, which means Allow' };
  },
);
