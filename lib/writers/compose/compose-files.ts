import { envPrefix } from '../../core/names';
import { sortedBy, sortedRecord } from '../../core/order';
import type { Component } from '../../model/component';
import { type FileTree, GENERATED_MARK } from '../file-tree';
import type { ShopView } from '../shop-view';
import { renderYaml } from '../yaml';
import { refuseCompose } from './compose-rules';
import { type ComposeService, healthAsker, healthService, readyService, VOLUMES_SERVICE, volumesPreparer } from './compose-service';
import { PROXY_PORT, proxyConfig } from './edge-proxy';
import { edgeRoutes } from './edge-routes';
import { type Health, healthOf } from './health';
import { LocalAddresses } from './local-addresses';
import type { LocalBuilds } from './local-builds';
import { type EdgeAddress, localJson } from './local-json';
import { LocalNetworks } from './local-networks';
import { LocalSecrets } from './local-secrets';
import { type LocalShop, localShop } from './local-shop';
import type { LocalMount, NamedVolume } from './mounts';
import { overrideOf, publishedPorts } from './override';
import { isVolume, podServices, type Surroundings, type WrittenService } from './pod-services';
import { composeReadme } from './readme';
import { secretsScript } from './secrets-script';
import type { ShopCompose } from './shop-compose';
import { StartOrder } from './start-order';

/** First port of an edge on this machine. */
const EDGE_PORT = 8080;

const EDGE_IMAGE = 'nginxinc/nginx-unprivileged:1.29';

/** An edge of the shop with its port here. */
interface LocalEdge extends EdgeAddress {
  readonly component: Component;
}

/**
 * The whole shop on one machine: what runs is read from the resolved manifests, so that images, environment, files and
 * limits are those of the cluster, and who talks to whom from the graph.
 */
export function composeFiles(view: ShopView, options: ShopCompose, builds: LocalBuilds = new Map()): FileTree {
  const shop = localShop(view);
  const around = surroundings(shop);
  refuseCompose({ options, shop, networks: around.networks.count });
  const edges = localEdges(shop, options);
  const written = shop.pods.flatMap((own) => podServices(own, around));
  const ports = publishedPorts(
    shop,
    edges.map(({ port }) => port),
  );
  const secrets = around.secrets.all;
  return new Map([
    ['compose.yaml', yaml(composeFile(written, edges, around, options))],
    ['compose.override.yaml', yaml(overrideOf({ services: written, ports, builds }, options))],
    ...configFiles(written),
    ...edges.map(({ name, component }): [string, string] => [proxyFile(name), proxyConfig(edgeRoutes(component, shop))]),
    ['local.json', localJson({ project: view.name, edges, secrets })],
    ['secrets.sh', secretsScript(view.name, secrets)],
    ['.gitignore', `${GENERATED_MARK}\n/secrets/\n/.env\n`],
    ['README.md', composeReadme({ shop, edges, ports, secrets })],
  ]);
}

function yaml(body: object): string {
  return `${GENERATED_MARK}\n${renderYaml(body)}`;
}

function surroundings(shop: LocalShop): Surroundings {
  const health = new Map(
    shop.pods
      .filter(({ lifetime }) => lifetime === 'service')
      .flatMap(({ pods, main }): [string, Health][] => {
        const found = healthOf(main, pods.name);
        return found ? [[pods.name, found]] : [];
      }),
  );
  const askedOutside = [...health].filter(([, { asked }]) => asked === 'outside').map(([name]) => name);
  return {
    shop,
    health,
    networks: new LocalNetworks(shop, askedOutside),
    order: new StartOrder(shop, (service) => readyService(service, health.get(service))),
    addresses: new LocalAddresses(shop),
    secrets: new LocalSecrets(shop.view.graph, new Set(shop.pods.map(({ pods }) => pods.name))),
  };
}

function localEdges({ edges }: LocalShop, { edgePort = EDGE_PORT }: ShopCompose): LocalEdge[] {
  return edges.map((component, index) => ({
    name: component.name,
    component,
    port: edgePort + index,
    variable: `${envPrefix(component.name)}_PORT`,
  }));
}

function composeFile(written: readonly WrittenService[], edges: readonly LocalEdge[], around: Surroundings, options: ShopCompose): object {
  const volumes = namedVolumes(written.flatMap(({ mounts }) => mounts));
  const askers = [...around.health].filter(([, { asked }]) => asked === 'outside');
  const services = new Map<string, ComposeService>([
    ...written.map(({ name, service }) => [name, service] as const),
    ...askers.map(([name, health]) => [healthService(name), healthAsker(name, health, options.helperImage)] as const),
    ...edges.map((edge) => [edge.name, proxyService(edge, around, options)] as const),
  ]);
  if (volumes.length > 0) services.set(VOLUMES_SERVICE, volumesPreparer(volumes, options.helperImage));
  const secrets = around.secrets.definitions();
  return {
    services: sortedRecord(Object.fromEntries(services)),
    networks: around.networks.definitions(options.networkRange),
    ...(volumes.length > 0 && { volumes: Object.fromEntries(volumes.map(({ name }) => [name, {}])) }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
  };
}

function namedVolumes(mounts: readonly LocalMount[]): NamedVolume[] {
  const byName = new Map(mounts.filter(isVolume).map(({ volume }) => [volume.name, volume]));
  return sortedBy(byName.values(), ({ name }) => name);
}

function configFiles(written: readonly WrittenService[]): [string, string][] {
  const files = written.flatMap(({ mounts }) => mounts.flatMap((mount) => (mount.kind === 'config' ? mount.files : [])));
  return sortedBy(new Map(files), ([path]) => path);
}

function proxyFile(edge: string): string {
  return `config/${edge}_proxy/default.conf`;
}

/** The proxy that stands for the edge: the only service that the machine itself can reach without the override. */
function proxyService({ name, port, variable }: LocalEdge, { networks, order }: Surroundings, options: ShopCompose): ComposeService {
  const dependsOn = order.of(name);
  return {
    image: options.edgeImage ?? EDGE_IMAGE,
    user: '101:101',
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: '128m',
    pids_limit: 128,
    tmpfs: ['/tmp:mode=1777,size=67108864'],
    volumes: [{ type: 'bind', source: `./${proxyFile(name)}`, target: '/etc/nginx/conf.d/default.conf', read_only: true }],
    ports: [`127.0.0.1:\${${variable}:-${port}}:${PROXY_PORT}`],
    networks: networks.of(name),
    ...(Object.keys(dependsOn).length > 0 && { depends_on: dependsOn }),
    restart: 'on-failure',
  };
}
