import { type ChildProcess, spawn } from 'node:child_process';
import type { Manifest } from '../../../lib/manifests/manifest';
import type { AnyManifest } from '../../support/synthesis';

/** What the API server answers. */
export interface Answer {
  readonly status: number;
  readonly body: AnyManifest;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const JSON_TYPE = 'application/json';
const APPLY_TYPE = 'application/apply-patch+yaml';
const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';

/** The API of the cluster that KUBECONFIG names, through kubectl's proxy, which has the user's credentials. */
export class ClusterApi {
  /** Resources of a group and version, by kind. */
  private readonly resources = new Map<string, ReadonlyMap<string, Resource>>();

  private constructor(
    private readonly proxy: ChildProcess,
    private readonly address: string,
    /** Without a node, the cluster may well be an API server alone, whose namespaces nobody cares for. */
    public readonly hasNode: boolean,
  ) {}

  public static async open(hasNode: boolean): Promise<ClusterApi> {
    const proxy = spawn('kubectl', ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const address = await new Promise<string>((resolve, reject) => {
      proxy.stdout.on('data', (text) => {
        const [, found] = /(127\.0\.0\.1:\d+)/.exec(`${text}`) ?? [];
        if (found) resolve(`http://${found}`);
      });
      proxy.on('exit', (code) => reject(new Error(`kubectl proxy ends with ${code}`)));
    });
    return new ClusterApi(proxy, address, hasNode);
  }

  public close(): void {
    this.proxy.kill();
  }

  public async request(method: string, place: string, body?: object, type = JSON_TYPE): Promise<Answer> {
    const sent = body && { body: JSON.stringify(body), headers: { 'content-type': type } };
    const response = await fetch(`${this.address}${place}`, { method, ...sent });
    const text = await response.text();
    return { status: response.status, body: response.headers.get('content-type')?.includes(JSON_TYPE) ? JSON.parse(text) : { text } };
  }

  /** What is at a place of the API; undefined for what is not there. */
  public async at(place: string): Promise<AnyManifest | undefined> {
    const { status, body } = await this.request('GET', place);
    return status === 200 ? body : undefined;
  }

  /** As `kubectl apply --server-side --force-conflicts` does. */
  public async apply(manifest: Manifest, namespace: string): Promise<Answer> {
    const place = await this.placeOf(manifest, namespace);
    if (place === undefined) return { status: 404, body: { message: `no matches for kind ${manifest.kind} in ${manifest.apiVersion}` } };
    return this.request('PATCH', `${place}?fieldManager=upgrades&force=true&fieldValidation=Strict`, manifest.body, APPLY_TYPE);
  }

  public async get(manifest: Manifest, namespace: string): Promise<AnyManifest | undefined> {
    const place = await this.placeOf(manifest, namespace);
    return place === undefined ? undefined : this.at(place);
  }

  /** The same for one that may be written in a version that is no longer served. */
  public async getInAnyVersion(manifest: Manifest, namespace: string): Promise<AnyManifest | undefined> {
    const found = await this.get(manifest, namespace);
    if (found) return found;
    const { versions = [] } = (await this.at(`/apis/${manifest.group}`)) ?? {};
    for (const { groupVersion } of versions) {
      const other = await this.get({ ...manifest, apiVersion: groupVersion }, namespace);
      if (other) return other;
    }
    return undefined;
  }

  /** As `kubectl delete` does. */
  public async remove(manifest: Manifest, namespace: string): Promise<void> {
    const place = await this.placeOf(manifest, namespace);
    if (place !== undefined) await this.request('DELETE', place, { propagationPolicy: 'Background' });
  }

  /** Lets a namespace that is being deleted go, as its controller does when nothing is left in it. */
  public async finalize(namespace: string): Promise<void> {
    const place = `/api/v1/namespaces/${namespace}`;
    const object = await this.at(place);
    if (object) await this.request('PUT', `${place}/finalize`, { ...object, spec: { finalizers: [] } });
  }

  /** What makes the disks of the cluster, by its default class. */
  public async defaultProvisioner(): Promise<string> {
    const { items = [] } = (await this.at('/apis/storage.k8s.io/v1/storageclasses')) ?? {};
    const found = items.find(({ metadata }: AnyManifest) => metadata.annotations?.[IS_DEFAULT] === 'true');
    if (!found) throw new Error('the cluster has no default StorageClass, which claims of the upgrades need');
    return found.provisioner;
  }

  /** The events of a list from now on, until `stop` is told. */
  public async watch(place: string, from: string, tell: (event: AnyManifest) => void, stop: AbortSignal): Promise<void> {
    const response = await fetch(`${this.address}${place}?watch=1&resourceVersion=${from}`, { signal: stop });
    if (!response.body) throw new Error(`${place} cannot be watched`);
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of response.body) {
      const lines = `${rest}${decoder.decode(bytes, { stream: true })}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) tell(JSON.parse(line));
    }
  }

  /** Where an object is in the API; undefined where its kind is not served. */
  private async placeOf({ apiVersion, kind, namespace: own, name }: Manifest, namespace: string): Promise<string | undefined> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.resourcesAt(root, kind)).get(kind);
    if (!resource) return undefined;
    return `${root}${resource.namespaced ? `/namespaces/${own ?? namespace}` : ''}/${resource.name}/${name}`;
  }

  private async resourcesAt(root: string, kind: string): Promise<ReadonlyMap<string, Resource>> {
    const known = this.resources.get(root);
    if (known?.has(kind)) return known;
    const list: Resource[] = (await this.at(root))?.resources ?? [];
    const found = new Map(list.filter(({ name }) => !name.includes('/')).map((resource) => [resource.kind, resource]));
    this.resources.set(root, found);
    return found;
  }
}
