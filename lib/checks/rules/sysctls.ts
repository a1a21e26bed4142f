import { at, itemsAt } from '../../manifests/json';
import { type PodSecurityRule, podSecurityRule, shown } from '../pod-security';

/** Safe parameters by the minor version since which they are. */
const SAFE: ReadonlyMap<unknown, number> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
]);

/** Only kernel parameters that stay within the pod are set. */
export const SYSCTLS: PodSecurityRule = podSecurityRule(
  'baseline',
  {
    id: 'sysctls',
    why: 'Most kernel parameters belong to the node, so that one pod changes them for all, or opens what they had closed.',
    wanted: 'a parameter that the standard calls safe',
    fix: 'remove it, or set it on the nodes',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  securityContext: { sysctls: [{ name: kernel.msgmax, value: '65536' }] }
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  securityContext: { sysctls: [{ name: net.ipv4.tcp_syncookies, value: '1' }] }
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
  },
  function* unsafe({ spec }, { minor }) {
    for (const [index, sysctl] of itemsAt(spec, 'securityContext', 'sysctls').entries()) {
      const name = at(sysctl, 'name');
      if (minor < (SAFE.get(name) ?? Number.POSITIVE_INFINITY))
        yield {
          field: ['spec', 'securityContext', 'sysctls', index, 'name'],
          got: `the kernel parameter ${shown(name)} in version 1.${minor} of the standard`,
        };
    }
  },
);
