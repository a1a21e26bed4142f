import fc from 'fast-check';
import type { Shop } from '../../../lib';
import { looksLikeSecret } from '../../../lib/core/secret-text';
import { manifestOf } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { type AnyCompose, type Composed, composed, dependencyFaults, sharedNetworks, specFaults } from '../../support/composed';
import { buildShop } from '../../support/described-shop';
import { graphOf } from '../../support/edge-list';
import { randomShop } from '../../support/random-shop';
import type { ShopDescription } from '../../support/shop-description';
import { type AnyManifest, manifestsOf } from '../../support/synthesis';

/** One seed, so that every run is the same; fast-check prints it with a failure, and the path to the smallest one. */
const RUNS = { seed: 20_261_128, numRuns: 100 };

/** A shop that was built once; every test is run with the same ones. */
interface Built {
  readonly shop: Shop;
  readonly manifests: AnyManifest[];
  readonly found: Composed;
}

const built = new Map<string, Built>();

function builtOf(description: ShopDescription): Built {
  const key = JSON.stringify(description);
  const before = built.get(key);
  if (before) return before;
  const shop = buildShop(description);
  const made = { shop, manifests: manifestsOf(shop), found: composed(shop) };
  built.set(key, made);
  return made;
}

function eachShop(check: (shop: Built, description: ShopDescription) => void): void {
  fc.assert(
    fc.property(randomShop, (description) => check(builtOf(description), description)),
    RUNS,
  );
}

/** What a container finds in its environment on a cluster, read off its manifest by hand; a secret is `<name/key>`. */
function onCluster(container: AnyManifest, manifests: AnyManifest[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, value, valueFrom } of container.env ?? []) {
    const { secretKeyRef: secret, configMapKeyRef: config } = valueFrom ?? {};
    if (secret) found.set(name, `<${secret.name}/${secret.key}>`);
    else if (config) found.set(name, manifests.find((m) => m.kind === 'ConfigMap' && m.metadata.name === config.name).data[config.key]);
    else
      found.set(
        name,
        value.replace(/\$\$|\$\((\w+)\)/g, (all: string, variable: string) => (all === '$$' ? '$' : (found.get(variable) ?? all))),
      );
  }
  return found;
}

/** The same of a service of Compose. */
function onMachine(service: AnyCompose, { facts }: Composed): Map<string, string> {
  const path = new Map(facts.secrets.map((secret) => [secret.variable, secret.path]));
  const read = (text: string) =>
    text.replace(/\$\$|\$\{(\w+):\?[^}]*\}/g, (all, variable: string) => (all === '$$' ? '$' : `<${path.get(variable)}>`));
  return new Map(Object.entries<string>(service.environment ?? {}).map(([name, text]) => [name, read(text)]));
}

/** Workloads that run here, each container with the service that it is. */
function containersOf(manifests: AnyManifest[]): Array<{ component: string; service: string; container: AnyManifest }> {
  const set = new ManifestSet(manifests.map((body) => manifestOf(body)));
  return set.pods
    .filter(({ manifest }) => !JSON.stringify(manifest.body).includes('cdk8s-shop/makes-secrets'))
    .flatMap(({ name, containers }) =>
      containers.map((container) => ({
        component: name,
        service: container.name === name ? name : `${name}_${container.name}`,
        container: container.body,
      })),
    );
}

/** The text with the address of a Service replaced by that of its container, in every form in which a variable can have it. */
function readdressed(text: string, host: string, from: number, to: number): string {
  return text === `${from}` ? `${to}` : text.replace(new RegExp(`(?<=(^|[/@])${host}):${from}(?!\\d)`), `:${to}`);
}

test('environments are those of the cluster, names and values, but for the port of an address', () => {
  let compared = 0;
  let moved = 0;
  eachShop(({ shop, manifests, found }) => {
    for (const { component, service, container } of containersOf(manifests)) {
      const there = onCluster(container, manifests);
      const here = onMachine(found.compose.services[service], found);
      expect([...here.keys()]).toEqual([...there.keys()]);
      const links = shop._graph
        .connectionsFrom(component)
        .filter(({ to, endpoint }) => to.location.kind === 'pods' && endpoint.port !== endpoint.targetPort);
      for (const [name, value] of there) {
        compared++;
        if (here.get(name) === value) continue;
        moved++;
        const allowed = links.map(({ to, endpoint }) => readdressed(value, to.host ?? '', endpoint.port, endpoint.targetPort));
        expect(allowed).toContain(here.get(name));
      }
    }
  });
  expect(compared).toBeGreaterThan(1500);
  expect(moved).toBeGreaterThan(40);
}, 60_000);

test('a client dials the port on which the container listens', () => {
  eachShop(({ shop, found }) => {
    for (const { from, to, endpoint, options } of shop._graph.connections) {
      const service = found.compose.services[from.name];
      if (options.envPrefix === undefined || !service || !found.compose.services[to.name]) continue;
      expect(service.environment[`${options.envPrefix}_PORT`]).toBe(`${endpoint.targetPort}`);
    }
  });
}, 60_000);

test('two services share a network if and only if one talks to the other', () => {
  eachShop(({ found: { compose } }, description) => {
    const here = new Set(Object.keys(compose.services));
    const edges = [...graphOf(description)].map((line) => line.split(/ > |:/).slice(0, 2).sort());
    const expected = edges.filter((ends) => ends.every((end) => here.has(end))).map((ends) => ends.join(' '));
    expect([...sharedNetworks(compose)].sort()).toEqual([...new Set(expected)].sort());
  });
}, 60_000);

test('a network that is shared without an edge would show', () => {
  const network = { networks: { any: {} } };
  expect([...sharedNetworks({ services: { a: network, a_health: network, b: network, c: { networks: { other: {} } } } })]).toEqual(['a b']);
  expect([...sharedNetworks({ services: { a: {}, b: {} } })]).toEqual(['a b']);
});

test('the files are what the Compose specification says, and whoever is waited for is there', () => {
  eachShop(({ found: { compose, override } }) => {
    expect(specFaults(compose)).toEqual([]);
    expect(specFaults(override)).toEqual([]);
    expect(dependencyFaults(compose)).toEqual([]);
    for (const name of Object.keys(override.services ?? {})) expect(compose.services[name]).toBeDefined();
  });
}, 60_000);

test('a file that the specification does not know, and a dependency that is not there, would show', () => {
  expect(specFaults({ services: { a: { imagine: 'x' } } })).not.toEqual([]);
  expect(dependencyFaults({ services: { a: { depends_on: { b: {} } } } })).toEqual(['b']);
  expect(dependencyFaults({ services: { a: { depends_on: { b: {} } }, b: { depends_on: { a: {} } } } })).toEqual(['a > b > a']);
});

test('no secret stands in any file, and only who calls something outside has a way out', () => {
  eachShop(({ shop, found: { files, compose } }) => {
    for (const service of Object.values<AnyCompose>(compose.services)) {
      const telling = Object.entries<string>(service.environment ?? {}).filter(([name, value]) => looksLikeSecret(name, value));
      expect(telling).toEqual([]);
    }
    for (const text of files.values()) expect(text).not.toMatch(/\b[0-9a-f]{48}\b/);
    const outward = new Set(
      shop._graph.connections
        .filter(({ to }) => compose.services[to.name] === undefined && to.name !== 'kubernetes-api')
        .map(({ from }) => from.name),
    );
    for (const [name, service] of Object.entries<AnyCompose>(compose.services)) {
      const open = Object.keys(service.networks ?? {}).filter((network) => !compose.networks[network].internal);
      if (open.length > 0) expect(outward.has(name.split('_')[0] ?? '') || name === 'edge').toBe(true);
    }
  });
}, 60_000);

test('every service is hardened and bounded, and has time to stop', () => {
  eachShop(({ found: { compose } }) => {
    for (const service of Object.values<AnyCompose>(compose.services)) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
      expect(service.user).toMatch(/^\d+:\d+$/);
      expect(service.mem_limit).toMatch(/^\d+m$/);
      expect(service.pids_limit).toBeGreaterThan(0);
      expect(service.stop_signal ?? service.stop_grace_period ?? service.ports).toBeDefined();
    }
  });
}, 60_000);
