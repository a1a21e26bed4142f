import { at } from '../../manifests/json';
import { servicesOver } from '../pod-selectors';
import { podsRule, type Rule } from '../rule';

const SERVICE = `---
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { selector: { app: storefront }, ports: [{ port: 80, targetPort: 8080 }] }
`;

const deployment = (lifecycle: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - name: app
          image: registry.example/storefront:2.4.1
${lifecycle}${SERVICE}`;

/** A pod that ends still answers while the news of it spreads. A note: an application may do so itself. */
export const PRE_STOP: Rule = podsRule(
  {
    id: 'pre-stop',
    severity: 'note',
    why: 'The process is told to end at the same time as the load balancers are told to leave it alone. Whoever hears of it later gets a refused connection with each rollout.',
    wanted: 'a preStop that waits, on a container behind a Service',
    fix: 'sleep for as long as endpoints take to spread, or let the application wait',
    wrong: deployment(''),
    right: deployment('          lifecycle: { preStop: { sleep: { seconds: 10 } } }\n'),
    see: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  },
  function* abrupt(pods, { manifests }) {
    if (pods.manifest.kind !== 'Deployment' || servicesOver(pods, manifests).length === 0) return;
    const serving = pods.containers.filter(({ role }) => role === 'main');
    if (serving.some(({ body }) => at(body, 'lifecycle', 'preStop') !== undefined)) return;
    yield { field: ['spec', 'containers'], got: 'none' };
  },
);
