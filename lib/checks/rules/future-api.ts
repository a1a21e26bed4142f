import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** Every object is written in a form that the target version knows already. */
export const FUTURE_API: Rule = schemaRule({
  id: 'future-api',
  severity: 'error',
  why: 'The API server of the target version answers that it knows no such kind, and nothing of the object arrives. Of kinds that no version knows unknown-kind tells.',
  wanted: 'a form that the target version serves',
  fix: 'write the object in the form that the target version knows, or raise the target',
  wrong: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: { name: registry }
`,
  right: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: registry }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  validations: [{ expression: 'object.spec.containers.all(c, c.image.startsWith("registry.example/"))' }]
`,
  see: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
});
