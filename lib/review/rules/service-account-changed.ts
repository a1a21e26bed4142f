import { accountOf, hasRights, tokenIsMounted } from '../../checks/service-accounts';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { changedPods } from '../set-pods';

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
    for (const { change, before: old, after: fresh } of changedPods(target)) {
      if (!tokenIsMounted(fresh, after)) continue;
      const [was, is] = [accountOf(old), accountOf(fresh)];
      const had = tokenIsMounted(old, before);
      if (had && was === is) continue;
      const rights = hasRights(fresh, after) ? 'which bindings of these manifests give rights to' : 'which these manifests give no rights';
      const fields = change.fields
        .map(({ field }) => field)
        .filter((field) => /^(serviceAccount(Name)?|automountServiceAccountToken)$/.test(`${field.at(-1)}`));
      const told = had ? `speaks to the API as service account ${is} instead of ${was}` : `gets a token of service account ${is}`;
      yield { change, fields, severity: hasRights(fresh, after) || !had ? 'warning' : 'note', summary: `${told}, ${rights}` };
    }
  },
};
