import { at } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { leastReplicas } from '../autoscaling';
import { podsUnder } from '../pod-selectors';
import { type BreachInside, manifestRule, type Rule } from '../rule';

/** A budget leaves at least one pod that may go. */
export const PDB_BLOCKS_EVICTIONS: Rule = manifestRule(
  {
    id: 'pdb-blocks-evictions',
    severity: 'warning',
    why: 'No pod may be evicted, so no node with one of them can be drained: an upgrade of the cluster waits until somebody deletes the budget at night.',
    wanted: 'a budget that lets one pod go',
    fix: 'set maxUnavailable to 1 instead',
    wrong: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront }
spec:
  maxUnavailable: 0
  selector: { matchLabels: { app: storefront } }
`,
    right: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: storefront } }
`,
    see: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#think-about-how-your-application-reacts-to-disruptions'],
  },
  ['policy/PodDisruptionBudget'],
  function* blocking(budget, { manifests }) {
    yield* blockedByMost(budget);
    yield* blockedByLeast(budget, manifests);
  },
);

function* blockedByMost({ body }: Manifest): Iterable<BreachInside> {
  const most = at(body, 'spec', 'maxUnavailable');
  if (most === 0 || percentOf(most) === 0) yield { field: ['spec', 'maxUnavailable'], got: `${most}` };
}

function* blockedByLeast(budget: Manifest, manifests: ManifestSet): Iterable<BreachInside> {
  const least = at(budget.body, 'spec', 'minAvailable');
  const field = ['spec', 'minAvailable'];
  const percent = percentOf(least);
  if (percent !== undefined && percent >= 100) yield { field, got: `${least}` };
  const workloads = podsUnder(budget, manifests).map((pods) => pods.manifest);
  const replicas = workloads.reduce((sum, workload) => sum + leastReplicas(workload, manifests), 0);
  // With none there is nothing to evict, and a scaler may take a workload down to none.
  if (typeof least === 'number' && replicas > 0 && least >= replicas) yield { field, got: `${least} of ${replicas} pods` };
}

function percentOf(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d+%$/.test(value) ? Number.parseInt(value, 10) : undefined;
}
