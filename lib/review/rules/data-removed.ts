import { keepersOf } from '../../checks/pruners';
import { fateOf, holdsOwnDisk } from '../data/data-holders';
import type { ObjectChange } from '../diff/object-diff';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { listed } from '../wording';

const TEXT: EffectText = {
  id: 'data-removed',
  kind: 'data-at-risk',
  severity: 'error',
  reason:
    'what is no longer delivered is deleted by Argo CD, Flux and kubectl apply --prune, and nothing brings back a disk whose volume is gone',
  recipe: [
    'save the data, and read it back once to see that the copy is good',
    'set the reclaim policy of its volumes to Retain: kubectl patch pv NAME -p \'{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}\'',
    'remove the object in a change of its own, when nothing uses it any more',
  ],
  before: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads, namespace: shop }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
`,
  after: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
`,
  see: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  ],
};

/** The step of the recipe that only helps where there is a volume. */
const RECLAIM_STEP = 1;

/** An object that holds data is no longer delivered. */
export const DATA_REMOVED: EffectRule = {
  ...TEXT,
  *find({ changes }: ReviewTarget): Generator<Impact> {
    const namespaces = new Set(
      changes.flatMap(({ kind, before }) => (kind === 'removed' && before?.kind === 'Namespace' ? [before.name] : [])),
    );
    for (const change of changes) {
      // With a namespace goes what is in it: that is said once.
      const isTold = change.before?.namespace !== undefined && namespaces.has(change.before.namespace);
      if (change.kind === 'removed' && !isTold) yield* removed(change);
    }
  },
};

function* removed(change: ObjectChange): Generator<Impact> {
  const fate = change.before && fateOf(change.before);
  if (!change.before || !fate) return;
  const keepers = keepersOf(change.before.body).map(({ name }) => name);
  if (keepers.length > 0)
    yield {
      change,
      severity: 'warning',
      summary: `is no longer delivered; its annotations keep it from ${listed(keepers)}, and any other tool deletes it`,
      recipe: ['decide what becomes of it, and delete it by hand when nothing uses it any more'],
    };
  else if (fate.lost)
    yield {
      change,
      summary: fate.told,
      ...(!holdsOwnDisk(change.before) && { recipe: TEXT.recipe.filter((_, step) => step !== RECLAIM_STEP) }),
    };
  else
    yield {
      change,
      severity: 'warning',
      summary: fate.told,
      reason: 'the data is still there when the object is not, costs money, and is in nobody’s manifests any more',
      recipe: ['write down where the data is and until when it is kept', 'delete it by hand after that day'],
    };
}
