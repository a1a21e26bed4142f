import { ApiObject, App, type AppProps, Chart, Yaml } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { filePlaceOf } from '../constructs/file-place';
import { sortedBy } from '../core/order';
import { Phase } from '../core/phase';
import { type FileTree, GENERATED_MARK, writeTree } from '../writers/file-tree';
import { dependencyOrder } from './dependency-order';

/**
 * A cdk8s App that writes one file a component, in the order in which they are to be applied, and resolves each object
 * once. What it holds beside shops is written too, one file a chart, after the shops' workloads.
 */
export class ShopApp extends App {
  constructor(props: AppProps = {}) {
    super(props);
  }

  /**
   * Checks the whole app and writes dist/. When anything is wrong, everything that is wrong is said and nothing is
   * written.
   */
  public override synth(): void {
    const constructs = this.node.findAll();
    refuseInvalid(constructs);
    writeTree(this.outdir, this.render(constructs), this.outputFileExtension);
  }

  private render(constructs: readonly IConstruct[]): FileTree {
    const objects = dependencyOrder(constructs).filter((c) => ApiObject.isApiObject(c)) as ApiObject[];
    const severalShops = new Set(constructs.map((c) => filePlaceOf(c)?.shop).filter((shop) => shop !== undefined)).size > 1;
    const files = new Map<string, ApiObject[]>();
    for (const object of objects) {
      const path = `${fileOf(object, severalShops)}${this.outputFileExtension}`;
      const list = files.get(path);
      if (list) list.push(object);
      else files.set(path, [object]);
    }
    const text = (list: readonly ApiObject[]) => `${GENERATED_MARK}\n${list.map((o) => Yaml.stringify(o.toJson())).join('---\n')}`;
    return new Map(sortedBy(files, ([path]) => path).map(([path, list]) => [path, text(list)]));
  }
}

/** File of an object, without extension: its component's or shop's, or that of the user's chart it stands in. */
function fileOf(object: ApiObject, severalShops: boolean): string {
  const place = filePlaceOf(object) ?? { shop: undefined, phase: Phase.OTHER, name: Chart.of(object).node.path.split('/').join('-') };
  const folder = severalShops && place.shop !== undefined ? `${place.shop}/` : '';
  return `${folder}${`${place.phase}`.padStart(2, '0')}-${place.name}`;
}

/** Runs every validation of the app once, and throws all that they say. */
function refuseInvalid(constructs: readonly IConstruct[]): void {
  const messages = constructs.flatMap((c) => c.node.validate());
  if (messages.length > 0) throw new Error(messages.join('\n'));
}
