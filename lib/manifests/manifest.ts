import { type JsonObject, textAt, textRecordAt } from './json';

/** Where a manifest comes from; a manifest that was read from a file has none. */
export interface Origin {
  /** Construct path of its object. */
  readonly path: string;
  /** Name of the component it belongs to. */
  readonly component?: string;
}

/** A place in a file; a manifest that a construct made has none. */
export interface Source {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A place in a text. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units; a tab is one. */
  readonly column: number;
}

/** A text that manifests were read from. */
export interface SourceText {
  /**
   * Where the values below paths stand, which begin at the whole of the text: the name of a field, the first character
   * of an item. For a path that leads to nothing it is the deepest part that is there. The time it takes is that of
   * reading the text once, however many paths are asked for.
   */
  readonly positionsOf: (paths: ReadonlyArray<readonly (string | number)[]>) => readonly Position[];
}

/** The text of a manifest, and where in it the manifest is. */
export interface Excerpt {
  readonly text: SourceText;
  /** Leads from the whole text to the manifest: `['items', 2]` in a List; empty where it has the text for itself. */
  readonly path: readonly (string | number)[];
}

/** A resolved object of the API, as the API server will see it. */
export interface Manifest {
  readonly apiVersion: string;
  /** API group: `apps` of `apps/v1`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Undefined for an object that states none: of the whole cluster, or of the namespace it will be applied to. */
  readonly namespace?: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The whole object: apiVersion, kind, metadata and the rest. */
  readonly body: JsonObject;
  readonly origin?: Origin;
  readonly source?: Source;
  /** Where its fields can be found; undefined for one that was not read from a file. */
  readonly excerpt?: Excerpt;
}

/** A resolved object with its identity read out. What it lacks of an identity reads as empty; a set refuses it. */
export function manifestOf(body: JsonObject, origin?: Origin): Manifest {
  const apiVersion = textAt(body, 'apiVersion') ?? '';
  const namespace = textAt(body, 'metadata', 'namespace');
  return {
    apiVersion,
    group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
    kind: textAt(body, 'kind') ?? '',
    ...(namespace !== undefined && { namespace }),
    name: textAt(body, 'metadata', 'name') ?? '',
    labels: textRecordAt(body, 'metadata', 'labels'),
    body,
    ...(origin && { origin }),
  };
}

/**
 * What makes an object the same object to the API server, whatever its version: `apps/Deployment/shop/orders`. A part
 * that is not there stays empty, so that the text always has the same parts: `/Namespace//shop`.
 */
export function identityOf({ group, kind, namespace, name }: Pick<Manifest, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}
