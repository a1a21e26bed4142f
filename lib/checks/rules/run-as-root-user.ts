import { hasUserNamespace, type PodSecurityRule, podSecurityRule, securityContexts } from '../pod-security';

/** No container is told to run as user 0. */
export const RUN_AS_ROOT_USER: PodSecurityRule = podSecurityRule(
  'restricted',
  {
    id: 'run-as-root-user',
    why: 'User 0 is root; with runAsNonRoot beside it the container never starts, without it an intruder is root.',
    wanted: "a user other than 0, or the image's",
    fix: "remove runAsUser, or name the image's user",
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  securityContext: { runAsUser: 0 }
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  securityContext: { runAsUser: 10001 }
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
  },
  function* asRoot(pods, policy) {
    if (hasUserNamespace(pods, policy)) return;
    for (const { field, body } of securityContexts(pods))
      if (body.runAsUser === 0) yield { field: [...field, 'runAsUser'], got: 'runAsUser: 0' };
  },
);
