import { objectsAt, textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { PodsView } from '../manifests/pods';
import { oncePerSet } from './once-per-set';
import { indexOf } from './set-index';

/** `namespace/name` of every service account that a binding of the set gives rights to. */
const bound = oncePerSet(
  (manifests) => new Set(['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) => manifests.of(kind).flatMap(accountsIn))),
);

function accountsIn({ body, namespace = 'default' }: Manifest): string[] {
  return objectsAt(body, 'subjects')
    .filter((subject) => subject.kind === 'ServiceAccount')
    .map((subject) => `${textAt(subject, 'namespace') ?? namespace}/${textAt(subject, 'name') ?? ''}`);
}

/** Name of the service account that pods run as; the field that came first still counts where it is alone. */
export function accountOf({ spec }: PodsView): string {
  return textAt(spec, 'serviceAccountName') || textAt(spec, 'serviceAccount') || 'default';
}

/** Whether pods get a token for the API mounted: by their own word, else by that of their service account, else yes. */
export function tokenIsMounted(pods: PodsView, manifests: ManifestSet): boolean {
  const own = pods.spec.automountServiceAccountToken;
  const account = { group: '', kind: 'ServiceAccount', namespace: pods.namespace, name: accountOf(pods) };
  const ofAccount = indexOf(manifests).find(account)?.body.automountServiceAccountToken;
  return (own ?? ofAccount ?? true) !== false;
}

/** Whether the pods' service account has rights of its own in the set, so that its pods do use the API. */
export function hasRights(pods: PodsView, manifests: ManifestSet): boolean {
  return bound(manifests).has(`${pods.namespace}/${accountOf(pods)}`);
}
