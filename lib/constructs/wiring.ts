import type { IConstruct } from 'constructs';
import { contentHash } from '../core/digest';
import { isName } from '../core/names';
import { sortedBy } from '../core/order';
import { type Fault, ShopError } from '../core/shop-error';
import type { Component, Link } from '../model/component';
import { envOf, type SecretDelivery, secretPath, unansweredWords } from '../model/env-contract';
import { type EnvVar, envOrder, literal, type SecretKey, secretsIn, secretValue } from '../model/value';
import type { MountPlan, VolumePlan } from '../policy/pod-plan';
import type { Connection } from './connection';
import type { ShopContext } from './shop-context';
import type { SecretInput } from './workload-props';

/** What connections and secrets put into the pods of a client. */
export interface Wiring {
  readonly env: readonly EnvVar[];
  readonly volumes: readonly VolumePlan[];
  readonly mounts: readonly MountPlan[];
}

/** Enters the connections of a client into the graph; refuses those that cannot be. */
export function connect(shop: ShopContext, from: Component, client: IConstruct, connections: readonly Connection[]): void {
  const faults = connections.flatMap((c) => [...misplaced(from, client, c), ...unanswered(from, c._link)]);
  if (faults.length > 0) throw new ShopError(faults);
  for (const connection of connections) {
    const record = { ...connection._link, from };
    shop.graph.connect(record);
    connection._accept(record);
  }
}

function misplaced(from: Component, client: IConstruct, c: Connection): Fault[] {
  const fault = (code: string, got: string, wanted: string, fix: string) => [{ code, path: from.path, got, wanted, fix }];
  if (c._root !== client.node.root) {
    return fault(
      'SHOP-G005',
      `a connection to "${c.targetName}", which is in another app`,
      'a target of the same app',
      'declare the target in this app with ShopService.external or fromX',
    );
  }
  if (c._link.to === from)
    return fault(
      'SHOP-G006',
      'a connection to itself',
      'another component as its target',
      'remove the connection; pods of a cluster reach each other without one',
    );
  return [];
}

function unanswered(from: Component, link: Link): Fault[] {
  return Object.entries(link.options.env ?? {}).flatMap(([name, template]) =>
    unansweredWords(template, link).map((word) => ({
      code: 'SHOP-W017',
      path: from.path,
      got: `{${word}} in ${name}, which "${link.to.name}" does not have`,
      wanted: 'words that the target can answer',
      fix: 'remove the word or connect to a target that has it',
    })),
  );
}

/** Environment and secret volumes of a client; a variable that two sources set is refused. */
export function wire(
  path: string,
  links: readonly Link[],
  secrets: readonly SecretInput[],
  env: Readonly<Record<string, string>>,
  delivery: SecretDelivery,
): Wiring {
  const vars = [
    ...links.flatMap((link) => envOf(link, delivery)),
    ...secrets.flatMap(secretVars),
    ...Object.entries(env).map(([name, text]) => ({ name, value: literal(text) })),
  ];
  const names = vars.map((v) => v.name);
  const twice = [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
  if (twice.length > 0) throw new ShopError(twice.map((name) => takenTwice(path, name)));
  const files = mounted(vars, secrets);
  return { env: envOrder(withParts(vars)), volumes: files.map(secretVolume), mounts: files.map(secretMount) };
}

function secretVars({ secretName, key, env, pathEnv }: SecretInput): EnvVar[] {
  return [
    ...(env === undefined ? [] : [{ name: env, value: secretValue(secretName, key) }]),
    ...(pathEnv === undefined
      ? []
      : [
          {
            name: pathEnv,
            value: { kind: 'secret-path' as const, ref: { secret: secretName, key }, path: secretPath({ secret: secretName, key }) },
          },
        ]),
  ];
}

/** Kubernetes interpolates only whole variables, so each secret inside a join gets one of its own, named after it. */
function withParts(vars: readonly EnvVar[]): EnvVar[] {
  return vars.flatMap((v) =>
    v.value.kind === 'join'
      ? [...secretsIn(v.value).map((ref) => ({ name: partName(v.name, ref), value: { kind: 'secret' as const, ref } })), v]
      : [v],
  );
}

/** Name of the variable that carries a secret which another variable contains. */
export function partName(name: string, ref: SecretKey): string {
  return `${name}_${ref.key.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/** Secrets that arrive as files, with their keys. */
function mounted(vars: readonly EnvVar[], secrets: readonly SecretInput[]): Array<{ secret: string; keys: string[] }> {
  const keys = new Map<string, Set<string>>();
  const add = ({ secret, key }: SecretKey) => keys.set(secret, (keys.get(secret) ?? new Set()).add(key));
  for (const { value } of vars) if (value.kind === 'secret-path') add(value.ref);
  for (const { secretName, key, env } of secrets) if (env === undefined) add({ secret: secretName, key });
  return sortedBy(keys, ([secret]) => secret).map(([secret, set]) => ({ secret, keys: sortedBy(set, (k) => k) }));
}

/** Named after its Secret, so that a further connection changes no other volume; a hash where a volume may not be called so. */
function secretVolumeName(secret: string): string {
  const name = `secret-${secret}`;
  return isName(name) ? name : `secret-${contentHash(secret)}`;
}

function secretVolume({ secret, keys }: { secret: string; keys: string[] }): VolumePlan {
  return { name: secretVolumeName(secret), source: { kind: 'secret', secret, keys } };
}

function secretMount({ secret }: { secret: string }): MountPlan {
  return { volume: secretVolumeName(secret), path: secretPath({ secret, key: '' }).slice(0, -1), readOnly: true };
}

function takenTwice(path: string, name: string): Fault {
  return {
    code: 'SHOP-W016',
    path,
    got: `the environment variable "${name}" from two sources`,
    wanted: 'one source for each variable',
    fix: 'rename one in `env`, or give one of the connections an envPrefix',
  };
}
