import { sortedBy } from '../core/order';

/** A key of a Secret: the only way in which this library ever speaks of a secret. */
export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

/**
 * A value of the wiring. A tree and not a string, so that each writer renders it its own way and a secret
 * cannot become text by accident.
 */
export type Value =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'secret'; readonly ref: SecretKey }
  | { readonly kind: 'secret-path'; readonly ref: SecretKey; readonly path: string }
  | { readonly kind: 'join'; readonly parts: readonly Value[] };

export function literal(text: string | number): Value {
  return { kind: 'literal', text: `${text}` };
}

export function secretValue(secret: string, key: string): Value {
  return { kind: 'secret', ref: { secret, key } };
}

/** A join with its literals merged and empty ones left out; a join of literals alone is a literal. */
export function join(parts: readonly Value[]): Value {
  const merged: Value[] = [];
  for (const part of parts.flatMap((p) => (p.kind === 'join' ? p.parts : [p])).filter((p) => p.kind !== 'literal' || p.text !== '')) {
    const last = merged[merged.length - 1];
    if (part.kind === 'literal' && last?.kind === 'literal') merged[merged.length - 1] = literal(last.text + part.text);
    else merged.push(part);
  }
  const [first = literal(''), ...more] = merged;
  return more.length === 0 ? first : { kind: 'join', parts: merged };
}

/** Every secret key whose content is part of the value, in its order of use; a path of a secret holds none. */
export function secretsIn(value: Value): SecretKey[] {
  if (value.kind === 'join') return value.parts.flatMap(secretsIn);
  return value.kind === 'secret' ? [value.ref] : [];
}

/** One environment variable of a container. */
export interface EnvVar {
  readonly name: string;
  readonly value: Value;
}

/**
 * Environment variables by name, except that a variable which others interpolate comes first: Kubernetes
 * expands `$(NAME)` only from variables defined earlier in the list.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function envOrder(vars: Iterable<EnvVar>): EnvVar[] {
  return sortedBy(vars, (v) => `${v.value.kind === 'join' ? 1 : 0}${v.name}`);
}
