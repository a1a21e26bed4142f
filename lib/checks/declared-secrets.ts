import { MAKES_SECRETS, NEEDS_SECRETS, secretNamesIn } from '../core/secret-annotations';
import { textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { hasRights } from './service-accounts';

/**
 * The Secrets that objects of the set speak of by annotation, each `namespace/name`: those that their pods make, which is
 * believed where the pods have rights at the API, and those that somebody is to bring.
 */
export function declaredSecrets(manifests: ManifestSet): string[] {
  const makers = manifests.pods.filter((pods) => hasRights(pods, manifests)).map(({ manifest }) => manifest);
  return [...makers.flatMap((maker) => named(maker, MAKES_SECRETS)), ...manifests.all.flatMap((m) => named(m, NEEDS_SECRETS))];
}

function named({ body, namespace = 'default' }: Manifest, annotation: string): string[] {
  return secretNamesIn(textAt(body, 'metadata', 'annotations', annotation) ?? '').map((name) => `${namespace}/${name}`);
}
