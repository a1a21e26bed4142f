import { type JsonObject, numberAt, objectsAt, textAt, textsAt } from '../../manifests/json';
import type { ContainerView } from '../../manifests/pods';
import { type ComposeService, VOLUMES_SERVICE } from './compose-service';
import { environmentOf } from './container-env';
import { dockerSize, hardeningOf } from './hardening';
import type { Health } from './health';
import type { LocalAddresses } from './local-addresses';
import type { LocalNetworks } from './local-networks';
import type { LocalSecrets } from './local-secrets';
import type { LocalPods, LocalShop } from './local-shop';
import { type LocalMount, mountsOf } from './mounts';
import { composeParts, composeText, expanded, type Parts } from './parts';
import { podNameOf } from './pod-name';
import { completed, type DependsOn, type StartOrder } from './start-order';

/** Everything about the shop that its services are written with. */
export interface Surroundings {
  readonly shop: LocalShop;
  readonly networks: LocalNetworks;
  readonly order: StartOrder;
  readonly addresses: LocalAddresses;
  readonly secrets: LocalSecrets;
  /** By the name of the pods. */
  readonly health: ReadonlyMap<string, Health>;
}

/** A service of Compose, and what it needs beside itself. */
export interface WrittenService {
  readonly name: string;
  readonly service: ComposeService;
  readonly mounts: readonly LocalMount[];
}

/** Jobs of a schedule are run by hand: there is no scheduler here. */
const BY_HAND = 'scheduled';

/** The services of a pod: init containers one after the other, then the main one, then those that share its network. */
export function podServices(own: LocalPods, around: Surroundings): WrittenService[] {
  const { pods, main, inits, sidecars } = own;
  const chain = inits.map((container) => ({ container, name: `${pods.name}_${container.name}` }));
  const needsVolumes = [...inits, main, ...sidecars].some((c) => mountsOf(c, pods, around.shop.view.manifests).some(isVolume));
  const first: DependsOn = { ...around.order.of(pods.name), ...(needsVolumes && completed(VOLUMES_SERVICE)) };
  const before = (index: number): DependsOn => (index === 0 ? first : completed(chain[index - 1]?.name ?? ''));
  return [
    ...chain.map(({ container, name }, index) => {
      const networks = around.networks.besides(pods.name);
      return written(name, container, own, around, { networks, depends_on: before(index), restart: restartOf(own, 'on-failure') });
    }),
    written(pods.name, main, own, around, mainFields(own, around, before(chain.length))),
    ...sidecars.map((container) => {
      const beside = { network_mode: `service:${pods.name}`, depends_on: { [pods.name]: { condition: 'service_started' } } };
      return written(`${pods.name}_${container.name}`, container, own, around, { ...beside, restart: restartOf(own, 'on-failure') });
    }),
  ];
}

function mainFields(own: LocalPods, { networks, health }: Surroundings, dependsOn: DependsOn): object {
  const { pods } = own;
  const asked = health.get(pods.name);
  const retries = numberAt(pods.manifest.body, 'spec', 'backoffLimit') ?? 6;
  return {
    ...(pods.manifest.kind === 'StatefulSet' && { hostname: podNameOf(pods) }),
    ...(asked?.asked === 'inside' && { healthcheck: asked.check }),
    networks: networks.of(pods.name),
    ...(Object.keys(dependsOn).length > 0 && { depends_on: dependsOn }),
    restart: restartOf(own, own.lifetime === 'job' ? `on-failure:${retries}` : 'on-failure'),
  };
}

/** What somebody runs by hand, he sees fail. */
function restartOf({ lifetime }: LocalPods, policy: string): string {
  return lifetime === 'scheduled' ? 'no' : policy;
}

function written(name: string, container: ContainerView, own: LocalPods, around: Surroundings, fields: object): WrittenService {
  const { pods, lifetime } = own;
  const { body } = container;
  const mounts = mountsOf(container, pods, around.shop.view.manifests);
  const environment = environmentOf(container, pods, around.shop.view.manifests);
  const here = around.addresses.applied(pods.name, environment);
  const text = (parts: Parts) => composeParts(parts, (ref) => around.secrets.variable(ref));
  const words = (field: string) => textsAt(body, field).map((word) => text(expanded(word, environment)));
  const signal = textAt(body, 'lifecycle', 'stopSignal');
  const service = {
    image: textAt(body, 'image') ?? '',
    ...(lifetime === 'scheduled' && { profiles: [BY_HAND] }),
    ...some('entrypoint', words('command')),
    ...some('command', words('args')),
    ...(textAt(body, 'workingDir') !== undefined && { working_dir: composeText(textAt(body, 'workingDir') ?? '') }),
    ...(here.size > 0 && { environment: Object.fromEntries([...here].map(([key, parts]) => [key, text(parts)])) }),
    ...hardeningOf(container, pods.spec),
    ...mountFields(mounts, around.secrets),
    ...some('extra_hosts', extraHosts(pods.spec)),
    stop_grace_period: `${numberAt(pods.spec, 'terminationGracePeriodSeconds') ?? 30}s`,
    ...(signal !== undefined && { stop_signal: signal }),
    ...fields,
  };
  return { name, service, mounts };
}

function extraHosts(spec: JsonObject): string[] {
  return objectsAt(spec, 'hostAliases').flatMap((alias) => textsAt(alias, 'hostnames').map((host) => `${host}:${textAt(alias, 'ip')}`));
}

/** Memory that processes share has a field of its own, since Docker mounts it in every container. */
const SHARED_MEMORY = '/dev/shm';

function mountFields(mounts: readonly LocalMount[], secrets: LocalSecrets): object {
  const memory = mounts.filter((mount) => mount.kind === 'memory');
  const shared = memory.find(({ path }) => path === SHARED_MEMORY);
  const files = mounts.filter((mount) => mount.kind === 'secret').map(({ file }) => file);
  return {
    ...(shared && { shm_size: dockerSize(shared.bytes) }),
    ...some(
      'tmpfs',
      // Any user may write into it and run what is in it, as in an emptyDir.
      memory.filter((mount) => mount !== shared).map(({ path, bytes }) => composeText(`${path}:exec,mode=1777,size=${Math.ceil(bytes)}`)),
    ),
    ...some(
      'secrets',
      files.map(({ ref, path }) => ({ source: secrets.file(ref), target: composeText(path) })),
    ),
    ...some('volumes', mounts.flatMap(composeVolume)),
  };
}

function composeVolume(mount: LocalMount): object[] {
  if (mount.kind === 'config') return [{ type: 'bind', source: mount.source, target: composeText(mount.path), read_only: true }];
  if (!isVolume(mount)) return [];
  const { volume, path, readOnly } = mount;
  // What the image has there is hidden, as it is on a cluster.
  const own = { volume: { nocopy: true } };
  return [{ type: 'volume', source: volume.name, target: composeText(path), ...(readOnly && { read_only: true }), ...own }];
}

export function isVolume(mount: LocalMount): mount is Extract<LocalMount, { kind: 'volume' }> {
  return mount.kind === 'volume';
}

function some(field: string, values: readonly unknown[]): object {
  return values.length > 0 ? { [field]: values } : {};
}
