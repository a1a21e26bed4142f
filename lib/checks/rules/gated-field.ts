import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** No object has a field that the target version knows, and drops. */
export const GATED_FIELD: Rule = schemaRule({
  id: 'gated-field',
  severity: 'error',
  why: 'While the feature gate of a field is off, the API server drops the field without a word: a sidecar becomes an init container that never ends.',
  wanted: 'fields that the target version of Kubernetes keeps',
  fix: 'leave it out, raise the target version, or waive this where the gate is switched on',
  wrong: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: carts }
spec:
  serviceName: carts
  updateStrategy: { rollingUpdate: { maxUnavailable: 2 } }
  selector: { matchLabels: { app: carts } }
  template:
    metadata: { labels: { app: carts } }
    spec:
      containers:
        - { name: app, image: registry.example/carts:2.4.1 }
`,
  right: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: carts }
spec:
  serviceName: carts
  updateStrategy: { rollingUpdate: { partition: 0 } }
  selector: { matchLabels: { app: carts } }
  template:
    metadata: { labels: { app: carts } }
    spec:
      containers:
        - { name: app, image: registry.example/carts:2.4.1 }
`,
  see: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
});
