/**
 * Levels of maps and lists that a document may have. Schemas inside of custom resource definitions, the deepest of real
 * manifests, have about 60; kubectl gives up at 10 000.
 */
export const MAX_DEPTH = 200;

/** What kind of thing keeps a document from being read. */
export type RefusalKind = 'syntax' | 'nesting' | 'aliases';

/** Thrown where a document goes wrong and its reader knows the place. */
export class RefusedYaml extends Error {
  public constructor(
    public readonly kind: RefusalKind,
    reason: string,
  ) {
    super(reason);
  }
}

export function tooDeep(): RefusedYaml {
  return new RefusedYaml('nesting', `more than ${MAX_DEPTH} levels of maps and lists`);
}
