import { claimTemplatesOf } from '../claims';
import { engineOf } from '../data-images';
import { lastingVolumes, volumesOf } from '../lasting-volumes';
import type { Rule } from '../rule';
import { workloadRule } from '../workload-rule';

const statefulSet = (volume: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ledger, namespace: shop }
spec:
  serviceName: ledger
  selector: { matchLabels: { app: ledger } }
  template:
    metadata: { labels: { app: ledger } }
    spec:
      containers: [{ name: app, image: registry.example/ledger:2.4.1, volumeMounts: [{ name: data, mountPath: /data }] }]
${volume}`;

/** A StatefulSet has a state that stays. */
export const STATEFUL_SET_VOLUME: Rule = workloadRule(
  {
    id: 'stateful-set-volume',
    severity: 'note',
    why: 'Whatever a StatefulSet writes to its own disk or to an emptyDir is gone with the pod, and most are there to keep something. A note, for some are there for the stable names of their pods alone; well-known databases and brokers are told by database-volume, caches and search engines are passed over.',
    wanted: 'a volume that stays: a claim template, or a persistentVolumeClaim',
    fix: 'add a volumeClaimTemplate, or make it a Deployment if it keeps nothing',
    wrong: statefulSet('      volumes: [{ name: data, emptyDir: {} }]\n'),
    right: statefulSet(`  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 50Gi } } }
`),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#using-statefulsets'],
  },
  ['apps/StatefulSet'],
  function* without(pods) {
    if (pods.containers.some((container) => engineOf(container) !== undefined)) return;
    const lasting = lastingVolumes(pods);
    if (!pods.containers.some((container) => volumesOf(container).some((name) => lasting.has(name))))
      yield { field: ['spec', 'volumeClaimTemplates'], got: claimTemplatesOf(pods.manifest).length > 0 ? 'none that is mounted' : 'none' };
  },
);
