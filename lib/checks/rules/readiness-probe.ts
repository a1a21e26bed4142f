import { at, objectsAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ContainerView, PodsView } from '../../manifests/pods';
import { servicesOver } from '../pod-selectors';
import { probeOf } from '../probe-view';
import { podsRule, type Rule } from '../rule';

const SERVICE = `---
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { selector: { app: storefront }, ports: [{ port: 80, targetPort: http }] }
`;

/** A container that a Service sends requests to says when it can take them. */
export const READINESS_PROBE: Rule = podsRule(
  {
    id: 'readiness-probe',
    severity: 'warning',
    why: 'Without it a pod gets requests from the moment its process starts: each rollout and each scale-up gives customers errors until the application listens.',
    wanted: 'a readinessProbe on the container that a Service sends requests to',
    fix: 'ask something that is true once the container can serve',
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
        - { name: app, image: registry.example/storefront:2.4.1, ports: [{ name: http, containerPort: 8080 }] }
${SERVICE}`,
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
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /readyz, port: http } }
${SERVICE}`,
    see: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/'],
  },
  function* unprobed(pods, { manifests }) {
    for (const container of targetsOf(pods, manifests))
      if (!probeOf(container, 'readinessProbe')) yield { field: container.field, got: `container "${container.name}" without one` };
  },
);

/** The containers that declare a port which a Service asks for; all where the Service's port is declared by none. */
function targetsOf(pods: PodsView, manifests: ManifestSet): readonly ContainerView[] {
  const services = servicesOver(pods, manifests);
  if (services.length === 0) return [];
  const asked = new Set(services.flatMap(({ body }) => objectsAt(body, 'spec', 'ports').map((p) => at(p, 'targetPort') ?? at(p, 'port'))));
  const serving = pods.containers.filter(({ role }) => role === 'main' || role === 'sidecar');
  const declaring = serving.filter(({ ports }) =>
    ports.some(({ name, port }) => asked.has(port) || (name !== undefined && asked.has(name))),
  );
  return declaring.length > 0 ? declaring : serving.filter(({ role }) => role === 'main');
}
