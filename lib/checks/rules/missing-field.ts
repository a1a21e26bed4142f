import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** Every object has the fields that its kind requires. */
export const MISSING_FIELD: Rule = schemaRule({
  id: 'missing-field',
  severity: 'error',
  why: 'The API server refuses an object that lacks a required field.',
  wanted: 'every required field',
  fix: 'add the field',
  wrong: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec:
  selector: { app: storefront }
  ports:
    - { name: http }
`,
  right: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec:
  selector: { app: storefront }
  ports:
    - { name: http, port: 80 }
`,
  see: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
});
