import { ARGO, FLUX, HELM, type Pruner } from '../../checks/pruners';
import { textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';

/** The delivery tools that keep an object when it is no longer delivered, by its annotations. */
export function keepersOf({ body }: Manifest): readonly Pruner[] {
  return [ARGO, FLUX, HELM].filter(({ annotation, kept }) => kept.test(textAt(body, 'metadata', 'annotations', annotation) ?? ''));
}
