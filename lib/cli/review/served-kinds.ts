import { type JsonObject, objectAt, objectsAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { Kubectl } from './kubectl';

/** Where the API server keeps the objects of a kind. */
export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** `deployments` */
  readonly plural: string;
  readonly namespaced: boolean;
}

type KindName = Pick<Manifest, 'apiVersion' | 'group' | 'kind'>;

/** What a cluster serves of some kinds, each asked once. A kind that it does not serve has no objects. */
export class ServedKinds {
  private readonly resources = new Map<string, Promise<readonly JsonObject[]>>();
  private readonly versions = new Map<string, Promise<readonly string[]>>();

  public constructor(private readonly kubectl: Kubectl) {}

  /** The kind in its own version where that is served, and else in the version that the API server prefers. */
  public async of({ apiVersion, group, kind }: KindName): Promise<ServedKind | undefined> {
    const others = group === '' ? ['v1'] : await this.once(this.versions, group, () => this.versionsOf(group));
    for (const version of new Set([...others.filter((v) => v === apiVersion), ...others])) {
      const resources = await this.once(this.resources, version, () => this.resourcesOf(version));
      const found = resources.find((resource) => textAt(resource, 'kind') === kind && !textAt(resource, 'name')?.includes('/'));
      const plural = textAt(found, 'name');
      if (plural !== undefined) return { apiVersion: version, kind, plural, namespaced: found?.namespaced === true };
    }
    return undefined;
  }

  private once<T>(answers: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
    const answer = answers.get(key) ?? ask();
    answers.set(key, answer);
    return answer;
  }

  private async versionsOf(group: string): Promise<string[]> {
    const found = await this.kubectl.must(`/apis/${group}`);
    const all = [objectAt(found, 'preferredVersion'), ...objectsAt(found, 'versions')].map((version) => textAt(version, 'groupVersion'));
    return [...new Set(all.filter((version) => version !== undefined))];
  }

  private async resourcesOf(version: string): Promise<readonly JsonObject[]> {
    return objectsAt(await this.kubectl.must(version === 'v1' ? '/api/v1' : `/apis/${version}`), 'resources');
  }
}

/** The schemas of a group and version as the cluster knows them, by kind: those of custom resources say their defaults. */
export async function schemasOf(kubectl: Kubectl, apiVersion: string): Promise<ReadonlyMap<string, JsonObject>> {
  const schemas = objectAt(await kubectl.must(`/openapi/v3/apis/${apiVersion}`), 'components', 'schemas');
  const group = apiVersion.slice(0, apiVersion.indexOf('/'));
  return new Map(
    Object.keys(schemas).flatMap((name) => {
      const schema = objectAt(schemas, name);
      const own = objectsAt(schema, 'x-kubernetes-group-version-kind').filter((kind) => textAt(kind, 'group') === group);
      return own.map((kind) => [`${kind.kind}`, schema] as const);
    }),
  );
}
