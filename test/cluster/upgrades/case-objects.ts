import { isBuiltInGroup } from '../../../lib/checks/schemas/shapes';
import { identityOf, type Manifest } from '../../../lib/manifests/manifest';
import type { AnyManifest } from '../../support/synthesis';
import type { ApplyMode, ClaimFate, UpgradeCase } from '../../upgrades/upgrade-case';
import { clientSideApply } from './client-side-apply';
import type { Answer, ClusterApi } from './cluster-api';
import { isSettled, takesTime } from './settled';
import { until } from './until';

/** Milliseconds that a definition takes to be served, an object to be gone, and a namespace to get its service account. */
const SERVED = 10_000;
const GONE = 20_000;
const READY = 60_000;
/** Milliseconds that a definition takes to count for objects that are applied after it. */
const KNOWN = 1500;

/** Stands in the cases for what makes the disks of the cluster. */
const OF_THE_CLUSTER = 'disks.example.com';

/** What the API server did not accept. */
export interface Refusal {
  readonly object: string;
  readonly message: string;
}

/** The objects of a case in the cluster, in a namespace of its own. */
export class CaseObjects {
  public readonly namespace: string;
  /** Each object of either end once, as it was before where it was there: what comes after may not be served at all. */
  private readonly both: readonly Manifest[];

  constructor(
    private readonly test: UpgradeCase,
    private readonly mode: ApplyMode,
    private readonly api: ClusterApi,
  ) {
    this.namespace = `upgrade-${test.name.replace('/', '-')}${mode === 'client-side' ? '-client' : ''}`;
    const all = [...test.after.all, ...test.before.all];
    this.both = [...new Map(all.map((manifest) => [identityOf(manifest), manifest])).values()];
  }

  /** The case's own namespace, and those among its objects. */
  public get namespaces(): string[] {
    return [this.namespace, ...this.both.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name)];
  }

  /** The objects of custom kinds as they are, by `Kind/name`; those that are not there are left out. */
  public async custom(): Promise<ReadonlyMap<string, AnyManifest>> {
    const written = this.both.filter(({ group }) => !isBuiltInGroup(group));
    const objects = await Promise.all(written.map((manifest) => this.api.getInAnyVersion(manifest, this.namespace)));
    return new Map(objects.flatMap((object) => (object ? [[`${object.kind}/${object.metadata.name}`, object] as const] : [])));
  }

  /** `Kind/name` of those among the manifests that are of some kinds. */
  public named(kinds: ReadonlySet<string>): string[] {
    return this.both.filter(({ kind }) => kinds.has(kind)).map(({ kind, name }) => `${kind}/${name}`);
  }

  public async makeNamespace(): Promise<void> {
    await this.api.request('POST', '/api/v1/namespaces', { metadata: { name: this.namespace } });
    if (!this.api.hasNode) return;
    const account = `/api/v1/namespaces/${this.namespace}/serviceaccounts/default`;
    await until(async () => (await this.api.at(account)) !== undefined, READY);
  }

  /** Applies objects one after the other, whatever is said to those before. */
  public async apply(manifests: readonly Manifest[]): Promise<Refusal[]> {
    const refusals: Refusal[] = [];
    for (const written of manifests) {
      const manifest = await this.withProvisioner(written);
      const message = this.mode === 'client-side' ? await clientSideApply(manifest, this.namespace) : await this.serverSide(manifest);
      if (message !== undefined) refusals.push({ object: identityOf(manifest), message });
      else if (isDefinition(manifest)) await new Promise((resolve) => setTimeout(resolve, KNOWN));
    }
    return refusals;
  }

  /** Deletes what `after` does not have, as tools do that prune. */
  public async prune(): Promise<void> {
    const { before, after } = this.test;
    const removed = before.all.filter((manifest) => after.identified(identityOf(manifest)) === undefined);
    for (const manifest of removed) await this.api.remove(manifest, this.namespace);
    await until(async () => {
      const left = await this.found(removed);
      return left.every(({ metadata }) => metadata.finalizers?.length > 0);
    }, GONE);
  }

  /** `Kind/name` of objects whose controllers are not done. */
  public async unsettled(): Promise<string[]> {
    const objects = await this.found(this.both.filter(({ kind }) => takesTime(kind)));
    return objects.filter((object) => !isSettled(object, objects)).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  }

  /** Whether a controller was kept from making a pod: by a quota, by admission, by a name. */
  public async isHindered(): Promise<boolean> {
    const events = this.namespaces.map((namespace) => `/api/v1/namespaces/${namespace}/events?fieldSelector=reason%3DFailedCreate`);
    return (await Promise.all(events.map((place) => this.api.at(place)))).some((list) => list?.items.length > 0);
  }

  public async claims(): Promise<AnyManifest[]> {
    return (await this.api.at(`/api/v1/namespaces/${this.namespace}/persistentvolumeclaims`))?.items ?? [];
  }

  public async cleanUp(): Promise<void> {
    for (const manifest of this.both) await this.api.remove(manifest, this.namespace);
    const definitions = this.both.filter(isDefinition);
    await until(async () => (await this.found(definitions)).length === 0, GONE);
    for (const name of this.namespaces) await this.api.request('DELETE', `/api/v1/namespaces/${name}`);
    if (!this.api.hasNode) await this.api.finalize(this.namespace);
  }

  /** A class has the provisioner of the cluster's default class, so that its claims are bound, which some changes need. */
  private async withProvisioner(manifest: Manifest): Promise<Manifest> {
    if (manifest.kind !== 'StorageClass' || manifest.body.provisioner !== OF_THE_CLUSTER) return manifest;
    return { ...manifest, body: { ...manifest.body, provisioner: await this.api.defaultProvisioner() } };
  }

  private async found(manifests: readonly Manifest[]): Promise<AnyManifest[]> {
    const objects = await Promise.all(manifests.map((manifest) => this.api.get(manifest, this.namespace)));
    return objects.filter((object) => object !== undefined);
  }

  private async serverSide(manifest: Manifest): Promise<string | undefined> {
    let answer: Answer | undefined;
    // The API server serves a new definition's objects a moment after it has accepted the definition.
    await until(async () => {
      answer = await this.api.apply(manifest, this.namespace);
      return answer.status < 500 && !(answer.status === 404 && this.defines(manifest));
    }, SERVED);
    return answer && answer.status >= 300 ? `${answer.body.message}` : undefined;
  }

  private defines({ kind }: Manifest): boolean {
    return this.both.some(({ kind: own, body }: AnyManifest) => own === 'CustomResourceDefinition' && body.spec.names.kind === kind);
  }
}

function isDefinition({ kind, group }: Manifest): boolean {
  return kind === 'CustomResourceDefinition' && group === 'apiextensions.k8s.io';
}

/** What has become of claims that were there. */
export function claimFates(before: readonly AnyManifest[], after: readonly AnyManifest[]): Record<string, ClaimFate> {
  const old = new Set(before.map(({ metadata }) => metadata.uid));
  const left = new Set(after.map(({ metadata }) => metadata.uid));
  const gone = before.filter(({ metadata }) => !left.has(metadata.uid));
  return Object.fromEntries([
    ...gone.map(({ metadata }): [string, ClaimFate] => [metadata.name, 'gone']),
    ...after.map(({ metadata }): [string, ClaimFate] => [metadata.name, fateOf(metadata, old)]),
  ]);
}

function fateOf(metadata: AnyManifest, old: ReadonlySet<string>): ClaimFate {
  if (metadata.deletionTimestamp) return 'waits';
  return old.has(metadata.uid) ? 'kept' : 'new';
}
