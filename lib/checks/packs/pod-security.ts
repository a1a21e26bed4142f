import type { PodSecurityRule } from '../pod-security';
import { ADDED_CAPABILITIES } from '../rules/added-capabilities';
import { APPARMOR_PROFILE } from '../rules/apparmor-profile';
import { DROP_ALL_CAPABILITIES } from '../rules/drop-all-capabilities';
import { HOST_NAMESPACES } from '../rules/host-namespaces';
import { HOST_PATH_VOLUME } from '../rules/host-path-volume';
import { HOST_PORT } from '../rules/host-port';
import { HOST_PROBE_ADDRESS } from '../rules/host-probe-address';
import { HOST_PROCESS } from '../rules/host-process';
import { POD_SECURITY_LABELS } from '../rules/pod-security-labels';
import { PRIVILEGE_ESCALATION } from '../rules/privilege-escalation';
import { PRIVILEGED_CONTAINER } from '../rules/privileged-container';
import { PROC_MOUNT } from '../rules/proc-mount';
import { RESTRICTED_CAPABILITIES } from '../rules/restricted-capabilities';
import { RUN_AS_NON_ROOT } from '../rules/run-as-non-root';
import { RUN_AS_ROOT_USER } from '../rules/run-as-root-user';
import { SECCOMP_PROFILE } from '../rules/seccomp-profile';
import { SECCOMP_REQUIRED } from '../rules/seccomp-required';
import { SELINUX_OPTIONS } from '../rules/selinux-options';
import { SYSCTLS } from '../rules/sysctls';
import { VOLUME_TYPES } from '../rules/volume-types';
import type { Pack } from './pack';

/** The controls of the Pod Security Standards: every one of baseline, then what restricted adds. */
export const POD_SECURITY_CONTROLS: readonly PodSecurityRule[] = [
  HOST_NAMESPACES,
  PRIVILEGED_CONTAINER,
  ADDED_CAPABILITIES,
  HOST_PATH_VOLUME,
  HOST_PORT,
  HOST_PROBE_ADDRESS,
  APPARMOR_PROFILE,
  SELINUX_OPTIONS,
  PROC_MOUNT,
  SECCOMP_PROFILE,
  SYSCTLS,
  HOST_PROCESS,
  VOLUME_TYPES,
  PRIVILEGE_ESCALATION,
  RUN_AS_NON_ROOT,
  RUN_AS_ROOT_USER,
  SECCOMP_REQUIRED,
  DROP_ALL_CAPABILITIES,
  RESTRICTED_CAPABILITIES,
];

/** What Pod Security admission asks of pods, for every version of its policy from 1.27 to 1.36. */
export const POD_SECURITY: Pack = {
  name: 'pod-security',
  about:
    "Pods keep the level of the Pod Security Standards that their namespace's label enforces, or restricted where it says nothing; a setting can ask for more.",
  rules: [...POD_SECURITY_CONTROLS, POD_SECURITY_LABELS],
};
