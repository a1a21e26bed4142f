import { ENFORCE_LABEL, POD_SECURITY_LEVELS } from '../../checks/pod-security';
import { groupedBy } from '../../core/groups';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { podPrivileges } from '../privileges/pod-privileges';
import { updateOf } from '../update';
import { listed } from '../wording';
import { levelOf } from './pod-security-relaxed';

const shop = (level: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: ${level} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec: { containers: [{ name: app, image: registry.example/storefront:2.4.1 }] }
`;

const TEXT: EffectText = {
  id: 'pod-security-tightened',
  kind: 'capacity-changed',
  severity: 'error',
  reason:
    'pods that run are left alone, and none is let in again that breaks the level: the next rollout, eviction or crash of a node leaves the workload without pods',
  recipe: [
    'set pod-security.kubernetes.io/warn and audit to the level first, and mend what they tell',
    'enforce it when nothing is told any more',
  ],
  before: shop('baseline'),
  after: shop('restricted'),
  see: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces'],
};

/** A namespace refuses pods that it let in, and workloads of the set make such pods. */
export const POD_SECURITY_TIGHTENED: EffectRule = {
  ...TEXT,
  *find({ changes, after, kubernetes }: ReviewTarget): Generator<Impact> {
    const workloads = groupedBy(after.pods, ({ namespace }) => namespace);
    for (const change of changes) {
      const update = change.object.startsWith('/Namespace/') ? updateOf(change) : undefined;
      if (!update) continue;
      const [old, fresh] = [levelOf(update.before), levelOf(update.after)];
      if (POD_SECURITY_LEVELS.indexOf(fresh) <= POD_SECURITY_LEVELS.indexOf(old)) continue;
      const own = (workloads.get(update.after.name) ?? []).map(({ manifest }) => manifest);
      const breaking = [...podPrivileges(own, [update.after], kubernetes)].filter(([, privileges]) =>
        privileges.some(({ level }) => level === 'baseline' || (level === 'restricted' && fresh === 'restricted')),
      );
      const names = breaking.map(([object]) => `${object.split('/').at(-1)}`);
      const fields = [['metadata', 'labels', ENFORCE_LABEL]];
      if (names.length > 0)
        yield { change, fields, summary: `enforces ${fresh} instead of ${old}, which the pods of ${listed(names)} break` };
      else
        yield {
          change,
          fields,
          kind: 'no-restart',
          severity: 'note',
          summary: `enforces ${fresh} instead of ${old}, which every pod of these manifests keeps`,
          recipe: [],
        };
    }
  },
};
