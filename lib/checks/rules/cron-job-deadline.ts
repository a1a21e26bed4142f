import { numberAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const cronJob = (deadline: string) => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  schedule: 0 2 * * *
${deadline}  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - { name: app, image: registry.example/backup:2.4.1 }
`;

/** A CronJob finds back after an outage. */
export const CRON_JOB_DEADLINE: Rule = manifestRule(
  {
    id: 'cron-job-deadline',
    severity: 'warning',
    why: 'After more than 100 missed runs a CronJob without a deadline is never started again; with one below 10 s it may miss every run, because the controller looks every 10 s.',
    wanted: 'startingDeadlineSeconds of 10 s or more',
    fix: 'set it to how late a run still makes sense',
    wrong: cronJob(''),
    right: cronJob('  startingDeadlineSeconds: 3600\n'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline'],
  },
  ['batch/CronJob'],
  function* undated({ body }) {
    const deadline = numberAt(body, 'spec', 'startingDeadlineSeconds');
    const field = ['spec', 'startingDeadlineSeconds'];
    if (deadline === undefined) yield { field, got: 'none' };
    else if (deadline < 10) yield { field, got: `${deadline} s` };
  },
);
