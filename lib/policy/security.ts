/** The user that a container runs as. */
export interface UserPlan {
  readonly uid: number;
  readonly gid: number;
}

/**
 * User of images that do not say theirs: above 10000, so that it is no user of the node.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const DEFAULT_USER = 10_001;

/** Below this a user id may belong to a user of the node; kube-score, checkov (CKV_K8S_40) and Trivy ask for it. */
const HIGH_USER = 10_000;

/** The one capability that Pod Security `restricted` lets a container add. */
export const ADDABLE_CAPABILITY = 'NET_BIND_SERVICE';

/** The user as the profile wants it: a low id is raised by 10000, which keeps 999 recognisable as 10999. */
export function planUser(user: UserPlan, highUserIds: boolean): UserPlan {
  const raise = (id: number) => (highUserIds && id < HIGH_USER ? id + HIGH_USER : id);
  return { uid: raise(user.uid), gid: raise(user.gid) };
}

/**
 * Lets any user of the pod's network namespace listen below 1024. A capability alone does not: a user that is not root
 * would need it in a file capability, which `allowPrivilegeEscalation: false` forbids. A safe sysctl, admitted by
 * `restricted`; containerd sets it by itself from 2.0 on.
 * @see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls
 */
const LOW_PORTS = { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' };

/** Security context of a pod: Pod Security `restricted`, and volumes that the group can write. */
export function podSecurity(user: UserPlan, bindsLowPorts = false) {
  return {
    runAsNonRoot: true,
    runAsUser: user.uid,
    runAsGroup: user.gid,
    fsGroup: user.gid,
    // Without it every start walks the whole volume; a database of a few million files would start in minutes.
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
    ...(bindsLowPorts && { sysctls: [LOW_PORTS] }),
  };
}

/**
 * Security context of a container, init containers and sidecars included: all of Pod Security `restricted`, and a
 * read-only root file system beyond it. Numeric ids, because `runAsNonRoot` cannot judge a user by its name.
 */
export function containerSecurity(user: UserPlan, capabilities: readonly string[]) {
  return {
    runAsNonRoot: true,
    runAsUser: user.uid,
    runAsGroup: user.gid,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    privileged: false,
    capabilities: { drop: ['ALL'], ...(capabilities.length > 0 && { add: [...capabilities] }) },
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
