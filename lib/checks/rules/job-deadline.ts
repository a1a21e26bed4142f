import { numberAt } from '../../manifests/json';
import { JOB_KINDS, jobSpec } from '../job-spec';
import { manifestRule, type Rule } from '../rule';

const cronJob = (deadline: string) => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  schedule: 0 2 * * *
  jobTemplate:
    spec:
${deadline}      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - { name: app, image: registry.example/backup:2.4.1 }
`;

/** A Job that hangs comes to an end. */
export const JOB_DEADLINE: Rule = manifestRule(
  {
    id: 'job-deadline',
    severity: 'warning',
    why: 'A Job that hangs is never reported as failed. Of a CronJob that forbids concurrency it was the last one: no backup is made again, and nobody is told.',
    wanted: 'activeDeadlineSeconds',
    fix: 'set it to several times what a run takes',
    wrong: cronJob(''),
    right: cronJob('      activeDeadlineSeconds: 3600\n'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup'],
  },
  JOB_KINDS,
  function* endless(manifest) {
    const field = [...jobSpec(manifest), 'activeDeadlineSeconds'];
    const ofPods = [...jobSpec(manifest), 'template', 'spec', 'activeDeadlineSeconds'];
    if ([field, ofPods].every((path) => numberAt(manifest.body, ...path) === undefined)) yield { field, got: 'none' };
  },
);
