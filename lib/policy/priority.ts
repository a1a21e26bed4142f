/** A priority class of the shop. */
export interface PriorityPlan {
  readonly suffix: 'critical' | 'standard' | 'batch';
  readonly value: number;
  readonly preempts: boolean;
  readonly description: string;
}

/**
 * Whom the scheduler serves first when the cluster is full. User values end at one billion; system classes begin at
 * two. Immutable in the API, so the gaps leave room.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export const PRIORITIES: readonly PriorityPlan[] = [
  { suffix: 'critical', value: 100_000, preempts: true, description: 'Data services and what no order can do without.' },
  { suffix: 'standard', value: 50_000, preempts: true, description: 'Web tiers and workers.' },
  { suffix: 'batch', value: 10_000, preempts: false, description: 'Jobs and backups: they wait for room and take nobody else down.' },
];
