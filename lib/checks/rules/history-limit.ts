import { numberAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const deployment = (limit: number) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  revisionHistoryLimit: ${limit}
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`;

/** As many as the API keeps of a workload's revisions where nothing is said. */
const ENOUGH = 10;

const FIELDS = ['revisionHistoryLimit', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];

/** Old revisions and finished runs are not kept for ever. */
export const HISTORY_LIMIT: Rule = manifestRule(
  {
    id: 'history-limit',
    severity: 'warning',
    why: 'Each kept revision and each kept run is an object in the store of the cluster, and a run has its pods too: they slow down every list, and count against the quota.',
    wanted: `a history of ${ENOUGH} at the most`,
    fix: 'lower the limit; what is older is in version control and in the logs',
    wrong: deployment(100),
    right: deployment(5),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy'],
  },
  ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'batch/CronJob'],
  function* long({ body }) {
    for (const name of FIELDS) {
      const limit = numberAt(body, 'spec', name);
      if (limit !== undefined && limit > ENOUGH) yield { field: ['spec', name], got: `${limit}` };
    }
  },
);
