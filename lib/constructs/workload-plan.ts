import { contentHash } from '../core/digest';
import { groupedBy } from '../core/groups';
import { isName } from '../core/names';
import { sortedBy } from '../core/order';
import { mebibytes } from '../core/units';
import type { MetricsPort, PodFootprint, Role } from '../model/component';
import { scrapeAnnotations } from '../policy/observability';
import type { ContainerPlan, MountPlan, PodPlan, VolumePlan } from '../policy/pod-plan';
import type { ProbesPlan } from '../policy/probes';
import { planProbes } from '../policy/probes';
import { defaultResources, planResources, podFootprint, type ResourcePlan, reservedCpu, SIDE_CONTAINER } from '../policy/resources';
import { DEFAULT_USER, planUser, type UserPlan } from '../policy/security';
import { WRITABLE_MEBIBYTES } from '../policy/storage';
import { configKey } from './config-key';
import { containerPorts } from './container-ports';
import { pinned } from './image-rules';
import { bytesOf, wishesOf } from './quantities';
import type { ShopContext } from './shop-context';
import { seenFrom, type Wiring, wire } from './wiring';
import {
  type ContainerUser,
  PortProtocol,
  type Priority,
  type ShopPort,
  type ShopResources,
  type SideContainer,
  type WorkloadProps,
  type WritablePath,
} from './workload-props';

/** What a construct decides about its pods, beside what the user's props say. */
export interface WorkloadDecision {
  readonly name: string;
  readonly path: string;
  readonly role: Role;
  readonly props: WorkloadProps;
  readonly ports: readonly ShopPort[];
  readonly probes: ProbesPlan;
  readonly preStop?: ContainerPlan['preStop'];
  readonly graceSeconds: number;
  readonly priority: Priority;
  /** Volumes of the construct's own, such as the data of a StatefulSet. */
  readonly volumes?: readonly VolumePlan[];
  readonly mounts?: readonly MountPlan[];
  /** Where it is scraped; a port that nobody declared becomes one of the container. */
  readonly metrics?: MetricsPort;
}

/** User in numbers, with the shop's default. */
export function userOf(user: ContainerUser | undefined, fallback: UserPlan, shop: ShopContext): UserPlan {
  return planUser(user ? { uid: user.uid, gid: user.gid ?? user.uid } : fallback, shop.profile.highUserIds);
}

/** The pods of a workload: everything that its props, its connections and the profile say. */
export function planWorkload(shop: ShopContext, decision: WorkloadDecision): PodPlan {
  const { props, role } = decision;
  const user = userOf(props.user, { uid: DEFAULT_USER, gid: DEFAULT_USER }, shop);
  const wiring = wire({
    links: (props.connections ?? []).map((c) => seenFrom(shop.namespace, c._link)),
    secrets: props.secrets ?? [],
    env: props.env ?? {},
    delivery: shop.profile.secretDelivery,
  });
  const scratch = scratchVolumes(props);
  const files = fileMounts(decision.name, props);
  const main: ContainerPlan = {
    ...containerBase(shop, props.image, user),
    name: decision.name,
    command: props.command,
    args: props.args,
    ports: containerPorts(decision.ports, decision.metrics, props.sidecars).map((p) => ({ name: p.name, port: p.port, transport: 'TCP' })),
    env: wiring.env,
    resources: withScratch(resourcesOf(shop, defaultResources(role), props.resources), scratch, props),
    capabilities: (props.capabilities ?? []).map((c) => c.name),
    probes: decision.probes,
    preStop: decision.preStop,
    mounts: [...mountsOf(TMP, props.writablePaths), ...files.mounts, ...wiring.mounts, ...(decision.mounts ?? [])],
  };
  const side = (s: SideContainer) => sideContainer(shop, s, user, wiring, files.mounts);
  return {
    user,
    containers: [main],
    inits: (props.initContainers ?? []).map(side),
    sidecars: (props.sidecars ?? []).map((s) => ({ ...side(s), probes: planProbes(sideWishes(s)), preStop: decision.preStop })),
    volumes: [...scratch, ...files.volumes, ...wiring.volumes, ...(decision.volumes ?? [])],
    graceSeconds: decision.graceSeconds,
    priority: decision.priority,
    serviceAccountToken: props.serviceAccountToken ?? false,
    nodeSelector: props.nodeSelector ?? {},
    tolerations: (props.tolerations ?? []).map((t) => ({ ...t, operator: t.value === undefined ? 'Exists' : 'Equal' })),
    runtimeClass: props.runtimeClass ?? (SANDBOXED.includes(role) ? shop.profile.runtimeClass : undefined),
    annotations: { ...podAnnotations(props), ...scrapeAnnotations(decision.metrics, shop.cluster) },
  };
}

/** What one pod asks of its node. */
export function footprintOf({ containers, inits, sidecars }: PodPlan): PodFootprint {
  const all = (plans: readonly ContainerPlan[]) => plans.map((c) => c.resources);
  return podFootprint(all(containers), all(inits), all(sidecars));
}

/** Roles that run the shop's own code; a sandbox slows the system calls that a database lives on. */
const SANDBOXED: readonly Role[] = ['web', 'worker', 'job'];

const TMP: WritablePath = { path: '/tmp' };

function containerBase(shop: ShopContext, image: string, user: UserPlan) {
  return { image: pinned(image, shop.imageDigests), alwaysPull: shop.profile.alwaysPull, user };
}

/** Resources of a container, as the profile wants them reserved and limited. */
function resourcesOf({ profile }: ShopContext, defaults: typeof SIDE_CONTAINER, resources: ShopResources | undefined): ResourcePlan {
  return reservedCpu(planResources(defaults, wishesOf(resources), profile.cpuLimits), profile.cpuRequestPercent);
}

function sideContainer(shop: ShopContext, s: SideContainer, user: UserPlan, wiring: Wiring, files: readonly MountPlan[]): ContainerPlan {
  const own = Object.entries(s.env ?? {}).map(([name, text]) => ({ name, value: { kind: 'literal' as const, text } }));
  return {
    ...containerBase(shop, s.image, s.user ? userOf(s.user, user, shop) : user),
    name: s.name,
    command: s.command,
    args: s.args,
    ports: (s.ports ?? []).map((p) => ({ name: p.name, port: p.port, transport: 'TCP' })),
    env: [...(s.sharesConnections ? wiring.env : []), ...sortedBy(own, (v) => v.name)],
    resources: resourcesOf(shop, SIDE_CONTAINER, s.resources),
    capabilities: [],
    probes: {},
    mounts: [...mountsOf(TMP, s.writablePaths), ...files, ...(s.sharesConnections ? wiring.mounts : [])],
  };
}

function sideWishes(s: SideContainer) {
  const [first = { name: s.name, port: 0 }] = s.ports ?? [];
  const on = { name: first.name, targetPort: first.port };
  return { readiness: s.readiness?._on(on), liveness: s.liveness?._on(on), startupSeconds: 60 };
}

/** Paths that the containers of a pod write to, beside /tmp. */
function declaredPaths(props: WorkloadProps): WritablePath[] {
  const sides = [...(props.initContainers ?? []), ...(props.sidecars ?? [])];
  return [...(props.writablePaths ?? []), ...sides.flatMap((s) => s.writablePaths ?? [])];
}

/**
 * One emptyDir for each writable path. A path that two containers name is the same directory: at the larger of the
 * sizes that they give, and in memory when one of them wants it so.
 */
function scratchVolumes(props: WorkloadProps): ScratchVolume[] {
  const byPath = groupedBy([TMP, ...declaredPaths(props)], ({ path }) => path);
  const volumes = [...byPath].map(([path, wishes]) => {
    const sizes = wishes.flatMap(({ size }) => (size ? [bytesOf(size)] : []));
    const bytes = sizes.length > 0 ? Math.max(...sizes) : mebibytes(WRITABLE_MEBIBYTES);
    return { name: scratchName(path), source: { kind: 'empty' as const, bytes, memory: wishes.some((w) => w.memory) } };
  });
  return sortedBy(volumes, (v) => v.name);
}

type ScratchVolume = VolumePlan & { readonly source: Extract<VolumePlan['source'], { kind: 'empty' }> };

/**
 * The kubelet counts directories on disk against the pod's ephemeral storage too, and evicts what is above the sum of
 * its containers. /tmp at its usual size has its place in every container's own; what the user declares comes on top.
 * @see https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
 */
function withScratch(resources: ResourcePlan, scratch: readonly ScratchVolume[], props: WorkloadProps): ResourcePlan {
  const declared = new Set(declaredPaths(props).map((w) => scratchName(w.path)));
  const onDisk = scratch.filter((v) => declared.has(v.name) && !v.source.memory).map((v) => v.source.bytes);
  return { ...resources, ephemeralStorage: onDisk.reduce((sum, bytes) => sum + bytes, resources.ephemeralStorage) };
}

/** `/var/cache/nginx` as a volume name: no two paths share one. A hash stands for what no volume may be called. */
function scratchName(path: string): string {
  const plain = `dir-${path.slice(1).split('-').join('--').split('/').join('-')}`;
  return /^\/[a-z0-9]+([-/][a-z0-9]+)*$/.test(path) && isName(plain) ? plain : `dir-${contentHash(path)}`;
}

function mountsOf(...groups: ReadonlyArray<WritablePath | readonly WritablePath[] | undefined>): MountPlan[] {
  const paths = new Set(groups.flatMap((g) => (g === undefined ? [] : 'path' in g ? [g] : g)).map((w) => w.path));
  return sortedBy(paths, (p) => p).map((path) => ({ volume: scratchName(path), path, readOnly: false }));
}

/** Config files: one ConfigMap, each file mounted alone so that its directory keeps what the image has there. */
function fileMounts(name: string, props: WorkloadProps): { volumes: VolumePlan[]; mounts: MountPlan[] } {
  const files = sortedBy(props.files ?? [], (f) => f.path);
  if (files.length === 0) return { volumes: [], mounts: [] };
  return {
    volumes: [{ name: 'config', source: { kind: 'config', configMap: `${name}-config` } }],
    mounts: files.map((f) => ({ volume: 'config', path: f.path, subPath: configKey(f.path), readOnly: true })),
  };
}

function podAnnotations(props: WorkloadProps): Record<string, string> {
  const files = sortedBy(props.files ?? [], (f) => f.path);
  const hash: Record<string, string> =
    files.length > 0 ? { 'cdk8s-shop/config': contentHash(JSON.stringify(files.map((f) => [f.path, f.content]))) } : {};
  const reasons = Object.fromEntries((props.capabilities ?? []).map((c) => [`cdk8s-shop/capability-${c.name}`, c.reason]));
  return { ...props.podAnnotations, ...hash, ...reasons };
}

/** Scheme of a protocol, as the env contract writes it. */
export function schemeOf(protocol: PortProtocol | undefined): string {
  return protocol ?? PortProtocol.TCP;
}
