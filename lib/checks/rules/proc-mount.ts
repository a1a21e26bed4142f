import { at } from '../../manifests/json';
import { hasUserNamespace, type PodSecurityRule, podSecurityContainerRule, shown } from '../pod-security';

/** /proc stays masked. */
export const PROC_MOUNT: PodSecurityRule = podSecurityContainerRule(
  'baseline',
  {
    id: 'proc-mount',
    why: 'The masks over /proc hide what the kernel tells of the whole node, and files whose writing changes it.',
    wanted: 'procMount: Default',
    fix: 'remove procMount',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { procMount: Unmasked }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { procMount: Default }
`,
  },
  function* unmasked({ body }, pods, policy) {
    if (policy.level === 'baseline' && hasUserNamespace(pods, policy)) return;
    const procMount = at(body, 'securityContext', 'procMount') ?? 'Default';
    if (procMount !== 'Default') yield { field: ['securityContext', 'procMount'], got: `procMount: ${shown(procMount)}` };
  },
);
