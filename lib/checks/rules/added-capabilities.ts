import { addedCapabilities, DEFAULT_CAPABILITIES } from '../capabilities';
import { type PodSecurityRule, podSecurityContainerRule } from '../pod-security';

/** Containers add no capability beyond the default set. */
export const ADDED_CAPABILITIES: PodSecurityRule = podSecurityContainerRule(
  'baseline',
  {
    id: 'added-capabilities',
    why: "A capability such as SYS_ADMIN or NET_ADMIN lets a container change the node's mounts, routes or kernel; NET_RAW lets it forge other pods' packets.",
    wanted:
      'capabilities of the default set only, which are AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID and SYS_CHROOT',
    fix: 'remove it from the list',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { capabilities: { add: [NET_ADMIN] } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { capabilities: { add: [NET_BIND_SERVICE] } }
`,
  },
  function* beyondTheDefault({ body }) {
    for (const { field, capability } of addedCapabilities(body))
      if (!DEFAULT_CAPABILITIES.has(capability)) yield { field, got: `added capability ${JSON.stringify(capability)}` };
  },
);
