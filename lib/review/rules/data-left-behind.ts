import { fateOf, holdsOwnDisk } from '../data/data-holders';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';

const claim = (name: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name}, namespace: shop, labels: { app.kubernetes.io/name: database } }
spec:
  serviceName: database
  selector: { matchLabels: { app: database } }
  template:
    metadata: { labels: { app: database } }
    spec: { containers: [{ name: postgres, image: postgres:17.2, volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 50Gi } } }
`;

const TEXT: EffectText = {
  id: 'data-left-behind',
  kind: 'data-at-risk',
  severity: 'error',
  reason: 'a disk belongs to a name: the object of the new name gets a new one, and what was written so far is not on it',
  recipe: [
    'keep the old name, which nobody but the manifests sees',
    'or make the new one beside the old one, copy the data over (dump and restore, or a snapshot as dataSource of the claim), switch its clients, and remove the old one in a later change',
  ],
  before: claim('orders-db'),
  after: claim('shop-orders-db'),
  see: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage'],
};

/** An object that holds data gets another name. */
export const DATA_LEFT_BEHIND: EffectRule = {
  ...TEXT,
  *find({ changes }: ReviewTarget): Generator<Impact> {
    for (const change of changes) {
      const { kind, before, after } = change;
      if (kind !== 'renamed' || !before || !after || !holdsOwnDisk(before)) continue;
      const fate = fateOf(before)?.lost ? 'the data of the old one goes' : 'the data of the old one stays behind, and nobody uses it';
      const [old, fresh] =
        before.namespace === after.namespace ? [before.name, after.name] : [before, after].map((m) => `${m.namespace}/${m.name}`);
      yield { change, summary: `${old} becomes ${fresh}, which begins with an empty disk; ${fate}` };
    }
  },
};
