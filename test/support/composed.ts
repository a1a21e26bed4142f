import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import type { Shop, ShopCompose } from '../../lib';
import { shopAt } from '../../lib/constructs/shop-context';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { composeFiles } from '../../lib/writers/compose/compose-files';
import type { LocalFacts } from '../../lib/writers/compose/local-json';
import type { FileTree } from '../../lib/writers/file-tree';
import type { ShopView } from '../../lib/writers/shop-view';
import { manifestsOf } from './synthesis';

/** A file of Compose, open for any look inside. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at fields of every kind
export type AnyCompose = any;

/** A shop as `ShopApp` gives it to its writers. */
export function shopView(shop: Shop): ShopView {
  const context = shopAt(shop);
  if (!context) throw new Error('no shop');
  return { ...context, files: new Map(), manifests: new ManifestSet(manifestsOf(shop).map((body) => manifestOf(body))) };
}

/** What is written of a shop, and the parts that tests read. */
export interface Composed {
  readonly files: FileTree;
  readonly compose: AnyCompose;
  readonly override: AnyCompose;
  readonly facts: LocalFacts;
}

export function composed(shop: Shop, options: ShopCompose = {}): Composed {
  const files = composeFiles(shopView(shop), options);
  const text = (path: string) => files.get(path) ?? '';
  return {
    files,
    compose: parse(text('compose.yaml')),
    override: parse(text('compose.override.yaml')),
    facts: JSON.parse(text('local.json')),
  };
}

/** What the schema of the Compose specification says against a file. */
export function specFaults(file: AnyCompose): unknown[] {
  validate(file);
  return [...(validate.errors ?? [])];
}

/** dclint brings the schema; its own rules are of taste. */
const schema = JSON.parse(readFileSync(join(dirname(require.resolve('dclint/package.json')), 'schemas/compose.schema.json'), 'utf8'));
// ajv knows the draft under another of its names.
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile({ ...schema, $schema: undefined });

/** The component that a service belongs to: what stands before the first underscore, which no component has in its name. */
export function componentOf(service: string): string {
  return service.split('_')[0] ?? '';
}

/** Pairs of components that share a network, in the order of their names. */
export function sharedNetworks({ services }: AnyCompose): ReadonlySet<string> {
  const members = new Map<string, Set<string>>();
  for (const [name, service] of Object.entries<AnyCompose>(services)) {
    for (const network of Object.keys(service.networks ?? {})) {
      members.set(network, (members.get(network) ?? new Set()).add(componentOf(name)));
    }
    // Without a network of its own, Compose puts it into one with all others like it.
    if (!service.networks && !service.network_mode) members.set('default', (members.get('default') ?? new Set()).add(name));
  }
  const pairs = [...members.values()].flatMap((set) => {
    const own = [...set].sort();
    return own.flatMap((one, i) => own.slice(i + 1).map((other) => `${one} ${other}`));
  });
  return new Set(pairs);
}

/** Services of `depends_on` that are not there, and a circle where there is one. */
export function dependencyFaults({ services }: AnyCompose): string[] {
  const next = (name: string) => Object.keys(services[name]?.depends_on ?? {});
  const missing = Object.keys(services).flatMap((name) => next(name).filter((other) => services[other] === undefined));
  const done = new Set<string>();
  const circle = (name: string, path: readonly string[]): string[] => {
    if (path.includes(name)) return [[...path, name].join(' > ')];
    if (done.has(name)) return [];
    const found = next(name).flatMap((other) => circle(other, [...path, name]));
    done.add(name);
    return found;
  };
  return [...missing, ...Object.keys(services).flatMap((name) => circle(name, []))];
}
