import { probeOf } from '../probe-view';
import { podsRule, type Rule } from '../rule';

const LONG_RUNNING = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/** A container that runs for long can be found out when it hangs. A note: brokers and databases do better without. */
export const LIVENESS_PROBE: Rule = podsRule(
  {
    id: 'liveness-probe',
    severity: 'note',
    why: 'A process that hangs without ending stays as it is until somebody looks. Some are better without: a restart of a broker or a database costs more than it mends.',
    wanted: 'a livenessProbe where only a restart can help',
    fix: 'ask whether the process still works, and nothing that it depends on',
    wrong: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`,
    right: `
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
          livenessProbe: { httpGet: { path: /livez, port: 8080 } }
`,
    see: [
      'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
      'https://github.com/rabbitmq/cluster-operator/blob/v2.22.3/internal/resource/statefulset.go',
    ],
  },
  function* unprobed({ containers, manifest }) {
    if (!LONG_RUNNING.includes(manifest.kind)) return;
    for (const container of containers)
      if (container.role === 'main' && !probeOf(container, 'livenessProbe'))
        yield { field: container.field, got: `container "${container.name}" without one` };
  },
);
