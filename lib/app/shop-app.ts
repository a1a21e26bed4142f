import { ApiObject, App, type AppProps, Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { filePlaceOf } from '../constructs/file-place';
import { append } from '../core/groups';
import { sortedBy } from '../core/order';
import { Phase } from '../core/phase';
import { describeFault } from '../core/shop-error';
import { type FileTree, GENERATED_MARK, writeTree } from '../writers/file-tree';
import { renderYaml } from '../writers/yaml';
import { dependencyOrder } from './dependency-order';
import { identityFaults } from './identities';
import { type ResolvedObject, resolved } from './resolved';
import type { ShopChecks } from './shop-checks';

/** File that cdk8s-cli's validation plugins read, with the construct path of each object. */
const CONSTRUCT_METADATA = 'construct-metadata.json';

/** Hundreds of rules, which an app that is not synthesized does without. */
const checking = () => require('./stopping') as typeof import('./stopping');

/** How an app is written and what is checked before. */
export interface ShopAppProps extends AppProps {
  /**
   * How the manifests are checked before they are written.
   *
   * @default - with every built-in rule; errors stop the synthesis
   */
  readonly checks?: ShopChecks;
}

/**
 * A cdk8s App that writes one file a component, in the order in which they are to be applied, and resolves each object
 * once. What it holds beside shops is written too, one file a chart, after the shops' workloads. Given another
 * `yamlOutputType` than FILE_PER_CHART, it writes as a plain App does.
 */
export class ShopApp extends App {
  private readonly checks: ShopChecks;

  constructor(props: ShopAppProps = {}) {
    const { checks = {}, ...appProps } = props;
    super(appProps);
    this.checks = checks;
  }

  /**
   * Checks the whole app and writes dist/. When anything is wrong, everything that is wrong is said and nothing is
   * written.
   */
  public override synth(): void {
    const constructs = this.node.findAll();
    const objects = dependencyOrder(constructs).filter((c): c is ApiObject => ApiObject.isApiObject(c));
    refuseInvalid(constructs, objects);
    const toWrite = objects.map(resolved);
    refuse(checking().stoppingMessages(toWrite, this.checks));
    if (this.yamlOutputType !== YamlOutputType.FILE_PER_CHART) super.synth();
    else writeTree(this.outdir, this.render(constructs, toWrite), this.outputFileExtension);
  }

  private render(constructs: readonly IConstruct[], objects: readonly ResolvedObject[]): FileTree {
    const severalShops = new Set(constructs.map((c) => filePlaceOf(c)?.shop).filter((shop) => shop !== undefined)).size > 1;
    const files = new Map<string, string[]>();
    for (const { object, manifest } of objects) {
      const path = `${fileOf(object, severalShops)}${this.outputFileExtension}`;
      append(files, path, renderYaml(manifest.body));
    }
    const tree = new Map(
      sortedBy(files, ([path]) => path).map(([path, documents]) => [path, `${GENERATED_MARK}\n${documents.join('---\n')}`]),
    );
    // biome-ignore lint/complexity/useLiteralKeys: private in cdk8s; its CLI sets it where a project has validation plugins
    if (this['recordConstructMetadata']) tree.set(CONSTRUCT_METADATA, constructMetadata(objects));
    return tree;
  }
}

/** File of an object, without extension: its component's or shop's, or that of the user's chart it stands in. */
function fileOf(object: ApiObject, severalShops: boolean): string {
  const place = filePlaceOf(object) ?? { shop: undefined, phase: Phase.OTHER, name: Chart.of(object).node.path.split('/').join('-') };
  const folder = severalShops && place.shop !== undefined ? `${place.shop}/` : '';
  return `${folder}${`${place.phase}`.padStart(2, '0')}-${place.name}`;
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
