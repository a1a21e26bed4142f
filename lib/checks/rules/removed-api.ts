import type { Rule } from '../rule';
import { schemaRule } from '../schemas/violations';

/** Every object is written in a form that the target version still serves. */
export const REMOVED_API: Rule = schemaRule({
  id: 'removed-api',
  severity: 'error',
  why: 'The API server of the target version answers that it knows no such kind; an upgrade of the cluster stops the next release. Of kinds that no version knows unknown-kind tells.',
  wanted: 'a form that the target version serves',
  fix: 'write the object in the form that replaces it',
  wrong: `
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: { name: storefront, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: storefront } } }
`,
  right: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: storefront } } }
`,
  see: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
});
