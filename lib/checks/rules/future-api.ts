import { API_LIFECYCLE } from '../api-lifecycle-table';
import { anyManifestRule, type Rule } from '../rule';

/** Every object is written in a form that the target version knows already. */
export const FUTURE_API: Rule = anyManifestRule(
  {
    id: 'future-api',
    severity: 'error',
    why: 'The API server of the target version answers that it knows no such kind, and nothing of the object arrives.',
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
`,
    see: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  },
  function* unborn({ apiVersion, kind }, { kubernetes }) {
    const [introduced = 0] = API_LIFECYCLE[`${apiVersion}/${kind}`] ?? [];
    if (kubernetes.minor < introduced) yield { field: ['apiVersion'], got: `${apiVersion} ${kind}, introduced in 1.${introduced}` };
  },
);
