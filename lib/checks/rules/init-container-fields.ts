import { PROBES } from '../probe-view';
import { containerRule, type Rule } from '../rule';

const pod = (policy: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  initContainers:
    - name: proxy
      image: registry.example/proxy:2.4.1
${policy}      readinessProbe: { httpGet: { path: /readyz, port: 9000 } }
  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
`;

/** What runs to its end is not asked whether it lives. */
export const INIT_CONTAINER_FIELDS: Rule = containerRule(
  {
    id: 'init-container-fields',
    severity: 'error',
    why: 'The API server refuses the workload: probes and hooks are for what keeps running.',
    wanted: 'none in an init container, unless restartPolicy: Always makes a sidecar of it',
    fix: 'remove it, or make the container a sidecar',
    wrong: pod(''),
    right: pod('      restartPolicy: Always\n'),
    see: ['https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#differences-from-regular-containers'],
  },
  function* unfitting({ body, role }) {
    if (role !== 'init') return;
    for (const field of [...PROBES, 'lifecycle'])
      if ((body[field] ?? null) !== null) yield { field: [field], got: `${field} of an init container` };
  },
);
