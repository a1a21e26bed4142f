import type { Manifest } from '../manifests/manifest';
import { GENERATED_MARK } from './file-tree';
import { renderYaml } from './yaml';

/** The text of a file of dist/: our mark, then a document for each object. */
export function renderManifestFile(manifests: readonly Manifest[]): string {
  return renderDocuments(manifests.map(({ body }) => body));
}

/** Objects that are in no `Manifest`, as a file of the same form. */
export function renderDocuments(bodies: readonly object[]): string {
  return `${GENERATED_MARK}\n${bodies.map(renderYaml).join('---\n')}`;
}
