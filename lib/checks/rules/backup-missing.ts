import { BACKUP, NO_BACKUP } from '../../core/backup-annotation';
import { at, isObject, objectAt, objectsAt, textAt, textRecordAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { PodsView } from '../../manifests/pods';
import { type BackupSubject, isScheduled } from '../backup-schedules';
import { isBackup, isSavedByWorkload } from '../backup-workloads';
import { claimsOf, type PodClaim, writtenVolumes } from '../claims';
import { databaseExample } from '../data-examples';
import { keepsNothingOfItsOwn } from '../data-images';
import type { Breach, Rule } from '../rule';

/** What is kept on a disk is saved elsewhere too. */
export const BACKUP_MISSING: Rule = {
  id: 'backup-missing',
  severity: 'note',
  why: 'A disk does not help against a wrong DELETE, a faulty release, or its own loss. Caches, brokers and search engines are passed over: what they hold passes, or is made anew. It is a note, because the manifests of a shop need not show what the whole cluster has.',
  wanted:
    'a backup that the manifests show: a CronJob or another workload of the namespace that dumps or copies it, a schedule of Velero, K8up, Stash, KubeStash, SnapScheduler, VolSync, Longhorn or Kasten, an annotation of Velero or K8up at the pods, the backup of a CloudNativePG cluster, or the annotation `cdk8s-shop/backup: none` of the workload where its data needs none',
  fix: 'add a CronJob that dumps it, or a schedule of the backup tool of the cluster',
  wrong: databaseExample(),
  right: `${databaseExample()}---
apiVersion: batch/v1
kind: CronJob
metadata: { name: orders-db-backup, namespace: shop }
spec:
  schedule: 0 2 * * *
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - { name: dump, image: postgres:17.6, command: [pg_dump, -Fc, -h, orders-db, -f, /dumps/orders.dump] }
`,
  see: ['https://kubernetes.io/docs/concepts/storage/volume-snapshots/', 'https://velero.io/docs/main/api-types/schedule/'],
  *find({ manifests }) {
    for (const pods of manifests.pods) yield* unsavedPods(pods, manifests);
    for (const cluster of manifests.of('Cluster', 'postgresql.cnpg.io'))
      if (!isSavedCluster(cluster, manifests)) yield { manifest: cluster, field: ['spec', 'backup'], got: 'no backup' };
  },
};

/** Kinds whose pods have data for good; those of a Job come and go. */
const KEEPERS: readonly string[] = ['apps/StatefulSet', 'apps/Deployment', 'apps/DaemonSet'];

function* unsavedPods(pods: PodsView, manifests: ManifestSet): Generator<Breach> {
  const { manifest } = pods;
  if (!KEEPERS.includes(`${manifest.group}/${manifest.kind}`)) return;
  const written = new Set(pods.containers.flatMap(({ body }) => writtenVolumes(body)));
  const [first, ...more] = claimsOf(pods, manifests).filter(({ volume }) => written.has(volume));
  if (first === undefined || keepsNothingOfItsOwn(pods) || isBackup(pods) || asksForBackup(pods) || needsNone(pods)) return;
  if (isSavedByWorkload(pods, manifests) || isScheduled(subjectOf(pods, [first, ...more]), manifests)) return;
  yield {
    manifest,
    field: first.field,
    got: `no backup of ${first.shared === undefined ? 'the claims of its template' : 'the claim'} "${first.shared ?? first.volume}"`,
  };
}

/** Somebody has decided that this data needs none, and says so where a reader of the manifests sees it. */
function needsNone({ manifest }: PodsView): boolean {
  return textAt(manifest.body, 'metadata', 'annotations', BACKUP) === NO_BACKUP;
}

/** Velero and K8up are told by annotations of pods what to save of them, and how. */
function asksForBackup({ manifest, template }: PodsView): boolean {
  const keys = Object.keys(objectAt(manifest.body, ...template, 'metadata', 'annotations'));
  return keys.some((key) => /^(.*\.)?(backup\.velero\.io|k8up\.io)\//.test(key));
}

function subjectOf(pods: PodsView, claims: readonly PodClaim[]): BackupSubject {
  return {
    namespace: pods.namespace,
    names: [pods.name, ...claims.map(({ shared, volume }) => shared ?? `${volume}-${pods.name}`)],
    labels: [pods.manifest.labels, pods.labels, ...claims.map(({ body }) => textRecordAt(body, 'metadata', 'labels'))],
  };
}

/** A cluster saves itself where it is told to archive its log, or what copies another cluster. */
function isSavedCluster({ name, namespace = 'default', labels, body }: Manifest, manifests: ManifestSet): boolean {
  const archives = objectsAt(body, 'spec', 'plugins').some((plugin) => plugin.isWALArchiver === true);
  const own = isObject(at(body, 'spec', 'backup')) || archives || at(body, 'spec', 'replica', 'enabled') === true;
  return own || isScheduled({ namespace, names: [name], labels: [labels] }, manifests);
}
