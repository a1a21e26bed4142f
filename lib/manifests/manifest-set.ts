import { append } from '../core/groups';
import { type Fault, ShopError } from '../core/shop-error';
import { deepFreeze } from './json';
import { identityOf, type Manifest } from './manifest';
import { type PodsView, podsOf } from './pods';

/**
 * The resolved objects that checks, reviews and writers read: indexed, each identity once, frozen to the last field so
 * that no reader can change what the next one sees. The objects it is given become its own.
 */
export class ManifestSet {
  /** Every manifest, in the given order. */
  public readonly all: readonly Manifest[];
  /** The pods of every workload, in the same order. */
  public readonly pods: readonly PodsView[];
  /** By kind, and by group and kind together. */
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly byPlace = new Map<string, Manifest>();
  private readonly byIdentity = new Map<string, Manifest>();

  constructor(manifests: Iterable<Manifest>) {
    this.all = Object.freeze([...manifests]);
    const faults = [...this.all.flatMap(unnamed), ...this.index()];
    if (faults.length > 0) throw new ShopError(faults);
    for (const { body } of this.all) deepFreeze(body);
    this.pods = Object.freeze(this.all.map(podsOf).filter((pods) => pods !== undefined));
    Object.freeze(this);
  }

  /** Manifests of a kind. Kinds of several API groups may bear one name (`NetworkPolicy` does), so a group can be asked for. */
  public of(kind: string, group?: string): readonly Manifest[] {
    return this.byKind.get(group === undefined ? kind : `${group}\0${kind}`) ?? [];
  }

  /** The first manifest of a kind, namespace and name; the namespace of an object that states none is undefined. */
  public find(kind: string, namespace: string | undefined, name: string): Manifest | undefined {
    return this.byPlace.get(placeIn(kind, namespace, name));
  }

  /** The manifest of an identity, as `identityOf` writes it. */
  public identified(identity: string): Manifest | undefined {
    return this.byIdentity.get(identity);
  }

  private index(): Fault[] {
    return this.all.flatMap((manifest) => {
      const identity = identityOf(manifest);
      const other = this.byIdentity.get(identity);
      if (other) return [twice(manifest, other)];
      this.byIdentity.set(identity, manifest);
      append(this.byKind, manifest.kind, manifest);
      append(this.byKind, `${manifest.group}\0${manifest.kind}`, manifest);
      const place = placeIn(manifest.kind, manifest.namespace, manifest.name);
      if (!this.byPlace.has(place)) this.byPlace.set(place, manifest);
      return [];
    });
  }
}

function placeIn(kind: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([kind, namespace, name]);
}

function unnamed(manifest: Manifest): Fault[] {
  const missing = (['apiVersion', 'kind', 'name'] as const).filter((field) => manifest[field] === '');
  if (missing.length === 0) return [];
  return [
    {
      code: 'SHOP-M001',
      path: placeOf(manifest),
      got: `an object without ${missing.join(', ')}`,
      wanted: 'an object of the API with apiVersion, kind and metadata.name',
      fix: 'remove what is no manifest, or complete it',
    },
  ];
}

function twice(manifest: Manifest, other: Manifest): Fault {
  return {
    code: 'SHOP-M002',
    path: placeOf(manifest),
    got: `a second ${identityOf(manifest)}, beside that of ${placeOf(other)}`,
    wanted: 'one object of each group, kind, namespace and name',
    fix: 'rename or remove one of the two',
  };
}

function placeOf(manifest: Manifest): string {
  return manifest.origin?.path ?? identityOf(manifest);
}
