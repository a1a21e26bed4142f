import { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { filePlaceOf } from '../constructs/file-place';
import { append } from '../core/groups';
import { sortedBy } from '../core/order';
import { Phase } from '../core/phase';
import { renderManifestFile } from '../writers/manifest-file';
import { dependencyOrder } from './dependency-order';
import { type ResolvedObject, resolved } from './resolved';

/** Objects by the file of dist/ that has them, the files in the order in which they are applied. */
export type FiledObjects = ReadonlyMap<string, readonly ResolvedObject[]>;

/** The objects of each file: one a component, one for each chart outside of shops, and a folder a shop where there are several. */
export function filedObjects(constructs: readonly IConstruct[], objects: readonly ResolvedObject[], extension: string): FiledObjects {
  const severalShops = new Set(constructs.map((c) => filePlaceOf(c)?.shop).filter((shop) => shop !== undefined)).size > 1;
  const files = new Map<string, ResolvedObject[]>();
  for (const resolvedObject of objects) append(files, `${fileOf(resolvedObject.object, severalShops)}${extension}`, resolvedObject);
  return new Map(sortedBy(files, ([path]) => path));
}

/** The files of a construct and what is below it, as its app would write them. */
export function filesOf(scope: IConstruct): Map<string, string> {
  const own = new Set(scope.node.findAll());
  // What somebody outside has to be applied before is written by him.
  const ordered = dependencyOrder([...own]).filter((construct) => own.has(construct));
  const objects = ordered.flatMap((construct) => (ApiObject.isApiObject(construct) ? [resolved(construct)] : []));
  const files = filedObjects(ordered, objects, extensionFor(scope));
  return new Map([...files].map(([path, of]) => [path, renderManifestFile(of.map(({ manifest }) => manifest))]));
}

/** What cdk8s gives files unless it is told otherwise. */
export const DEFAULT_EXTENSION = '.k8s.yaml';

/** What the files of a construct's app end with. */
export function extensionFor({ node: { root } }: IConstruct): string {
  return root instanceof App ? root.outputFileExtension : DEFAULT_EXTENSION;
}

/** File of an object, without extension: its component's or shop's, or that of the user's chart it stands in. */
function fileOf(object: ApiObject, severalShops: boolean): string {
  const place = filePlaceOf(object) ?? { shop: undefined, phase: Phase.OTHER, name: Chart.of(object).node.path.split('/').join('-') };
  const folder = severalShops && place.shop !== undefined ? `${place.shop}/` : '';
  return `${folder}${`${place.phase}`.padStart(2, '0')}-${place.name}`;
}
