import { podWith, resourceRule } from '../resource-rule';
import type { Rule } from '../rule';

/** A node is not promised more memory than it has. */
export const MEMORY_REQUEST: Rule = resourceRule(
  {
    id: 'memory-request',
    severity: 'warning',
    why: 'A pod without a request is placed where no memory is left, and is the first to be evicted when the node runs short.',
    wanted: 'a memory request on every container',
    fix: 'request what it needs at most',
    wrong: podWith('{ requests: { cpu: 250m } }'),
    right: podWith('{ requests: { cpu: 250m, memory: 256Mi } }'),
    see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/'],
  },
  'memory',
  'requests',
);
