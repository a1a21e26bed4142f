import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** Every value is one that its field takes. */
export const WRONG_VALUE: Rule = schemaRule({
  id: 'wrong-value',
  severity: 'error',
  why: 'The API server refuses a value that is outside of what its field takes, and with it the whole object.',
  wanted: 'a value that the field takes',
  fix: 'write a value that the field takes',
  wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1, imagePullPolicy: Allways }
`,
  right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1, imagePullPolicy: Always }
`,
  see: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
});
