import type { AnyManifest } from '../support/synthesis';
import {
  all,
  breaks,
  breaksRestricted,
  container,
  containerCases,
  type PodSecurityCase,
  passes,
  podCase,
  type Role,
  since,
  until,
} from './pod-security-case';

/** Roles whose containers may have ports; the API refuses them elsewhere. */
const WITH_PORTS: readonly Role[] = ['main', 'init', 'sidecar'];

/** Roles whose containers may have probes and lifecycle handlers. */
const WITH_PROBES: readonly Role[] = ['main', 'sidecar'];

/** A container-level field whose pod-level twin says nothing. */
const inContainers = (name: string, securityContext: AnyManifest, verdict: PodSecurityCase['verdict'], pods: AnyManifest = {}) =>
  containerCases(name, { securityContext }, verdict, { pods });

const volumes = (...sources: AnyManifest[]): AnyManifest => ({ volumes: sources.map((source, i) => ({ name: `volume-${i}`, ...source })) });

const sysctls = (...names: string[]): AnyManifest => ({ securityContext: { sysctls: names.map((name) => ({ name, value: '1' })) } });

const HOST_NAMESPACES = [
  ...['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) => [
    podCase(`${field}: true`, { [field]: true }, breaks('host-namespaces')),
    podCase(`${field}: false`, { [field]: false }, passes),
  ]),
  podCase('all three namespaces of the host', { hostNetwork: true, hostPID: true, hostIPC: true }, breaks('host-namespaces')),
  podCase('one process namespace for the containers of a pod', { shareProcessNamespace: true }, passes),
];

const PRIVILEGED = [
  ...inContainers(
    'privileged: true',
    { privileged: true, allowPrivilegeEscalation: true },
    all(breaks('privileged-container'), breaksRestricted('privilege-escalation')),
  ),
  ...inContainers('privileged: false', { privileged: false }, passes),
];

const ADDED_CAPABILITIES = [
  ...[
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'SETFCAP',
    'SETGID',
    'SETPCAP',
    'SETUID',
    'SYS_CHROOT',
  ].flatMap((capability) =>
    containerCases(
      `the default capability ${capability}`,
      { securityContext: { capabilities: { drop: ['ALL'], add: [capability] } } },
      breaksRestricted('restricted-capabilities'),
      { roles: capability === 'CHOWN' ? undefined : ['main'] },
    ),
  ),
  ...inContainers('NET_BIND_SERVICE', { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }, passes),
  ...inContainers('no added capability', { capabilities: { drop: ['ALL'], add: [] } }, passes),
  ...['NET_RAW', 'NET_ADMIN', 'SYS_PTRACE', 'SYS_TIME', 'SYS_MODULE', 'BPF', 'ALL', 'CHOWNS', 'chown', 'CAP_CHOWN'].flatMap((capability) =>
    containerCases(
      `the capability ${capability}`,
      { securityContext: { capabilities: { drop: ['ALL'], add: [capability] } } },
      breaks('added-capabilities'),
      { roles: capability === 'NET_RAW' ? undefined : ['main'] },
    ),
  ),
  ...inContainers(
    'SYS_ADMIN, which needs escalation',
    { allowPrivilegeEscalation: true, capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } },
    all(breaks('added-capabilities'), breaksRestricted('privilege-escalation')),
  ),
  ...inContainers(
    'one capability of each sort',
    { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'CHOWN', 'NET_ADMIN'] } },
    all(breaks('added-capabilities'), breaksRestricted('restricted-capabilities')),
  ),
];

const DROPPED_CAPABILITIES = [
  ...inContainers('nothing about capabilities', { capabilities: undefined }, breaksRestricted('drop-all-capabilities')),
  ...inContainers('an empty list of dropped capabilities', { capabilities: { drop: [] } }, breaksRestricted('drop-all-capabilities')),
  ...inContainers('only NET_RAW dropped', { capabilities: { drop: ['NET_RAW'] } }, breaksRestricted('drop-all-capabilities')),
  ...inContainers('all dropped in lower case', { capabilities: { drop: ['all'] } }, breaksRestricted('drop-all-capabilities')),
  ...inContainers('ALL dropped among others', { capabilities: { drop: ['NET_RAW', 'ALL'] } }, passes),
];

const HOST_PATHS = [
  ...['', 'Directory', 'DirectoryOrCreate', 'File', 'Socket', 'CharDevice'].map((type) =>
    podCase(`a hostPath of type "${type}"`, volumes({ hostPath: { path: '/var/lib', type } }), breaks('host-path-volume')),
  ),
  podCase('a hostPath without a type', volumes({ hostPath: { path: '/' } }), breaks('host-path-volume')),
  podCase('a hostPath among other volumes', volumes({ emptyDir: {} }, { hostPath: { path: '/tmp' } }), breaks('host-path-volume')),
];

const ALLOWED_VOLUMES: readonly AnyManifest[] = [
  { configMap: { name: 'texts' } },
  { csi: { driver: 'secrets.example' } },
  { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
  { emptyDir: {} },
  { emptyDir: { medium: 'Memory' } },
  { ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } } },
  { image: { reference: 'registry.example/media:1' } },
  { persistentVolumeClaim: { claimName: 'media' } },
  { projected: { sources: [{ configMap: { name: 'texts' } }] } },
  { secret: { secretName: 'psp-key' } },
  {},
];

const REFUSED_VOLUMES: readonly AnyManifest[] = [
  { gcePersistentDisk: { pdName: 'disk' } },
  { awsElasticBlockStore: { volumeID: 'vol-1' } },
  { gitRepo: { repository: 'https://git.example/shop' } },
  { nfs: { server: '192.0.2.7', path: '/media' } },
  { iscsi: { targetPortal: '192.0.2.7:3260', iqn: 'iqn.2001-04.example:storage.disk', lun: 0 } },
  { glusterfs: { endpoints: 'gluster', path: 'media' } },
  { rbd: { monitors: ['192.0.2.7:6789'], image: 'media' } },
  { flexVolume: { driver: 'example/driver' } },
  { cinder: { volumeID: 'vol-1' } },
  { cephfs: { monitors: ['192.0.2.7:6789'] } },
  { flocker: { datasetName: 'media' } },
  { fc: { targetWWNs: ['50060e801049cfd1'], lun: 0 } },
  { azureFile: { secretName: 'azure', shareName: 'media' } },
  { vsphereVolume: { volumePath: '[store] media' } },
  { quobyte: { registry: '192.0.2.7:7861', volume: 'media' } },
  { azureDisk: { diskName: 'media', diskURI: 'https://disks.example/media.vhd', kind: 'Dedicated' } },
  { portworxVolume: { volumeID: 'vol-1' } },
  { photonPersistentDisk: { pdID: 'disk' } },
  { scaleIO: { gateway: 'https://scaleio.example', system: 'scaleio', secretRef: { name: 'scaleio' }, volumeName: 'media' } },
  { storageos: { volumeName: 'media' } },
];

const VOLUMES = [
  ...ALLOWED_VOLUMES.map((source) => podCase(`the volume ${JSON.stringify(source)}`, volumes(source), passes)),
  ...REFUSED_VOLUMES.map((source) =>
    podCase(`a volume of type ${Object.keys(source)[0]}`, volumes(source), breaksRestricted('volume-types')),
  ),
  podCase(
    'an NFS volume among allowed ones',
    volumes({ emptyDir: {} }, REFUSED_VOLUMES[3], { secret: { secretName: 'psp-key' } }),
    breaksRestricted('volume-types'),
  ),
  podCase(
    'a hostPath beside an NFS volume',
    volumes({ hostPath: { path: '/tmp' } }, REFUSED_VOLUMES[3]),
    all(breaks('host-path-volume'), breaksRestricted('volume-types')),
  ),
];

const HOST_PORTS = [
  ...containerCases('a hostPort', { ports: [{ containerPort: 8080, hostPort: 8080 }] }, breaks('host-port'), { roles: WITH_PORTS }),
  ...containerCases(
    'a UDP hostPort of another number',
    { ports: [{ containerPort: 53, hostPort: 5353, protocol: 'UDP' }] },
    breaks('host-port'),
    {
      roles: WITH_PORTS,
    },
  ),
  ...containerCases('hostPort 0', { ports: [{ containerPort: 8080, hostPort: 0 }] }, passes, { roles: WITH_PORTS }),
  ...containerCases('ports without hostPort', { ports: [{ containerPort: 8080 }, { containerPort: 9090 }] }, passes, { roles: WITH_PORTS }),
  ...containerCases(
    'a hostPort after a port without',
    { ports: [{ containerPort: 8080 }, { containerPort: 9090, hostPort: 9090 }] },
    breaks('host-port'),
    {
      roles: WITH_PORTS,
    },
  ),
];

const http = (host?: string) => ({ httpGet: { port: 8080, host } });
const tcp = (host?: string) => ({ tcpSocket: { port: 8080, host } });
const HOST_PROBE = since(34, breaks('host-probe-address'));

const HOST_PROBES = [
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) => [
    ...containerCases(`an HTTP ${probe} of another host`, { [probe]: http('192.0.2.1') }, HOST_PROBE, { roles: WITH_PROBES }),
    ...containerCases(`a TCP ${probe} of another host`, { [probe]: tcp('db.example') }, HOST_PROBE, { roles: WITH_PROBES }),
    ...containerCases(`an HTTP ${probe} of the host itself`, { [probe]: http('127.0.0.1') }, HOST_PROBE, { roles: WITH_PROBES }),
    ...containerCases(`an HTTP ${probe} without a host`, { [probe]: http() }, passes, { roles: WITH_PROBES }),
    ...containerCases(`a TCP ${probe} with an empty host`, { [probe]: tcp('') }, passes, { roles: WITH_PROBES }),
    ...containerCases(`a gRPC ${probe}`, { [probe]: { grpc: { port: 8080 } } }, passes, { roles: WITH_PROBES }),
  ]),
  ...['postStart', 'preStop'].flatMap((hook) => [
    ...containerCases(`an HTTP ${hook} of another host`, { lifecycle: { [hook]: http('192.0.2.1') } }, HOST_PROBE, { roles: WITH_PROBES }),
    ...containerCases(`a TCP ${hook} of another host`, { lifecycle: { [hook]: tcp('192.0.2.1') } }, HOST_PROBE, { roles: WITH_PROBES }),
    ...containerCases(`an HTTP ${hook} without a host`, { lifecycle: { [hook]: http() } }, passes, { roles: WITH_PROBES }),
    ...containerCases(`an exec ${hook}`, { lifecycle: { [hook]: { exec: { command: ['true'] } } } }, passes, { roles: WITH_PROBES }),
  ]),
  ...containerCases(
    'a Host header',
    { livenessProbe: { httpGet: { port: 8080, httpHeaders: [{ name: 'Host', value: 'shop.example' }] } } },
    passes,
    { roles: WITH_PROBES },
  ),
];

const profileCases = (kind: string, field: string, verdicts: Readonly<Record<string, PodSecurityCase['verdict']>>) =>
  Object.entries(verdicts).flatMap(([type, verdict]) => {
    const profile = { [field]: { type, ...(type === 'Localhost' && { localhostProfile: 'shop.json' }) } };
    return [
      podCase(`the ${kind} profile ${type} of the pod`, { securityContext: profile }, verdict),
      ...inContainers(`the ${kind} profile ${type}`, profile, verdict),
    ];
  });

const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/app';

const APPARMOR = [
  ...profileCases('AppArmor', 'appArmorProfile', { RuntimeDefault: passes, Localhost: passes, Unconfined: breaks('apparmor-profile') }),
  podCase('an AppArmor annotation that says unconfined', {}, breaks('apparmor-profile'), { [APPARMOR_ANNOTATION]: 'unconfined' }),
  podCase('an AppArmor annotation that says runtime/default', {}, passes, { [APPARMOR_ANNOTATION]: 'runtime/default' }),
  podCase('an AppArmor annotation that names a profile of the node', {}, passes, { [APPARMOR_ANNOTATION]: 'localhost/shop' }),
];

const SELINUX = [
  ...['container_t', 'container_init_t', 'container_kvm_t', ''].flatMap((type) => selinux(`the SELinux type "${type}"`, { type }, passes)),
  ...selinux('the SELinux type container_engine_t', { type: 'container_engine_t' }, until(31, breaks('selinux-options'))),
  ...selinux('the SELinux type spc_t', { type: 'spc_t' }, breaks('selinux-options')),
  ...selinux('an SELinux user', { user: 'sysadm_u' }, breaks('selinux-options')),
  ...selinux('an SELinux role', { role: 'sysadm_r' }, breaks('selinux-options')),
  ...selinux('an SELinux level', { level: 's0:c123,c456' }, passes),
  ...selinux('empty SELinux options', {}, passes),
];

function selinux(name: string, seLinuxOptions: AnyManifest, verdict: PodSecurityCase['verdict']): PodSecurityCase[] {
  return [
    podCase(`${name} of the pod`, { securityContext: { seLinuxOptions } }, verdict),
    ...inContainers(name, { seLinuxOptions }, verdict),
  ];
}

const PROC_MOUNT = [
  ...inContainers('procMount: Default', { procMount: 'Default' }, passes),
  // The API takes an unmasked /proc in a user namespace alone.
  ...inContainers(
    'an unmasked /proc in a user namespace',
    { procMount: 'Unmasked' },
    all(until(35, breaks('proc-mount')), since(35, breaksRestricted('proc-mount'))),
    {
      hostUsers: false,
    },
  ),
];

const seccompOf = (type?: string): AnyManifest => (type === undefined ? { seccompProfile: undefined } : { seccompProfile: { type } });

const SECCOMP = [
  ...profileCases('seccomp', 'seccompProfile', { RuntimeDefault: passes, Localhost: passes, Unconfined: breaks('seccomp-profile') }),
  podCase('no seccomp profile anywhere', { securityContext: seccompOf() }, breaksRestricted('seccomp-required')),
  podCase(
    'a seccomp profile of the only container',
    { securityContext: seccompOf(), containers: [container('app', { securityContext: seccompOf('RuntimeDefault') })] },
    passes,
  ),
  ...containerCases('no seccomp profile, of the pod or', {}, breaksRestricted('seccomp-required'), {
    pods: { securityContext: seccompOf(), containers: [container('app', { securityContext: seccompOf('RuntimeDefault') })] },
  }),
  podCase(
    'an unconfined pod whose only container has a profile',
    { securityContext: seccompOf('Unconfined'), containers: [container('app', { securityContext: seccompOf('RuntimeDefault') })] },
    breaks('seccomp-profile'),
  ),
  podCase('a seccomp annotation, which counted before 1.19', { securityContext: seccompOf() }, breaksRestricted('seccomp-required'), {
    'seccomp.security.alpha.kubernetes.io/pod': 'unconfined',
  }),
];

const SYSCTLS = [
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range'].map((name) =>
    podCase(`the kernel parameter ${name}`, sysctls(name), passes),
  ),
  ...['net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports'].map((name) =>
    podCase(`the kernel parameter ${name}`, sysctls(name), passes),
  ),
  ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'].map(
    (name) => podCase(`the kernel parameter ${name}`, sysctls(name), until(29, breaks('sysctls'))),
  ),
  ...['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'].map((name) =>
    podCase(`the kernel parameter ${name}`, sysctls(name), until(32, breaks('sysctls'))),
  ),
  ...[
    'kernel.msgmax',
    'kernel.shmmax',
    'kernel.sem',
    'fs.mqueue.msg_max',
    'net.core.somaxconn',
    'net.ipv4.tcp_max_syn_backlog',
    'vm.overcommit_memory',
  ].map((name) => podCase(`the kernel parameter ${name}`, sysctls(name), breaks('sysctls'))),
  podCase('a safe kernel parameter, written with slashes', sysctls('net/ipv4/tcp_syncookies'), breaks('sysctls')),
  podCase('an unsafe kernel parameter after a safe one', sysctls('net.ipv4.tcp_syncookies', 'kernel.msgmax'), breaks('sysctls')),
  podCase('no kernel parameter', { securityContext: { sysctls: [] } }, passes),
];

const ESCALATION = [
  ...inContainers('allowPrivilegeEscalation: true', { allowPrivilegeEscalation: true }, breaksRestricted('privilege-escalation')),
  ...inContainers('nothing about privilege escalation', { allowPrivilegeEscalation: undefined }, breaksRestricted('privilege-escalation')),
  ...inContainers('allowPrivilegeEscalation: false', { allowPrivilegeEscalation: false }, passes),
];

const nonRoot = (runAsNonRoot?: boolean): AnyManifest => ({ runAsNonRoot });
const app = (securityContext: AnyManifest) => ({ containers: [container('app', { securityContext })] });
const NON_ROOT = breaksRestricted('run-as-non-root');
const ROOT_USER = breaksRestricted('run-as-root-user');

const USERS = [
  podCase('nothing about root', { securityContext: nonRoot() }, NON_ROOT),
  podCase('runAsNonRoot: false of the pod', { securityContext: nonRoot(false) }, NON_ROOT),
  podCase('runAsNonRoot: false of the pod, true of its container', { securityContext: nonRoot(false), ...app(nonRoot(true)) }, NON_ROOT),
  podCase('runAsNonRoot of the only container', { securityContext: nonRoot(), ...app(nonRoot(true)) }, passes),
  ...inContainers('runAsNonRoot: true', nonRoot(true), passes),
  ...inContainers('runAsNonRoot: false', nonRoot(false), NON_ROOT),
  ...inContainers('runAsNonRoot: true, where the pod says nothing,', nonRoot(true), passes, {
    securityContext: nonRoot(),
    ...app(nonRoot(true)),
  }),
  ...containerCases('nothing about root, where the pod says nothing,', {}, NON_ROOT, {
    roles: ['init', 'sidecar', 'ephemeral'],
    pods: { securityContext: nonRoot(), ...app(nonRoot(true)) },
  }),
  podCase('user 0 of the pod', { securityContext: { runAsUser: 0 } }, ROOT_USER),
  podCase('user 0 of the pod, another of its container', { securityContext: { runAsUser: 0 }, ...app({ runAsUser: 1000 }) }, ROOT_USER),
  podCase('user 1000 of the pod', { securityContext: { runAsUser: 1000 } }, passes),
  podCase('group 0 of the pod', { securityContext: { runAsUser: 1000, runAsGroup: 0, supplementalGroups: [0], fsGroup: 0 } }, passes),
  ...inContainers('user 0', { runAsUser: 0 }, ROOT_USER),
  ...inContainers('user 1', { runAsUser: 1 }, passes),
];

const USER_NAMESPACES = [
  podCase('a user namespace and nothing about root', { hostUsers: false, securityContext: nonRoot() }, until(35, NON_ROOT)),
  podCase('a user namespace and runAsNonRoot: false', { hostUsers: false, securityContext: nonRoot(false) }, until(35, NON_ROOT)),
  podCase('a user namespace and user 0', { hostUsers: false, securityContext: { runAsUser: 0 } }, until(35, ROOT_USER)),
  podCase("the host's users and nothing about root", { hostUsers: true, securityContext: nonRoot() }, NON_ROOT),
  podCase("the host's users and user 0", { hostUsers: true, securityContext: { runAsUser: 0 } }, ROOT_USER),
  ...inContainers('runAsNonRoot: false in a user namespace', nonRoot(false), until(35, NON_ROOT), { hostUsers: false }),
  ...inContainers('user 0 in a user namespace', { runAsUser: 0 }, until(35, ROOT_USER), { hostUsers: false }),
  ...inContainers('escalation in a user namespace', { allowPrivilegeEscalation: true }, breaksRestricted('privilege-escalation'), {
    hostUsers: false,
  }),
  ...inContainers(
    'an added capability in a user namespace',
    { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } },
    breaks('added-capabilities'),
    { hostUsers: false },
  ),
  podCase('a user namespace, a hostPath', { hostUsers: false, ...volumes({ hostPath: { path: '/tmp' } }) }, breaks('host-path-volume')),
  podCase('a user namespace, unconfined', { hostUsers: false, securityContext: seccompOf('Unconfined') }, breaks('seccomp-profile')),
];

const bare = (name: string, fields: AnyManifest = {}) => ({ name, image: 'registry.example/storefront:2.4.1', ...fields });
const BARE = breaksRestricted('privilege-escalation', 'run-as-non-root', 'seccomp-required', 'drop-all-capabilities');
const PLAIN = { runAsNonRoot: undefined, seccompProfile: undefined };
const WINDOWS = { os: { name: 'windows' }, securityContext: { seccompProfile: undefined }, containers: [bare('app')] };
const HOST_PROCESS = { hostNetwork: true, ...WINDOWS };
const hostProcess = (value: boolean) => ({ windowsOptions: { hostProcess: value } });

const WINDOWS_PODS = [
  podCase('a Windows pod without what Windows does not have', WINDOWS, passes),
  podCase('a Windows pod with an init container', { ...WINDOWS, initContainers: [bare('setup')] }, passes),
  podCase('a Windows pod with a sidecar', { ...WINDOWS, initContainers: [bare('proxy', { restartPolicy: 'Always' })] }, passes),
  podCase('a Windows pod that says nothing about root', { ...WINDOWS, securityContext: PLAIN }, NON_ROOT),
  podCase(
    'a Windows pod with a hostPort',
    { ...WINDOWS, containers: [bare('app', { ports: [{ containerPort: 80, hostPort: 80 }] })] },
    breaks('host-port'),
  ),
  podCase('a Windows pod with a hostPath', { ...WINDOWS, ...volumes({ hostPath: { path: 'C:\\data' } }) }, breaks('host-path-volume')),
  podCase('a Windows pod with an NFS volume', { ...WINDOWS, ...volumes(REFUSED_VOLUMES[3]) }, breaksRestricted('volume-types')),
  podCase('a Linux pod that says so', { os: { name: 'linux' } }, passes),
  podCase('a Linux pod that says so and no more', { os: { name: 'linux' }, securityContext: PLAIN, containers: [bare('app')] }, BARE),
  podCase(
    'hostProcess: false of a Windows pod',
    { ...WINDOWS, securityContext: { ...WINDOWS.securityContext, ...hostProcess(false) } },
    passes,
  ),
  podCase(
    'hostProcess: true of a Windows pod',
    { ...HOST_PROCESS, securityContext: { ...WINDOWS.securityContext, ...hostProcess(true) } },
    breaks('host-namespaces', 'host-process'),
  ),
  podCase(
    'hostProcess: true of the only container',
    { ...HOST_PROCESS, containers: [bare('app', { securityContext: hostProcess(true) })] },
    breaks('host-namespaces', 'host-process'),
  ),
  podCase(
    'hostProcess: true of each container',
    {
      ...HOST_PROCESS,
      initContainers: [bare('setup', { securityContext: hostProcess(true) })],
      containers: [bare('app', { securityContext: hostProcess(true) })],
    },
    breaks('host-namespaces', 'host-process'),
  ),
  podCase(
    'hostProcess: true of a pod that does not say it is for Windows',
    { ...HOST_PROCESS, os: undefined, securityContext: { ...PLAIN, ...hostProcess(true) } },
    all(breaks('host-namespaces', 'host-process'), BARE),
  ),
];

const WHOLE_PODS = [
  podCase('the pod that keeps everything', {}, passes),
  podCase('a pod that says nothing', { securityContext: PLAIN, containers: [bare('app')] }, BARE),
  podCase(
    'a pod with null for its securityContext',
    { securityContext: PLAIN, containers: [bare('app', { securityContext: null })] },
    BARE,
  ),
  ...(['initContainers', 'ephemeralContainers'] as const).map((list) =>
    podCase(
      `a faultless pod with something bare in its ${list}`,
      { [list]: [bare('bare')] },
      breaksRestricted('privilege-escalation', 'drop-all-capabilities'),
    ),
  ),
  podCase(
    'a pod that breaks most of the standard at once',
    {
      hostPID: true,
      securityContext: { ...PLAIN, ...sysctls('kernel.msgmax').securityContext, seLinuxOptions: { user: 'u' }, runAsUser: 0 },
      containers: [
        bare('app', {
          securityContext: { privileged: true, capabilities: { add: ['ALL'] } },
          ports: [{ containerPort: 80, hostPort: 80 }],
        }),
      ],
      ...volumes({ hostPath: { path: '/' } }),
    },
    all(
      breaks(
        'host-namespaces',
        'sysctls',
        'selinux-options',
        'privileged-container',
        'added-capabilities',
        'host-port',
        'host-path-volume',
      ),
      BARE,
      ROOT_USER,
    ),
  ),
];

/** Every field of every control, in every role of container, with values that pass and values that don't. */
export const POD_SECURITY_CORPUS: readonly PodSecurityCase[] = [
  ...HOST_NAMESPACES,
  ...PRIVILEGED,
  ...ADDED_CAPABILITIES,
  ...DROPPED_CAPABILITIES,
  ...HOST_PATHS,
  ...VOLUMES,
  ...HOST_PORTS,
  ...HOST_PROBES,
  ...APPARMOR,
  ...SELINUX,
  ...PROC_MOUNT,
  ...SECCOMP,
  ...SYSCTLS,
  ...ESCALATION,
  ...USERS,
  ...USER_NAMESPACES,
  ...WINDOWS_PODS,
  ...WHOLE_PODS,
];
