import { writableHostMountsOf } from '../host-mounts';
import { podsRule, type Rule } from '../rule';

/** Pods that see the node's files do not change them. */
export const WRITABLE_HOST_MOUNT: Rule = podsRule(
  {
    id: 'writable-host-mount',
    severity: 'warning',
    why: "What a pod writes to the node stays there, for other pods and for the node's own programs to run; an agent that collects logs has only to read.",
    wanted: 'readOnly: true',
    fix: 'set readOnly on the mount',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      volumeMounts: [{ name: host, mountPath: /host }]
  volumes:
    - { name: host, hostPath: { path: /var/log/pods } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      volumeMounts: [{ name: host, mountPath: /host, readOnly: true }]
  volumes:
    - { name: host, hostPath: { path: /var/log/pods } }
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  function* writable(pods) {
    for (const { field, path } of writableHostMountsOf(pods)) yield { field, got: `a writable mount of the node's ${path}` };
  },
);
