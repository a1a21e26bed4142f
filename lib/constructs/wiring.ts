import type { IConstruct } from 'constructs';
import { contentHash } from '../core/digest';
import { isName } from '../core/names';
import { sortedBy } from '../core/order';
import { type Fault, ShopError } from '../core/shop-error';
import type { Component, Link } from '../model/component';
import { envOf, type SecretDelivery, secretPath } from '../model/env-contract';
import { type EnvVar, envOrder, literal, type SecretKey, secretsIn, secretValue, type Value } from '../model/value';
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
  const faults = connections.flatMap((c) => [...misplaced(from, client, c), ...foreignSecrets(shop, from, c._link)]);
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

/** A pod reads Secrets of its own namespace alone, and so does KEDA on its behalf. */
function foreignSecrets({ profile, cluster }: ShopContext, from: Component, link: Link): Fault[] {
  const { to } = link;
  if (to.namespace === from.namespace) return [];
  const scaler = link.intent === 'consume' && cluster.kedaNamespace !== undefined ? Object.values(to.facts) : [];
  const values = [...envOf(link, profile.secretDelivery).map((v) => v.value), ...scaler];
  const refs = values.flatMap((value) => [...secretsIn(value), ...pathsIn(value)]);
  return [...new Set(refs.map((ref) => ref.secret))].map((secret) => ({
    code: 'SHOP-G011',
    path: from.path,
    got: `a connection to "${to.name}", whose Secret "${secret}" is in the namespace "${to.namespace}"`,
    wanted: `a Secret in the namespace "${from.namespace}"`,
    fix: "declare the target here with its class's external(…), by its full host name and with a Secret of this namespace",
  }));
}

/** A link as a client in this namespace dials it: a Service in another one needs its namespace. */
export function seenFrom(namespace: string, link: Link): Link {
  const { to } = link;
  const foreign = to.location.kind === 'pods' && to.namespace !== namespace && to.host !== undefined;
  return foreign ? { ...link, to: { ...to, host: `${to.host}.${to.namespace}` } } : link;
}

/** Where the environment and the secrets of a client come from. */
export interface WiringSources {
  readonly links: readonly Link[];
  readonly secrets: readonly SecretInput[];
  readonly env: Readonly<Record<string, string>>;
  readonly delivery: SecretDelivery;
}

/** Environment and secret volumes of a client. */
export function wire(sources: WiringSources): Wiring {
  const vars = variables(sources);
  const files = mounted(vars, sources.secrets);
  return { env: envOrder(vars), volumes: files.map(secretVolume), mounts: files.map(secretMount) };
}

/** Names of the variables that a client has from its sources, each as often as it is set. */
export function variableNames(sources: WiringSources): string[] {
  return variables(sources).map((v) => v.name);
}

function variables({ links, secrets, env, delivery }: WiringSources): EnvVar[] {
  return withParts([
    ...links.flatMap((link) => envOf(link, delivery)),
    ...secrets.flatMap(secretVars),
    ...Object.entries(env).map(([name, text]) => ({ name, value: literal(text) })),
  ]);
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
  return vars.flatMap((v) => {
    if (v.value.kind !== 'join') return [v];
    const parts = new Map(secretsIn(v.value).map((ref) => [partName(v.name, ref), ref]));
    return [...[...parts].map(([name, ref]) => ({ name, value: { kind: 'secret' as const, ref } })), v];
  });
}

/** Name of the variable that carries a secret which another variable contains. */
export function partName(name: string, ref: SecretKey): string {
  return `${name}_${ref.key.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/** Secrets that arrive as files, with their keys. */
function mounted(vars: readonly EnvVar[], secrets: readonly SecretInput[]): Array<{ secret: string; keys: string[] }> {
  const keys = new Map<string, Set<string>>();
  const add = ({ secret, key }: SecretKey) => keys.set(secret, (keys.get(secret) ?? new Set()).add(key));
  for (const { value } of vars) pathsIn(value).forEach(add);
  for (const { secretName, key, env } of secrets) if (env === undefined) add({ secret: secretName, key });
  return sortedBy(keys, ([secret]) => secret).map(([secret, set]) => ({ secret, keys: sortedBy(set, (k) => k) }));
}

function pathsIn(value: Value): SecretKey[] {
  if (value.kind === 'join') return value.parts.flatMap(pathsIn);
  return value.kind === 'secret-path' ? [value.ref] : [];
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
