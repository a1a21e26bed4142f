import { CONTROLLERS } from '../controllers';
import { databaseExample } from '../data-examples';
import { engineOf } from '../data-images';
import { lastingVolumes, volumesOf } from '../lasting-volumes';
import type { Rule } from '../rule';
import { workloadRule } from '../workload-rule';

/** A database or broker keeps its data on a volume that outlives the pod. */
export const DATABASE_VOLUME: Rule = workloadRule(
  {
    id: 'database-volume',
    severity: 'warning',
    why: 'What a container writes to its own disk or to an emptyDir is gone with the pod: the next release, drained node or lost node empties the database, or drops the messages that were in the queues.',
    wanted: 'a volume that stays: a claim template, or a persistentVolumeClaim',
    fix: 'run it as a StatefulSet with a volumeClaimTemplate that is mounted at its data directory',
    wrong: databaseExample({ mode: null, pods: { volumes: '[{ name: data, emptyDir: {} }]' } }),
    right: databaseExample(),
    see: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
    ],
  },
  CONTROLLERS,
  function* passing(pods) {
    const lasting = lastingVolumes(pods);
    for (const container of pods.containers) {
      const engine = engineOf(container);
      // Caches and search engines are often run without a disk on purpose.
      if (engine === undefined || engine.keeps === 'copies' || volumesOf(container).some((name) => lasting.has(name))) continue;
      const field = [...pods.template, ...container.field, 'volumeMounts'];
      yield { field, got: `${engine.title} in container "${container.name}" without a volume that stays` };
    }
  },
);
