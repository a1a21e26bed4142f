import { textAt } from '../../manifests/json';
import { podsRule, type Rule } from '../rule';

const job = (policy: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec:
  template:
    spec:
${policy}      containers:
        - { name: app, image: registry.example/migrations:2.4.1 }
`;

/** Pods are started again as fits their workload. */
export const RESTART_POLICY: Rule = podsRule(
  {
    id: 'restart-policy',
    severity: 'error',
    why: 'The API server refuses the workload. A Job has to say it, for what is meant where nothing is said fits no Job.',
    wanted: 'Never or OnFailure in a Job, and Always in what runs on',
    fix: 'set the policy that the kind allows',
    wrong: job(''),
    right: job('      restartPolicy: OnFailure\n'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template'],
  },
  function* unfitting({ spec, manifest }) {
    if (manifest.kind === 'Pod') return;
    const stated = textAt(spec, 'restartPolicy');
    // The API server reads an empty text as no text.
    const policy = stated === '' ? undefined : stated;
    const ends = manifest.group === 'batch';
    if (ends ? policy !== 'Never' && policy !== 'OnFailure' : policy !== undefined && policy !== 'Always')
      yield { field: ['spec', 'restartPolicy'], got: policy ?? 'nothing, which means Always' };
  },
);
