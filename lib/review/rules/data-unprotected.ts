import { keepersOf } from '../../checks/pruners';
import { at, textAt } from '../../manifests/json';
import { fateOf } from '../data/data-holders';
import type { EffectRule, EffectText, Impact } from '../effect-rule';
import { changeRule } from '../effect-rule';
import type { Update } from '../update';
import { fieldsWithin, updateOf } from '../update';
import { listed } from '../wording';

const TEXT: EffectText = {
  id: 'data-unprotected',
  kind: 'data-at-risk',
  severity: 'warning',
  reason: 'nothing is lost by this change itself; what kept the data at the next mistake is gone',
  recipe: ['leave the protection in place, and delete data by hand when it is to go'],
  before: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: orders }
spec:
  capacity: { storage: 50Gi }
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  csi: { driver: ebs.csi.aws.com, volumeHandle: vol-1 }
`,
  after: `
apiVersion: v1
kind: PersistentVolume
metadata: { name: orders }
spec:
  capacity: { storage: 50Gi }
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Delete
  csi: { driver: ebs.csi.aws.com, volumeHandle: vol-1 }
`,
  see: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  ],
};

/** A field by which an object says what becomes of its data. */
interface Protection {
  readonly field: string;
  /** What keeps nothing. */
  readonly weak: string | boolean;
  readonly told: string;
}

const retention = 'spec.persistentVolumeClaimRetentionPolicy';

const PROTECTIONS: Readonly<Record<string, readonly Protection[]>> = {
  '/PersistentVolume': [{ field: 'spec.persistentVolumeReclaimPolicy', weak: 'Delete', told: 'its disk goes as soon as its claim does' }],
  'apps/StatefulSet': [
    {
      field: `${retention}.whenDeleted`,
      weak: 'Delete',
      told: 'its claims go when it is deleted, to be made anew with another template too',
    },
    { field: `${retention}.whenScaled`, weak: 'Delete', told: 'the claims of pods that are scaled away go with them' },
  ],
  'external-secrets.io/ExternalSecret': [
    { field: 'spec.target.deletionPolicy', weak: 'Delete', told: 'its Secret goes when the provider no longer has the value' },
  ],
  'postgresql.cnpg.io/Database': [
    { field: 'spec.databaseReclaimPolicy', weak: 'delete', told: 'the database is dropped with this object' },
  ],
  'kafka.strimzi.io/KafkaNodePool': [{ field: 'spec.storage.deleteClaim', weak: true, told: 'its claims go when it is deleted' }],
  'kafka.strimzi.io/Kafka': [{ field: 'spec.kafka.storage.deleteClaim', weak: true, told: 'its claims go when it is deleted' }],
  'rabbitmq.com/Queue': [{ field: 'spec.deletionPolicy', weak: 'delete', told: 'the queue is deleted with this object' }],
  'snapshot.storage.k8s.io/VolumeSnapshotContent': [
    { field: 'spec.deletionPolicy', weak: 'Delete', told: 'the snapshot itself goes with its object' },
  ],
  'elasticsearch.k8s.elastic.co/Elasticsearch': [
    { field: 'spec.volumeClaimDeletePolicy', weak: 'DeleteOnScaledownAndClusterDeletion', told: 'its claims go when it is deleted' },
  ],
};

const policies: EffectRule['find'] = changeRule(TEXT, Object.keys(PROTECTIONS), function* weakened(change) {
  const update = updateOf(change);
  if (!update) return;
  const { group, kind } = update.after;
  for (const { field, weak, told } of PROTECTIONS[`${group}/${kind}`] ?? []) {
    const fields = fieldsWithin(update, field);
    const value = at(update.after.body, ...field.split('.'));
    if (fields.length > 0 && value === weak) yield { fields, summary: `${field.split('.').at(-1)} becomes ${weak}: ${told}` };
  }
}).find;

/** What kept data is taken away: a policy, or the annotation by which a delivery tool leaves an object alone. */
export const DATA_UNPROTECTED: EffectRule = {
  ...TEXT,
  *find(target): Generator<Impact> {
    yield* policies(target);
    for (const change of target.changes) {
      const update = updateOf(change);
      if (update && (fateOf(update.before) || update.before.kind === 'Namespace')) yield* unkept(update);
    }
  },
};

function* unkept(update: Update): Generator<Impact> {
  const keepers = new Set(keepersOf(update.after.body).map(({ name }) => name));
  const lost = keepersOf(update.before.body).filter(({ name }) => !keepers.has(name));
  if (lost.length === 0) return;
  const fields = lost.map(({ field }) => field);
  const said = fields.map((field) => `${field.at(-1)}: ${textAt(update.before.body, ...field)}`);
  yield {
    change: update,
    fields,
    summary: `loses ${listed(said)}, so ${listed(lost.map(({ name }) => name))} ${lost.length === 1 ? 'deletes' : 'delete'} it once it is no longer delivered`,
  };
}
