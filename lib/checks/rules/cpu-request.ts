import { podWith, resourceRule } from '../resource-rule';
import type { Rule } from '../rule';

/** The scheduler knows what a pod needs. */
export const CPU_REQUEST: Rule = resourceRule(
  {
    id: 'cpu-request',
    severity: 'warning',
    why: 'A pod without a request is placed on a node that is full, gets what the others leave, and cannot be scaled by its use of CPU.',
    wanted: 'a CPU request on every container',
    fix: 'request what it uses on an ordinary day',
    wrong: podWith('{ requests: { memory: 256Mi } }'),
    right: podWith('{ requests: { cpu: 250m, memory: 256Mi } }'),
    see: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  },
  'cpu',
  'requests',
);
