import { isObject, type Json } from '../manifests/json';

/** The first key that could be taken for the prototype of objects: `__proto__`, or a `constructor` with a `prototype`. */
export function prototypeKeyIn(value: Json): string | undefined {
  const waiting: Json[] = [value];
  const seen = new Set<Json>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isObject(next)) {
      if (Object.hasOwn(next, '__proto__')) return '__proto__';
      const own = Object.hasOwn(next, 'constructor') ? next.constructor : undefined;
      if (isObject(own as Json | undefined) && Object.hasOwn(own as object, 'prototype')) return 'constructor';
    }
    for (const inner of Object.values(next)) waiting.push(inner as Json);
  }
  return undefined;
}
