import { withSchemaDefaults } from '../../checks/schemas/schema-defaults';
import { isBuiltInGroup } from '../../checks/schemas/shapes';
import { groupedBy } from '../../core/groups';
import { isObject, type JsonObject, objectsAt, textAt } from '../../manifests/json';
import { type Manifest, manifestOf } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { UsageError } from '../usage-error';
import type { Kubectl } from './kubectl';
import { type ServedKind, ServedKinds, schemasOf } from './served-kinds';

/** Objects of a list that are asked for at a time, which bounds what one answer of a large cluster weighs. */
const PAGE = 500;

/** What was found of some kinds in a place. */
export interface Found {
  readonly objects: readonly JsonObject[];
  /** What could not be looked for. */
  readonly notes: readonly string[];
}

/** What a cluster has of some manifests and of their kinds in their namespaces. */
export class LiveObjects {
  private constructor(
    private readonly kubectl: Kubectl,
    private readonly served: ReadonlyMap<string, ServedKind>,
  ) {}

  public static async of(kubectl: Kubectl, manifests: ManifestSet): Promise<LiveObjects> {
    const kinds = new ServedKinds(kubectl);
    const firsts = new Map(manifests.all.map((manifest) => [kindOf(manifest), manifest]));
    const served = await Promise.all([...firsts].map(async ([key, manifest]) => [key, await kinds.of(manifest)] as const));
    return new LiveObjects(kubectl, new Map(served.flatMap(([key, kind]) => (kind ? [[key, kind] as const] : []))));
  }

  /** The manifests as this cluster would store them: each in its namespace, custom resources with the defaults of their schemas. */
  public async asStored({ all }: ManifestSet, namespace: string | undefined): Promise<Manifest[]> {
    const schemas = await this.schemas(all);
    return all.map((manifest) => {
      const placed = this.placed(manifest, namespace);
      const schema = schemas.get(manifest.apiVersion)?.get(manifest.kind);
      if (placed === manifest.body && !schema) return manifest;
      const body = (schema ? withSchemaDefaults(placed, schema) : placed) as JsonObject;
      return { ...manifest, ...manifestOf(body) };
    });
  }

  /** Every object of the kinds of manifests, in their namespaces. */
  public async around(manifests: readonly Manifest[]): Promise<Found> {
    const places = [...groupedBy(manifests, (manifest) => `${kindOf(manifest)} ${manifest.namespace ?? ''}`).values()];
    const found = await Promise.all(places.map((alike) => this.alike(alike)));
    return { objects: found.flatMap(({ objects }) => objects), notes: found.flatMap(({ notes }) => notes) };
  }

  private async alike(manifests: readonly Manifest[]): Promise<Found> {
    const [first] = manifests;
    const kind = first && this.served.get(kindOf(first));
    // Of a kind that is not served there is nothing yet.
    if (!first || !kind) return { objects: [], notes: [] };
    const path = pathOf(kind, first.namespace);
    const listed = await this.list(path, kind);
    if (Array.isArray(listed)) return { objects: listed as JsonObject[], notes: [] };
    const single = await Promise.all(manifests.map(({ name }) => this.kubectl.must(`${path}/${encodeURIComponent(name)}`)));
    const place = first.namespace === undefined ? '' : ` in ${first.namespace}`;
    return {
      objects: single.filter((body) => isObject(body)),
      notes: [`this user may not list ${kind.plural}${place}, so none of them can be seen to go`],
    };
  }

  /** All pages of a list; undefined where this user may not list. */
  private async list(path: string, { apiVersion, kind }: ServedKind): Promise<readonly JsonObject[] | undefined> {
    const objects: JsonObject[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const answer = await this.kubectl.get(`${path}?limit=${PAGE}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`);
      if (answer === 'nothing') return objects;
      if ('forbidden' in answer) return undefined;
      // The items of a list leave out what they all are.
      for (const item of objectsAt(answer.found, 'items')) objects.push({ ...item, apiVersion, kind });
      next = textAt(answer.found, 'metadata', 'continue') || undefined;
    }
    return objects;
  }

  private placed(manifest: Manifest, namespace: string | undefined): JsonObject {
    const { body, kind, name } = manifest;
    if (manifest.namespace !== undefined || !this.served.get(kindOf(manifest))?.namespaced) return body;
    if (namespace !== undefined) return { ...body, metadata: { ...(body.metadata as JsonObject), namespace } };
    throw new UsageError(`the ${kind} ${name} states no namespace: say by --namespace where it is applied`);
  }

  private async schemas(manifests: readonly Manifest[]): Promise<ReadonlyMap<string, ReadonlyMap<string, JsonObject>>> {
    // Of the API's own kinds we know the defaults ourselves.
    const versions = new Set(
      manifests.filter((m) => !isBuiltInGroup(m.group) && this.served.get(kindOf(m))?.apiVersion === m.apiVersion).map((m) => m.apiVersion),
    );
    return new Map(await Promise.all([...versions].map(async (version) => [version, await schemasOf(this.kubectl, version)] as const)));
  }
}

function pathOf({ apiVersion, plural, namespaced }: ServedKind, namespace: string | undefined): string {
  const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  return `${root}${namespaced ? `/namespaces/${encodeURIComponent(`${namespace}`)}` : ''}/${plural}`;
}

function kindOf({ group, kind }: Manifest): string {
  return `${group}/${kind}`;
}
