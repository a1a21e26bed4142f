/** Kinds of workloads that know their pods by a selector. */
export const CONTROLLERS: readonly string[] = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'];
