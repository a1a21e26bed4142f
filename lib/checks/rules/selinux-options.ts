import { objectAt } from '../../manifests/json';
import { type PodSecurityRule, podSecurityRule, securityContexts, shown } from '../pod-security';

const TYPES: readonly unknown[] = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

/** SELinux labels stay within the container types. */
export const SELINUX_OPTIONS: PodSecurityRule = podSecurityRule(
  'baseline',
  {
    id: 'selinux-options',
    why: "SELinux holds a container to its own files by its label; a user, a role or another type may lift that, up to the node's own files.",
    wanted: 'a container type, and neither user nor role',
    fix: 'remove the option; containers get their label from the runtime',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { seLinuxOptions: { type: spc_t } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { seLinuxOptions: { type: container_t } }
`,
  },
  function* outsideTypes(pods, { minor }) {
    for (const context of securityContexts(pods)) {
      const field = [...context.field, 'seLinuxOptions'];
      const { type = '', user, role } = objectAt(context.body, 'seLinuxOptions');
      const known = TYPES.includes(type ?? '') || (type === 'container_engine_t' && minor >= 31);
      if (!known) yield { field: [...field, 'type'], got: `the SELinux type ${shown(type)}` };
      if (user) yield { field: [...field, 'user'], got: `the SELinux user ${shown(user)}` };
      if (role) yield { field: [...field, 'role'], got: `the SELinux role ${shown(role)}` };
    }
  },
);
