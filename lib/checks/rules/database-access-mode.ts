import { textsAt } from '../../manifests/json';
import { claimsOf } from '../claims';
import { CONTROLLERS } from '../controllers';
import { databaseExample } from '../data-examples';
import { engineOf } from '../data-images';
import { volumesOf } from '../lasting-volumes';
import type { Rule } from '../rule';
import { workloadRule } from '../workload-rule';

/** The disk of a database is at one node at a time. */
export const DATABASE_ACCESS_MODE: Rule = workloadRule(
  {
    id: 'database-access-mode',
    severity: 'warning',
    why: 'A volume for many nodes is a network file system: a database is slow on it and its locks are not to be relied on, and nothing keeps a second pod from writing to the same files.',
    wanted: 'ReadWriteOnce or ReadWriteOncePod',
    fix: 'ask for ReadWriteOncePod, in a claim of a class with block storage',
    wrong: databaseExample({ mode: 'ReadWriteMany' }),
    right: databaseExample({ mode: 'ReadWriteOncePod' }),
    see: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  },
  CONTROLLERS,
  function* forMany(pods, { manifests }) {
    const claims = claimsOf(pods, manifests);
    if (claims.length === 0) return;
    for (const container of pods.containers) {
      const engine = engineOf(container);
      if (engine === undefined || engine.keeps === 'copies') continue;
      const volumes = new Set(volumesOf(container));
      const mounted = claims.filter(({ volume }) => volumes.has(volume));
      // One that is for one node is where the data are; the other may hold dumps, or files that are only read.
      if (mounted.length === 0 || !mounted.every(({ body }) => textsAt(body, 'spec', 'accessModes').includes('ReadWriteMany'))) continue;
      for (const { field } of mounted) yield { field, got: `${engine.title} on a ReadWriteMany claim` };
    }
  },
);
