import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** No object has a field that its kind does not have. */
export const UNKNOWN_FIELD: Rule = schemaRule({
  id: 'unknown-field',
  severity: 'error',
  why: 'A misspelt field is refused, or dropped without a word where validation is not strict: the shop then runs without what it was meant to say.',
  wanted: 'a field of the kind',
  fix: 'correct its name, move it to where it belongs, or remove it',
  wrong: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  replica: 3
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
  replicas: 3
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`,
  see: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
});
