import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** No object has a field that the target version does not keep. */
export const UNSERVED_FIELD: Rule = schemaRule({
  id: 'unserved-field',
  severity: 'error',
  why: 'A field of another version is refused, or dropped without a word where its feature is off: a sidecar becomes an init container that never ends.',
  wanted: 'fields that the target version of Kubernetes keeps',
  fix: 'leave it out, or raise the target version',
  wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1, lifecycle: { stopSignal: SIGINT } }
`,
  right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
  see: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
});
