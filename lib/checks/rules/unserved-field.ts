import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** No object has a field that only other versions know. */
export const UNSERVED_FIELD: Rule = schemaRule({
  id: 'unserved-field',
  severity: 'error',
  why: 'A field of another version is refused, or dropped without a word where validation is not strict: the shop then runs without what it says.',
  wanted: 'fields that the target version of Kubernetes keeps',
  fix: 'leave it out, or raise the target version',
  wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1, lifecycle: { preStop: { sleep: { seconds: 5 } } } }
`,
  right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
  see: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
});
