import { oncePerSet } from '../../checks/once-per-set';
import { accountOf, hasRights, tokenIsMounted } from '../../checks/service-accounts';
import { groupedBy } from '../../core/groups';
import { identityOf } from '../../manifests/manifest';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { oldIdentities } from '../old-names';
import { changedPods, podsIn } from '../set-pods';
import { updateOf } from '../update';
import { listed } from '../wording';

const pods = (account: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      ${account}
      containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
`;

const TEXT: EffectText = {
  id: 'service-account-changed',
  kind: 'privilege-raised',
  severity: 'warning',
  reason: 'a pod may do at the API server whatever its service account may, and its token is what an intruder looks for first',
  recipe: [
    'set automountServiceAccountToken: false where the application does not speak to the API',
    'give an account that does only what it uses',
  ],
  before: pods('automountServiceAccountToken: false'),
  after: pods('automountServiceAccountToken: true'),
  see: ['https://kubernetes.io/docs/concepts/security/service-accounts/'],
};

/** Pods get a token that they had not, or speak to the API server as somebody else. */
export const SERVICE_ACCOUNT_CHANGED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    const { before, after } = target;
    yield* byAccount(target);
    for (const { change, before: old, after: fresh } of changedPods(target)) {
      if (!tokenIsMounted(fresh, after)) continue;
      const [was, is] = [accountOf(old), accountOf(fresh)];
      const account = oldIdentities(target).get(`/ServiceAccount/${fresh.namespace}/${is}`);
      const isSame = was === is || account === `/ServiceAccount/${old.namespace}/${was}`;
      const had = tokenIsMounted(old, before);
      // Neither may do anything by these manifests: that the pods roll says it all.
      if (had && !hasRights(old, before) && !hasRights(fresh, after)) continue;
      const rights = hasRights(fresh, after) ? 'which bindings of these manifests give rights to' : 'which these manifests give no rights';
      const fields = change.fields.map(({ field }) => field).filter((field) => ACCOUNT_FIELD.test(`${field.at(-1)}`));
      if ((had && isSame) || fields.length === 0) continue;
      const told = had ? `speaks to the API as service account ${is} instead of ${was}` : `gets a token of service account ${is}`;
      yield { change, fields, severity: hasRights(fresh, after) || !had ? 'warning' : 'note', summary: `${told}, ${rights}` };
    }
  },
};

const ACCOUNT_FIELD = /^(serviceAccount(Name)?|automountServiceAccountToken)$/;

const byName = oncePerSet((set) => groupedBy(set.pods, (pods) => `${pods.namespace}/${accountOf(pods)}`));

/** A service account gives its token to pods that say nothing of it themselves; those that run stay without. */
function* byAccount({ changes, before, after }: ReviewTarget): Generator<Impact> {
  for (const change of changes) {
    const update = change.object.startsWith('/ServiceAccount/') ? updateOf(change) : undefined;
    if (!update) continue;
    const { name, namespace = 'default' } = update.after;
    const own = (byName(after).get(`${namespace}/${name}`) ?? []).filter((pods) => tokenIsMounted(pods, after));
    const fresh = own.filter((pods) => {
      const old = podsIn(before).get(identityOf(pods.manifest));
      return old && !tokenIsMounted(old, before);
    });
    const rights = own.some((pods) => hasRights(pods, after))
      ? 'which bindings of these manifests give rights to'
      : 'which these manifests give no rights';
    if (fresh.length > 0)
      yield {
        change,
        fields: [['automountServiceAccountToken']],
        summary: `gives its token, ${rights}, to the next pods of ${listed(fresh.map((pods) => pods.name))}`,
      };
  }
}
