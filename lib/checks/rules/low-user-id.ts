import { securityContexts } from '../pod-security';
import { podsRule, type Rule } from '../rule';

/** Users and groups of containers are none of the node. */
export const LOW_USER_ID: Rule = podsRule(
  {
    id: 'low-user-id',
    severity: 'note',
    why: "A low number is somebody's on the node too: who breaks out of the container has the files and the signals of that user.",
    wanted: 'a number of 10000 or more',
    fix: 'give the image a user with a high number, where the image is yours',
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
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  function* low(pods) {
    for (const { field, body } of securityContexts(pods))
      for (const name of ['runAsUser', 'runAsGroup']) {
        const id = body[name];
        // User 0 is a matter of its own.
        if (typeof id === 'number' && id < 10_000 && !(name === 'runAsUser' && id === 0))
          yield { field: [...field, name], got: `${name}: ${id}` };
      }
  },
);
