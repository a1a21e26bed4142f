import { at } from '../../manifests/json';
import { onWindows, type PodSecurityRule, podSecurityContainerRule, shown } from '../pod-security';

/** No process gains more rights than its parent. */
export const PRIVILEGE_ESCALATION: PodSecurityRule = podSecurityContainerRule(
  'restricted',
  {
    id: 'privilege-escalation',
    why: 'A setuid file in the image makes an intruder root in the container; with escalation off the kernel ignores the bit.',
    wanted: 'allowPrivilegeEscalation: false',
    fix: 'set securityContext.allowPrivilegeEscalation to false',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { runAsNonRoot: true }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false }
`,
  },
  function* escalates({ body }, pods) {
    const allowed = at(body, 'securityContext', 'allowPrivilegeEscalation') ?? undefined;
    if (allowed !== false && !onWindows(pods))
      yield { field: ['securityContext', 'allowPrivilegeEscalation'], got: `${shown(allowed)} for allowPrivilegeEscalation` };
  },
);
