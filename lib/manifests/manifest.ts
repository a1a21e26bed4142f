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
