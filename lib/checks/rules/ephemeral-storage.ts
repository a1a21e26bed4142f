import { podWith, resourceRule } from '../resource-rule';
import type { Rule } from '../rule';

/** Logs and scratch files stay within bounds. A note: most clusters live without. */
export const EPHEMERAL_STORAGE: Rule = resourceRule(
  {
    id: 'ephemeral-storage',
    severity: 'note',
    why: 'A container that logs too much fills the disk of its node, and everything on that node is evicted.',
    wanted: 'a limit of ephemeral-storage on every container',
    fix: 'set it to what logs and scratch files come to',
    wrong: podWith('{ limits: { memory: 256Mi } }'),
    right: podWith('{ limits: { memory: 256Mi, ephemeral-storage: 128Mi } }'),
    see: ['https://kubernetes.io/docs/concepts/storage/ephemeral-storage/'],
  },
  'ephemeral-storage',
  'limits',
);
