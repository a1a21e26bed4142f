import { numberAt } from '../../manifests/json';
import { podsOf } from '../../manifests/pods';
import { patience, probeOf } from '../probe-view';
import { manifestRule, type Rule } from '../rule';

/** A rollout waits as long as its pods may take to start. */
export const PROGRESS_DEADLINE: Rule = manifestRule(
  {
    id: 'progress-deadline',
    severity: 'warning',
    why: 'A rollout that gives up while its pods are still within their time to start is reported as failed, and rolled back by whoever trusts the report.',
    wanted: 'more than the longest startup probe and minReadySeconds together',
    fix: 'raise progressDeadlineSeconds, or shorten the startup probe',
    wrong: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  progressDeadlineSeconds: 120
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - name: app
          image: registry.example/storefront:2.4.1
          startupProbe: { httpGet: { path: /livez, port: 8080 }, periodSeconds: 5, failureThreshold: 60 }
`,
    right: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  progressDeadlineSeconds: 600
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - name: app
          image: registry.example/storefront:2.4.1
          startupProbe: { httpGet: { path: /livez, port: 8080 }, periodSeconds: 5, failureThreshold: 60 }
`,
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds'],
  },
  ['apps/Deployment'],
  function* impatient(manifest) {
    const deadline = numberAt(manifest.body, 'spec', 'progressDeadlineSeconds') ?? 600;
    const ready = numberAt(manifest.body, 'spec', 'minReadySeconds') ?? 0;
    const startups = (podsOf(manifest)?.containers ?? []).map((container) => {
      const probe = probeOf(container, 'startupProbe');
      return probe ? (numberAt(probe, 'initialDelaySeconds') ?? 0) + patience(probe) : 0;
    });
    const startup = startups.reduce((longest, seconds) => Math.max(longest, seconds), 0);
    if (startup > 0 && deadline <= startup + ready)
      yield {
        field: ['spec', 'progressDeadlineSeconds'],
        got: `${deadline} s, where pods may take ${startup} s to start and ${ready} s to count`,
      };
  },
);
