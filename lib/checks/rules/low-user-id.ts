import { securityContexts } from '../pod-security';
import { podsRule, type Rule } from '../rule';

/**
 * Users and groups of containers are none of the node, where the setting demands it. Without it nothing is said: an image
 * owns its files as the user that it was built for, 999 or 101 with most that are published, and under another number it
 * may not start.
 */
export const LOW_USER_ID: Rule = podsRule(
  {
    id: 'low-user-id',
    severity: 'error',
    why: "A low number is somebody's on the node too: who breaks out of the container has the files and the signals of that user.",
    wanted: 'a number of 10000 or more, where the setting `requireHighUserIds` demands one',
    fix: 'build the image for a user with a high number, or give the pods user namespaces by `hostUsers: false`',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  securityContext: { runAsUser: 101 }
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  securityContext: { runAsUser: 10101 }
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    see: [
      'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
      'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
    ],
  },
  function* low(pods, { settings }) {
    // In a user namespace every number is one of the pod alone.
    if (settings.requireHighUserIds !== true || pods.spec.hostUsers === false) return;
    for (const { field, body } of securityContexts(pods))
      for (const name of ['runAsUser', 'runAsGroup']) {
        const id = body[name];
        // User 0 is a matter of its own.
        if (typeof id === 'number' && id < 10_000 && !(name === 'runAsUser' && id === 0))
          yield { field: [...field, name], got: `${name}: ${id}` };
      }
  },
);
