import { numberAt } from '../../manifests/json';
import { JOB_KINDS, jobSpec } from '../job-spec';
import { manifestRule, type Rule } from '../rule';

const job = (limit: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec:
${limit}  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - { name: app, image: registry.example/migrations:2.4.1 }
`;

/** A Job says how often it may be tried. A note, because many can be repeated. */
export const JOB_BACKOFF: Rule = manifestRule(
  {
    id: 'job-backoff',
    severity: 'note',
    why: 'Where nothing is said a Job is tried seven times: what it does half, such as mails to customers, is done seven times.',
    wanted: 'a backoffLimit that was thought about',
    fix: 'set backoffLimit; 0 for what must not be repeated',
    wrong: job(''),
    right: job('  backoffLimit: 2\n'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy'],
  },
  JOB_KINDS,
  function* unsaid(manifest) {
    const field = [...jobSpec(manifest), 'backoffLimit'];
    if (numberAt(manifest.body, ...field) === undefined) yield { field, got: 'nothing, which means 6 repetitions' };
  },
);
