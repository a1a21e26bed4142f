import { isObject, objectAt } from '../../manifests/json';
import { onWindows, type PodSecurityRule, podSecurityContainerRule } from '../pod-security';

/** Every container has a seccomp profile. */
export const SECCOMP_REQUIRED: PodSecurityRule = podSecurityContainerRule(
  'restricted',
  {
    id: 'seccomp-required',
    why: 'Where nothing is said, most clusters run containers without a profile, with every system call of the kernel open to them.',
    wanted: 'a seccomp profile, of the container or of its pods',
    fix: 'set securityContext.seccompProfile.type of the pods to RuntimeDefault',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  securityContext: { seccompProfile: { type: RuntimeDefault } }
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
  },
  function* unprofiled({ body }, pods) {
    // A profile that is there but confines nothing is found at the level below.
    const stated = [pods.spec, body].some((owner) => isObject(objectAt(owner, 'securityContext').seccompProfile));
    if (!stated && !onWindows(pods)) yield { field: ['securityContext', 'seccompProfile'], got: 'no seccomp profile' };
  },
);
