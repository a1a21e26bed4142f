import { Phase } from '../core/phase';
import { type Rule, refuse } from '../core/shop-error';
import { bytesQuantity, gibibytes } from '../core/units';
import { secretValue, type Value } from '../model/value';
import { planCache } from '../policy/cache-tuning';
import { planProbes } from '../policy/probes';
import { defaultResources, planResources } from '../policy/resources';
import { planDataShutdown } from '../policy/shutdown';
import { CacheEngine } from './cache-engine';
import { CREDENTIALS_RULES, type Credentials, credentialsImages, madeSecrets, namedSecrets } from './credentials';
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

/** Init container that writes the list of users. */
const LOGIN = 'login';

const DATA = '/data';
const RUN = '/run/cache';
const CONFIG = '/etc/cache/server.conf';

const engineOf = (props: ShopCacheProps) => props.engine ?? CacheEngine.valkey('8.1');
const imageOf = (props: ShopCacheProps) => props.image ?? engineOf(props)._image;

/** Refuses props that cannot be a cache. */
export function refuseCache(path: string, id: string, props: ShopCacheProps, shop: ShopContext): void {
  const asks = props.authentication ?? true;
  const images = [...imagesOf(shop, imageOf(props), props.sidecars), ...(asks ? credentialsImages(shop, props.credentials) : [])];
  const login = asks ? [{ name: LOGIN, image: imageOf(props) }] : [];
  const workload = { ...workloadProps(props), initContainers: login, secrets: namedSecrets(props.credentials) };
  const input = { ...props, id, images, shop, profile: shop.profile, props: workload, ports: [PORT] };
  refuse(path, input, NAME_RULES, IMAGE_RULES, asks ? CREDENTIALS_RULES : [], STORAGE_RULES, WORKLOAD_RULES, RULES);
}

/** Everything that is decided about a cache before anything is emitted. */
export function planShopCache(shop: ShopContext, id: string, path: string, props: ShopCacheProps, credentials: Credentials | undefined) {
  const tuning = tuningOf(props);
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
    makesSecrets: madeSecrets(credentials),
    facts: passwordFact(credentials && secretValue(credentials.secretName, credentials.passwordKey)),
    footprint: { pod: footprintOf(plan), replicas: 1, pods: 1, volumes: tuning.persistent ? 1 : 0, storage },
  };
  const claim = tuning.persistent ? { name: 'data', bytes: storage } : undefined;
  const service = {
    plan,
    replicas: 1,
    claim,
    parallel: false,
    files: server.files,
    serviceName: id,
    ports: [PORT],
  };
  return { component, service };
}

function workloadProps(props: ShopCacheProps): WorkloadProps {
  const { sidecars, resources, nodeSelector, tolerations, podAnnotations } = props;
  return { image: imageOf(props), sidecars, resources, nodeSelector, tolerations, podAnnotations, user: USER };
}

/** Settings, by what it holds and the memory it has. */
function tuningOf({ use, resources }: ShopCacheProps) {
  return planCache(use, planResources(defaultResources('cache'), wishesOf(resources), false).memoryLimit);
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
) {
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
          name: LOGIN,
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
    `password=$(cat ${password})`,
    // The hash of nothing is a hash too, and would let everybody in.
    `test -n "$password" || { echo 'the password is empty' >&2; exit 1; }`,
    `hash=$(printf %s "$password" | sha256sum | cut -d ' ' -f 1)`,
    `printf 'user default on #%s ~* &* +@all -@dangerous +info\\n' "$hash" > ${RUN}/users.acl`,
    '',
  ].join('\n');
}

function lifecycle(props: ShopCacheProps, credentials: Credentials | undefined) {
  const shutdown = planDataShutdown(FLUSH_SECONDS);
  const on = { name: PORT.name, targetPort: PORT.port };
  const login = credentials ? `REDISCLI_AUTH="$(cat ${passwordPath(credentials)})" ` : '';
  // While the file is loaded the server answers with another error, so the words are asked for and not only an answer.
  // NOAUTH: the Secret has changed since the start; clients that know the old password must not lose their carts for it.
  const ask = ShopProbe.exec(['/bin/sh', '-c', `${login}${engineOf(props)._program}-cli ping | grep -Eq 'PONG|NOAUTH'`]);
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

/** An append-only file of twice the data, and beside it the new one that replaces it. */
const FILE_COPIES = 3;

/** A volume that the data could outgrow. */
function tooSmall(props: ShopCacheProps): string[] {
  const { persistent, maxmemoryBytes: data } = tuningOf(props);
  const has = props.storage ? bytesOf(props.storage) : STORAGE;
  const outgrown = persistent && has > 0 && has < FILE_COPIES * data;
  return outgrown ? [`a volume of ${bytesQuantity(has)} for up to ${bytesQuantity(data)} of data`] : [];
}

const RULES: ReadonlyArray<Rule<ShopCacheProps>> = [
  {
    code: 'SHOP-D009',
    broken: (props) =>
      props.storage && !tuningOf(props).persistent ? [`a storage of ${bytesQuantity(bytesOf(props.storage))} for pages`] : [],
    wanted: 'none: pages can be computed again and live in memory alone',
    fix: 'remove the storage, or name the use that needs it',
  },
  {
    code: 'SHOP-D010',
    broken: tooSmall,
    wanted: `${FILE_COPIES} times the data, which is what the append-only file takes while it is rewritten`,
    fix: 'raise the storage or lower the memory',
  },
];
