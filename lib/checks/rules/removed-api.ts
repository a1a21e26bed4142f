import { API_LIFECYCLE } from '../api-lifecycle-table';
import { anyManifestRule, type Rule } from '../rule';

/** Every object is written in a form that the target version still serves. */
export const REMOVED_API: Rule = anyManifestRule(
  {
    id: 'removed-api',
    severity: 'error',
    why: 'The API server of the target version answers that it knows no such kind; an upgrade of the cluster stops the next release.',
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
  },
  function* removed({ apiVersion, kind }, { kubernetes }) {
    const [, , gone = 0, replacement] = API_LIFECYCLE[`${apiVersion}/${kind}`] ?? [];
    if (gone === 0 || kubernetes.minor < gone) return;
    const fix = replacement ? { fix: `write it as ${replacement}` } : {};
    yield { field: ['apiVersion'], got: `${apiVersion} ${kind}, removed in 1.${gone}`, ...fix };
  },
);
