import { Phase } from '../core/phase';
import { refuse } from '../core/shop-error';
import { gibibytes } from '../core/units';
import { secretValue, type Value } from '../model/value';
import { planCache } from '../policy/cache-tuning';
import { planProbes } from '../policy/probes';
import { defaultResources, planResources } from '../policy/resources';
import { planDataShutdown } from '../policy/shutdown';
import { CacheEngine } from './cache-engine';
import { CREDENTIALS_RULES, type Credentials } from './credentials';
import { headlessName } from './emit/stateful-service';
import { IMAGE_RULES } from './image-rules';
import { NAME_RULES } from './name-rules';
import { endpointsOf } from './pods-component';
import { bytesOf, wishesOf } from './quantities';
import type { ShopCacheProps } from './shop-cache';
import type { ShopContext } from './shop-context';
import { ShopProbe } from './shop-probe';
import { STORAGE_RULES } from './storage-rules';
import { imagesOf } from './workload-images';
import { footprintOf, planWorkload } from './workload-plan';
import { PortProtocol, Priority, type ShopPort, type WorkloadProps } from './workload-props';
import { WORKLOAD_RULES } from './workload-rules';

const PORT: ShopPort = { name: 'redis', port: 6379, protocol: PortProtocol.TCP };

/** The user of the Debian images of both engines. */
const USER = { uid: 999, gid: 999 };

/** Default volume: an append-only file grows to twice the data before it is rewritten, and is written anew beside itself. */
const STORAGE = gibibytes(2);

/** Writing the last second to the file and syncing it. */
const FLUSH_SECONDS = 20;

/** Loading an append-only file of a few GiB after a crash. */
const LOADING_SECONDS = 300;

const DATA = '/data';
const RUN = '/run/cache';
const CONFIG = '/etc/cache/server.conf';

const engineOf = (props: ShopCacheProps) => props.engine ?? CacheEngine.valkey('8.1');
const imageOf = (props: ShopCacheProps) => props.image ?? engineOf(props)._image;

/** Refuses props that cannot be a cache. */
export function refuseCache(path: string, id: string, props: ShopCacheProps, shop: ShopContext): void {
  const images = imagesOf(shop, imageOf(props), props.sidecars);
  const input = { ...props, id, images, shop, profile: shop.profile, props: workloadProps(props), ports: [PORT] };
  const secrets = (props.authentication ?? true) ? CREDENTIALS_RULES : [];
  refuse(path, input, NAME_RULES, IMAGE_RULES, secrets, STORAGE_RULES, WORKLOAD_RULES);
}

/** Everything that is decided about a cache before anything is emitted. */
export function planShopCache(shop: ShopContext, id: string, path: string, props: ShopCacheProps, credentials: Credentials | undefined) {
  const resources = planResources(defaultResources('cache'), wishesOf(props.resources), false);
  const tuning = planCache(props.use, resources.memoryLimit);
  const storage = tuning.persistent ? (props.storage ? bytesOf(props.storage) : STORAGE) : 0;
  const server = serverProps(props, tuning.settings, credentials, tuning.persistent);
  const plan = planWorkload(shop, {
    name: id,
    path,
    role: 'cache',
    props: { ...workloadProps(props), ...server },
    ports: [PORT],
    ...lifecycle(props, credentials),
    priority: tuning.persistent ? Priority.CRITICAL : Priority.STANDARD,
    mounts: tuning.persistent ? [{ volume: 'data', path: DATA, readOnly: false }] : [],
  });
  const component = {
    name: id,
    role: 'cache' as const,
    path,
    phase: Phase.DATA,
    host: id,
    services: [id, headlessName(id)],
    endpoints: endpointsOf([PORT]).map((e) => ({ ...e, scheme: 'redis' })),
    facts: passwordFact(credentials && secretValue(credentials.secretName, credentials.passwordKey)),
    footprint: { pod: footprintOf(plan), replicas: 1, pods: 1, volumes: tuning.persistent ? 1 : 0, storage },
  };
  const claim = tuning.persistent ? { name: 'data', bytes: storage } : undefined;
  const service = {
    plan,
    replicas: 1,
    claim,
    parallel: false,
    files: server.files ?? [],
    serviceName: id,
    ports: [{ name: PORT.name, port: PORT.port }],
  };
  return { component, service };
}

function workloadProps(props: ShopCacheProps): WorkloadProps {
  const { sidecars, resources, nodeSelector, tolerations, podAnnotations } = props;
  return { image: imageOf(props), sidecars, resources, nodeSelector, tolerations, podAnnotations, user: USER };
}

/** What clients are told: the password, where there is one. */
export function passwordFact(password: Value | undefined): Record<string, Value> {
  return password ? { password } : {};
}

function passwordPath({ secretName, passwordKey }: Credentials): string {
  return `/run/secrets/${secretName}/${passwordKey}`;
}

/** Configuration by a file, and the password by a list of users that holds only its hash. */
function serverProps(
  props: ShopCacheProps,
  settings: Readonly<Record<string, string>>,
  credentials: Credentials | undefined,
  persistent: boolean,
): Partial<WorkloadProps> {
  // Both images turn the protected mode off, because it refuses clients from other pods.
  const all = { ...settings, 'protected-mode': 'no', dir: DATA, ...(credentials && { aclfile: `${RUN}/users.acl` }) };
  const content = `${Object.entries(all)
    .map(([key, value]) => `${key} ${value}`)
    .join('\n')}\n`;
  const shared = credentials ? [{ path: RUN }] : [];
  return {
    command: [`${engineOf(props)._program}-server`, CONFIG],
    files: [{ path: CONFIG, content }],
    writablePaths: [...shared, ...(persistent ? [] : [{ path: DATA }])],
    ...(credentials && {
      secrets: [{ secretName: credentials.secretName, key: credentials.passwordKey }],
      initContainers: [
        {
          name: 'login',
          image: imageOf(props),
          command: ['/bin/sh', '-c', loginScript(passwordPath(credentials))],
          sharesConnections: true,
          writablePaths: shared,
        },
      ],
    }),
  };
}

/** One user, the default one, so that clients which know only a password work; no command that empties or reconfigures. */
function loginScript(password: string): string {
  return [
    'set -eu',
    'umask 077',
    `hash=$(tr -d '\\n' < ${password} | sha256sum | cut -d ' ' -f 1)`,
    `printf 'user default on #%s ~* &* +@all -@dangerous +info\\n' "$hash" > ${RUN}/users.acl`,
    '',
  ].join('\n');
}

function lifecycle(props: ShopCacheProps, credentials: Credentials | undefined) {
  const shutdown = planDataShutdown(FLUSH_SECONDS);
  const on = { name: PORT.name, targetPort: PORT.port };
  const login = credentials ? `REDISCLI_AUTH="$(cat ${passwordPath(credentials)})" ` : '';
  // While the file is loaded the server answers with an error, so the word is asked for and not only an answer.
  const ask = ShopProbe.exec(['/bin/sh', '-c', `${login}${engineOf(props)._program}-cli ping | grep -q PONG`]);
  return {
    probes: planProbes({
      startup: ask._on(on),
      readiness: ask._on(on),
      liveness: ShopProbe.tcp()._on(on),
      startupSeconds: LOADING_SECONDS,
    }),
    preStop: { kind: 'sleep' as const, seconds: shutdown.preStopSeconds },
    graceSeconds: shutdown.graceSeconds,
  };
}
