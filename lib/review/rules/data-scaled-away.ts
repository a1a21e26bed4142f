import { claimTemplatesOf } from '../../checks/claims';
import { numberAt, textAt } from '../../manifests/json';
import { changeRule, type EffectRule, type EffectText } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';

const broker = (replicas: number) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: order-events, namespace: shop }
spec:
  replicas: ${replicas}
  persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
  serviceName: order-events
  selector: { matchLabels: { app: order-events } }
  template:
    metadata: { labels: { app: order-events } }
    spec: { containers: [{ name: broker, image: rabbitmq:4.1, volumeMounts: [{ name: data, mountPath: /var/lib/rabbitmq }] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 8Gi } } }
`;

const TEXT: EffectText = {
  id: 'data-scaled-away',
  kind: 'data-at-risk',
  severity: 'error',
  reason: 'with whenScaled: Delete the claims of pods that are scaled away go with them, and what only those pods had is lost',
  recipe: [
    'set whenScaled to Retain in a change of its own',
    'move the data off the pods that go, as their server does it',
    'scale down, and delete the claims by hand when nothing misses them',
  ],
  before: broker(3),
  after: broker(1),
  see: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention'],
};

/** A StatefulSet gives up pods, and their claims with them. */
export const DATA_SCALED_AWAY: EffectRule = changeRule(TEXT, ['apps/StatefulSet'], function* scaledAway(change) {
  const update = updateOf(change);
  if (!update || claimTemplatesOf(update.after).length === 0) return;
  const [old, fresh] = [update.before, update.after].map(({ body }) => numberAt(body, 'spec', 'replicas'));
  const policy = textAt(update.after.body, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled');
  if (old === undefined || fresh === undefined || fresh >= old || policy !== 'Delete') return;
  const { name } = update.after;
  const pods = old - fresh === 1 ? `${name}-${fresh}` : `${name}-${fresh} ${old - fresh === 2 ? 'and' : 'to'} ${name}-${old - 1}`;
  yield {
    fields: fieldsWithin(update, 'spec.replicas'),
    summary: `goes from ${old} to ${fresh} pods, and the claims of ${pods} are deleted`,
  };
});
