import { isObject } from '../../manifests/json';
import { type PodSecurityRule, podSecurityRule, securityContexts, shown } from '../pod-security';
import { isConfined } from '../seccomp';

/** No seccomp profile is switched off. */
export const SECCOMP_PROFILE: PodSecurityRule = podSecurityRule(
  'baseline',
  {
    id: 'seccomp-profile',
    why: "The runtime's profile closes the system calls through which containers have broken out of their node time and again; unconfined opens them all.",
    wanted: 'the profile RuntimeDefault or Localhost, or none stated',
    fix: 'set its type to RuntimeDefault',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  securityContext: { seccompProfile: { type: Unconfined } }
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
  function* unconfined(pods) {
    for (const { field, body } of securityContexts(pods)) {
      const profile = body.seccompProfile;
      if (isObject(profile) && !isConfined(profile))
        yield { field: [...field, 'seccompProfile', 'type'], got: `the seccomp profile ${shown(profile.type)}` };
    }
  },
);
