import { ANONYMOUS_BINDING } from '../rules/anonymous-binding';
import { CLUSTER_ADMIN_BINDING } from '../rules/cluster-admin-binding';
import { CONTAINER_RUNTIME_SOCKET } from '../rules/container-runtime-socket';
import { DEFAULT_SERVICE_ACCOUNT } from '../rules/default-service-account';
import { LONG_LIVED_TOKEN } from '../rules/long-lived-token';
import { LOW_USER_ID } from '../rules/low-user-id';
import { POD_NETWORK_POLICY } from '../rules/pod-network-policy';
import { RBAC_ESCALATION } from '../rules/rbac-escalation';
import { RBAC_POD_EXEC } from '../rules/rbac-pod-exec';
import { RBAC_SECRETS } from '../rules/rbac-secrets';
import { RBAC_WILDCARD } from '../rules/rbac-wildcard';
import { READ_ONLY_ROOT_FILESYSTEM } from '../rules/read-only-root-filesystem';
import { SECRET_IN_CONFIG_MAP } from '../rules/secret-in-config-map';
import { SECRET_IN_ENV } from '../rules/secret-in-env';
import { SECRET_IN_MANIFEST } from '../rules/secret-in-manifest';
import { SENSITIVE_HOST_PATH } from '../rules/sensitive-host-path';
import { SERVICE_ACCOUNT_TOKEN } from '../rules/service-account-token';
import { WRITABLE_HOST_MOUNT } from '../rules/writable-host-mount';
import type { Pack } from './pack';

/**
 * What the NSA's and CISA's guidance asks for beyond Pod Security. Its limits of resources are in the packs for cost and
 * reliability, its encrypted edge and its ports for logins in the one for the edge.
 * @see https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF
 */
export const HARDENING: Pack = {
  name: 'hardening',
  about: 'Who breaks into one container gets no further: no token, no secret, no way to the node or through the network.',
  rules: [
    READ_ONLY_ROOT_FILESYSTEM,
    SERVICE_ACCOUNT_TOKEN,
    DEFAULT_SERVICE_ACCOUNT,
    LOW_USER_ID,
    SECRET_IN_ENV,
    SECRET_IN_CONFIG_MAP,
    SECRET_IN_MANIFEST,
    LONG_LIVED_TOKEN,
    POD_NETWORK_POLICY,
    RBAC_WILDCARD,
    RBAC_POD_EXEC,
    RBAC_ESCALATION,
    RBAC_SECRETS,
    CLUSTER_ADMIN_BINDING,
    ANONYMOUS_BINDING,
    CONTAINER_RUNTIME_SOCKET,
    SENSITIVE_HOST_PATH,
    WRITABLE_HOST_MOUNT,
  ],
};
