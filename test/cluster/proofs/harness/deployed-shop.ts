import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { AnyManifest } from '../../../support/synthesis';
import { attempt, eventually, kubectl, kubectlJson } from '../../kubectl';
import { versionOfCluster } from '../../shop-form';

const ROOT = path.join(__dirname, '../../../..');

/** Which shop, where, and how much smaller than in production its CPU requests are. */
export interface ShopChoice {
  readonly main: 'main.ts' | 'examples/online-boutique/main.ts';
  readonly namespace: string;
  readonly profile?: string;
  readonly cpuPercent?: number;
}

/** Takes one protection away from a manifest, or leaves it as it is. */
export type Change = (manifest: AnyManifest) => AnyManifest | undefined;

/** Every object of a shop in the order in which it is applied, synthesized for the version of the cluster. */
export function synthesized({ main, namespace, profile = 'staging', cpuPercent = 10 }: ShopChoice): AnyManifest[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'proof-'));
  // Its artifacts are written beside it.
  const dist = path.join(folder, 'dist');
  try {
    const env = {
      ...process.env,
      SHOP_NAMESPACE: namespace,
      SHOP_PROFILE: profile,
      SHOP_CPU_PERCENT: `${cpuPercent}`,
      SHOP_KUBERNETES: versionOfCluster(),
      SHOP_CLUSTER: 'plain',
      CDK8S_OUTDIR: dist,
    };
    execFileSync(process.execPath, ['-r', './scripts/typescript.js', main], { cwd: ROOT, env });
    const files = readdirSync(dist).sort();
    return files.flatMap((f) => parseAllDocuments(readFileSync(path.join(dist, f), 'utf8')).map((d) => d.toJS()));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A shop on the cluster. */
export class DeployedShop {
  private constructor(
    public readonly namespace: string,
    private manifests: readonly AnyManifest[],
  ) {}

  /** Applies a shop, adapted to what the cluster has, into an empty namespace and waits until all of it is ready. */
  public static async deploy(choice: ShopChoice, adapt: Change = (manifest) => manifest): Promise<DeployedShop> {
    const shop = new DeployedShop(choice.namespace, adaptedBy(adapt, choice));
    await shop.remove();
    shop.apply(shop.manifests);
    await shop.ready(300);
    return shop;
  }

  /** The shop as it may stand on the cluster, untouched. */
  public static of(choice: ShopChoice): DeployedShop {
    return new DeployedShop(choice.namespace, synthesized(choice));
  }

  /** The shop where it runs already, as it was synthesized; deployed anew where it does not. */
  public static async at(choice: ShopChoice, adapt: Change): Promise<DeployedShop> {
    if (attempt(['get', 'namespace', choice.namespace]).status !== 0) return DeployedShop.deploy(choice, adapt);
    const shop = new DeployedShop(choice.namespace, adaptedBy(adapt, choice));
    await shop.restore();
    return shop;
  }

  /** Applies the shop with something changed; objects for which the change gives nothing are deleted. */
  public change(change: Change): void {
    for (const manifest of this.manifests) if (change(structuredClone(manifest)) === undefined) this.delete(manifest);
    this.apply(this.manifests.flatMap((manifest) => change(structuredClone(manifest)) ?? []));
  }

  /** Applies the shop as it was synthesized, and waits until all of it is ready. */
  public async restore(): Promise<void> {
    this.apply(this.manifests);
    await this.ready(300);
  }

  /** The manifest of a kind and name, as synthesized. */
  public manifest(kind: string, name: string): AnyManifest {
    const found = this.manifests.find((m) => m.kind === kind && m.metadata.name === name);
    if (!found) throw new Error(`no ${kind}/${name}`);
    return structuredClone(found);
  }

  /** Pods of a component that are not ending. */
  public pods(component: string): AnyManifest[] {
    const { items } = kubectlJson('get', 'pods', '-n', this.namespace, '-l', `app.kubernetes.io/instance=${component}`);
    return items.filter((pod: AnyManifest) => pod.metadata.deletionTimestamp === undefined);
  }

  /** Waits until every Deployment, StatefulSet and Job has got where it wants to be. */
  public async ready(seconds: number): Promise<void> {
    for (const { kind, metadata } of this.manifests) {
      const name = `${kind.toLowerCase()}/${metadata.name}`;
      const end = [`--timeout=${seconds}s`, '-n', this.namespace];
      if (kind === 'Deployment' || kind === 'StatefulSet') kubectl(['rollout', 'status', name, ...end]);
      // A finished Job may have left already.
      if (kind === 'Job' && attempt(['get', name, '-n', this.namespace]).status === 0)
        kubectl(['wait', '--for=condition=complete', name, ...end]);
    }
  }

  /** Deletes the shop with its data, and waits until it is gone. */
  public async remove(): Promise<void> {
    const gone = () => attempt(['get', 'namespace', this.namespace]).status !== 0;
    if (gone()) return;
    for (const manifest of this.manifests) if (manifest.metadata.namespace === undefined) this.delete(manifest);
    if (!(await eventually(gone, 240))) throw new Error(`the namespace ${this.namespace} does not go`);
  }

  private apply(manifests: readonly AnyManifest[]): void {
    const list = { apiVersion: 'v1', kind: 'List', items: manifests };
    kubectl(['apply', '--server-side', '--force-conflicts', '--field-manager=shop-proof', '-f', '-'], list);
  }

  private delete({ kind, metadata: { name, namespace } }: AnyManifest): void {
    kubectl(['delete', kind, name, ...(namespace ? ['-n', namespace] : []), '--wait=false', '--ignore-not-found']);
  }
}

function adaptedBy(adapt: Change, choice: ShopChoice): AnyManifest[] {
  return synthesized(choice).flatMap((manifest) => adapt(manifest) ?? []);
}
