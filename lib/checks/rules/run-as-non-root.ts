import { at } from '../../manifests/json';
import { hasUserNamespace, type PodSecurityRule, podSecurityRule, shown } from '../pod-security';

/** The kubelet starts no container as root. */
export const RUN_AS_NON_ROOT: PodSecurityRule = podSecurityRule(
  'restricted',
  {
    id: 'run-as-non-root',
    why: "An image without a user runs as root, and root in a container is root to every hole in the kernel; with runAsNonRoot the kubelet doesn't start it.",
    wanted: 'runAsNonRoot: true, of the container or of its pods',
    fix: 'set securityContext.runAsNonRoot of the pods to true, and give the image a user',
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
  securityContext: { runAsNonRoot: true }
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
  },
  function* mayBeRoot(pods, policy) {
    if (hasUserNamespace(pods, policy)) return;
    const ofPods = at(pods.spec, 'securityContext', 'runAsNonRoot') ?? undefined;
    // Refused even where every container says otherwise.
    if (ofPods === false) yield { field: ['spec', 'securityContext', 'runAsNonRoot'], got: 'runAsNonRoot: false' };
    for (const { field, body } of pods.containers) {
      const own = at(body, 'securityContext', 'runAsNonRoot') ?? undefined;
      if ((own ?? ofPods ?? false) !== true && !(own === undefined && ofPods === false))
        yield { field: [...field, 'securityContext', 'runAsNonRoot'], got: `${shown(own)} for runAsNonRoot` };
    }
  },
);
