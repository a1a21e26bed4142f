import { dirname, join } from 'node:path';
import { ApiObject, App, type AppProps, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { filePlaceOf } from '../constructs/file-place';
import { shopAt } from '../constructs/shop-context';
import { groupedBy } from '../core/groups';
import { describeFault } from '../core/shop-error';
import type { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { type FileTree, writeListedTree, writeTree } from '../writers/file-tree';
import { renderManifestFile } from '../writers/manifest-file';
import type { ShopView } from '../writers/shop-view';
import { dependencyOrder } from './dependency-order';
import { identityFaults } from './identities';
import { type FiledObjects, filedObjects } from './manifest-files';
import { type ResolvedObject, resolved } from './resolved';
import type { ShopArtifacts } from './shop-artifacts';
import type { ShopChecks } from './shop-checks';

/** File that cdk8s-cli's validation plugins read, with the construct path of each object. */
const CONSTRUCT_METADATA = 'construct-metadata.json';

/** Hundreds of rules, which an app that is not synthesized does without. */
const checking = () => require('./stopping') as typeof import('./stopping');

/** Writers that an app without artifacts does without. */
const artifacts = () => require('./shop-artifacts') as typeof import('./shop-artifacts');

/** How an app is written and what is checked before. */
export interface ShopAppProps extends AppProps {
  /**
   * How the manifests are checked before they are written.
   *
   * @default - with every built-in rule; errors stop the synthesis
   */
  readonly checks?: ShopChecks;
  /**
   * What is written beside the manifests, from the same shop.
   *
   * @default - nothing
   */
  readonly artifacts?: ShopArtifacts;
}

/**
 * A cdk8s App that writes one file a component, in the order in which they are to be applied, and resolves each object
 * once. What it holds beside shops is written too, one file a chart, after the shops' workloads. Given another
 * `yamlOutputType` than FILE_PER_CHART, it writes as a plain App does.
 */
export class ShopApp extends App {
  private readonly checks: ShopChecks;
  private readonly artifacts?: ShopArtifacts;

  constructor(props: ShopAppProps = {}) {
    const { checks = {}, artifacts, ...appProps } = props;
    super(appProps);
    this.checks = checks;
    this.artifacts = artifacts;
  }

  /**
   * Checks the whole app and writes dist/. When anything is wrong, everything that is wrong is said and nothing is
   * written.
   */
  public override synth(): void {
    const constructs = this.node.findAll();
    const toWrite = this.judged(constructs);
    if (this.yamlOutputType !== YamlOutputType.FILE_PER_CHART) {
      super.synth();
      return;
    }
    const files = filedObjects(constructs, toWrite, this.outputFileExtension);
    const tree = this.render(files, toWrite);
    const beside = this.artifacts && artifacts().artifactTree(viewsOf(constructs, files), this.artifacts);
    writeTree(this.outdir, tree, this.outputFileExtension);
    if (beside) writeListedTree(this.artifacts?.outdir ?? join(dirname(this.outdir), 'artifacts'), beside);
  }

  /**
   * The shops of the app as writers read them, checked as they are before they are written.
   *
   * @internal
   */
  public _views(): ShopView[] {
    const constructs = this.node.findAll();
    return viewsOf(constructs, filedObjects(constructs, this.judged(constructs), this.outputFileExtension));
  }

  /** Every object, resolved once; throws all that is wrong with any of them. */
  private judged(constructs: readonly IConstruct[]): ResolvedObject[] {
    const objects = dependencyOrder(constructs).filter((c): c is ApiObject => ApiObject.isApiObject(c));
    refuseInvalid(constructs, objects);
    const judged = objects.map(resolved);
    refuse(checking().stoppingMessages(judged, this.checks));
    return judged;
  }

  private render(files: FiledObjects, objects: readonly ResolvedObject[]): FileTree {
    const tree = new Map([...files].map(([path, own]) => [path, renderManifestFile(own.map(({ manifest }) => manifest))]));
    // biome-ignore lint/complexity/useLiteralKeys: private in cdk8s; its CLI sets it where a project has validation plugins
    if (this['recordConstructMetadata']) tree.set(CONSTRUCT_METADATA, constructMetadata(objects));
    return tree;
  }
}

/** The shops of an app as writers read them; what an app holds beside shops is in none. */
function viewsOf(constructs: readonly IConstruct[], files: FiledObjects): ShopView[] {
  const placed = [...files].flatMap(([path, objects]) =>
    objects.map(({ object, manifest }) => ({ path, manifest, shop: filePlaceOf(object)?.shop })),
  );
  // Once for all shops: there may be many, and each object is in one.
  const ofShops = groupedBy(placed, ({ shop }) => shop);
  return constructs.flatMap((construct) => {
    const shop = shopAt(construct);
    if (!shop) return [];
    const { name, namespace, profile, cluster, graph } = shop;
    const own = ofShops.get(name) ?? [];
    const manifestsOf = (some: typeof own): Manifest[] => some.map(({ manifest }) => manifest);
    const ownFiles = [...groupedBy(own, ({ path }) => path)].map(([path, some]) => [path, manifestsOf(some)] as const);
    return [{ name, namespace, profile, cluster, graph, files: new Map(ownFiles), manifests: new ManifestSet(manifestsOf(own)) }];
  });
}

/** Runs every validation of the app once, and throws all that they say, together with objects that are there twice. */
function refuseInvalid(constructs: readonly IConstruct[], objects: readonly ApiObject[]): void {
  refuse([...constructs.flatMap((c) => c.node.validate()), ...identityFaults(objects).map(describeFault)]);
}

function refuse(messages: readonly string[]): void {
  if (messages.length > 0) throw new Error(messages.join('\n'));
}

/** The format of cdk8s itself. */
function constructMetadata(objects: readonly ResolvedObject[]): string {
  const resources = Object.fromEntries(objects.map(({ object }) => [object.name, { path: object.node.path }]));
  return JSON.stringify({ version: '1.0.0', resources });
}
