import { at } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

/** A budget says what becomes of pods that don't work. */
export const PDB_UNHEALTHY_EVICTION: Rule = manifestRule(
  {
    id: 'pdb-unhealthy-eviction',
    severity: 'warning',
    why: 'Where nothing is said, pods that crash count as protected: one bad release keeps every node from being drained.',
    wanted: 'unhealthyPodEvictionPolicy: AlwaysAllow, or IfHealthyBudget where a pod that starts must not be disturbed',
    fix: 'set AlwaysAllow',
    wrong: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: storefront } }
`,
    right: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront }
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector: { matchLabels: { app: storefront } }
`,
    see: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy'],
  },
  ['policy/PodDisruptionBudget'],
  function* silent({ body }) {
    if ((at(body, 'spec', 'unhealthyPodEvictionPolicy') ?? null) === null)
      yield { field: ['spec', 'unhealthyPodEvictionPolicy'], got: 'nothing, which means IfHealthyBudget' };
  },
);
