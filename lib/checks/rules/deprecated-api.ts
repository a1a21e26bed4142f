import { formInstead } from '../api-forms';
import { API_LIFECYCLE } from '../api-lifecycle-table';
import { anyManifestRule, type Rule } from '../rule';

/** No object is written in a form that a later version stops serving. */
export const DEPRECATED_API: Rule = anyManifestRule(
  {
    id: 'deprecated-api',
    severity: 'warning',
    why: 'A form that is deprecated is gone some versions later: the upgrade that takes it away stops the next release.',
    wanted: 'a form that later versions serve too',
    fix: 'write the object in the form that replaces it',
    wrong: `
apiVersion: networking.k8s.io/v1beta1
kind: ServiceCIDR
metadata: { name: more }
spec: { cidrs: [10.97.0.0/16] }
`,
    right: `
apiVersion: networking.k8s.io/v1
kind: ServiceCIDR
metadata: { name: more }
spec: { cidrs: [10.97.0.0/16] }
`,
    see: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  },
  function* deprecated({ apiVersion, kind }, { kubernetes: { minor } }) {
    const [, since = 0, gone = 0] = API_LIFECYCLE[`${apiVersion}/${kind}`] ?? [];
    if (since === 0 || minor < since || (gone !== 0 && minor >= gone)) return;
    const instead = formInstead(apiVersion, kind, minor);
    const fix = instead ? { fix: `write it as ${instead}` } : {};
    const end = gone === 0 ? '' : `, removed in 1.${gone}`;
    yield { field: ['apiVersion'], got: `${apiVersion} ${kind}, deprecated in 1.${since}${end}`, ...fix };
  },
);
