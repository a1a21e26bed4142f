import { podWith, resourceRule } from '../resource-rule';
import type { Rule } from '../rule';

/** A leak stays within its own container. */
export const MEMORY_LIMIT: Rule = resourceRule(
  {
    id: 'memory-limit',
    severity: 'warning',
    why: 'A container that leaks takes the memory of its whole node, and the kernel kills whatever it finds there: the database of the shop rather than the leak.',
    wanted: 'a memory limit on every container',
    fix: 'set the limit to the request',
    wrong: podWith('{ requests: { cpu: 250m, memory: 256Mi } }'),
    right: podWith('{ requests: { cpu: 250m, memory: 256Mi }, limits: { memory: 256Mi } }'),
    see: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  },
  'memory',
  'limits',
);
