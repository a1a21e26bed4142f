import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** Every value has the type of its field. */
export const WRONG_TYPE: Rule = schemaRule({
  id: 'wrong-type',
  severity: 'error',
  why: 'The API server cannot read the object: a number in quotes is text, and yes without quotes is not.',
  wanted: 'a value of the type of the field',
  fix: 'write the value in the type of its field; quotes make text of a number',
  wrong: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec:
  selector: { app: storefront }
  ports:
    - { port: "80" }
`,
  right: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec:
  selector: { app: storefront }
  ports:
    - { port: 80 }
`,
  see: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
});
