import { numberAt, objectAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const job = (ttl: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec:
${ttl}  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - { name: app, image: registry.example/migrations:2.4.1 }
`;

/** Tools that remove a finished Job themselves, by the annotations that ask them to. */
const REMOVERS = ['helm.sh/hook-delete-policy', 'argocd.argoproj.io/hook-delete-policy', 'argocd.argoproj.io/hook'];

/** What is done goes away. */
export const JOB_TTL: Rule = manifestRule(
  {
    id: 'job-ttl',
    severity: 'warning',
    why: 'Finished Jobs and their pods stay for ever: they count against the quota, and slow down every list of pods.',
    wanted: 'ttlSecondsAfterFinished on a Job of its own',
    fix: 'say how long its log is worth keeping',
    wrong: job(''),
    right: job('  ttlSecondsAfterFinished: 86400\n'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/'],
  },
  ['batch/Job'],
  function* lasting({ body }) {
    const annotations = objectAt(body, 'metadata', 'annotations');
    if (numberAt(body, 'spec', 'ttlSecondsAfterFinished') === undefined && !REMOVERS.some((name) => annotations[name] !== undefined))
      yield { field: ['spec', 'ttlSecondsAfterFinished'], got: 'none' };
  },
);
