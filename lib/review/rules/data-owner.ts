import { engineOf } from '../../checks/data-images';
import { numberAt } from '../../manifests/json';
import type { ContainerView, PodsView } from '../../manifests/pods';
import { dataMounts } from '../data/data-mounts';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { changedPods } from '../set-pods';
import { listed } from '../wording';

const database = (user: number) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  serviceName: orders-db
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec:
      securityContext: { runAsUser: ${user}, fsGroup: 999 }
      containers: [{ name: postgres, image: postgres:17.6, volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }] }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 50Gi } } }
`;

const TEXT: EffectText = {
  id: 'data-owner',
  kind: 'data-at-risk',
  severity: 'error',
  reason:
    'files on a volume keep the user who wrote them: a server that is somebody else may not read them, and some refuse to start above a directory that is not theirs',
  recipe: [
    'keep the user and group that the volume was written with',
    'or scale to 0 and change the owner of the files with a Job that runs as root and mounts the volume (chown -R)',
  ],
  before: database(999),
  after: database(70),
  see: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://github.com/postgres/postgres/blob/REL_17_6/src/backend/utils/init/miscinit.c checkDataDir: "data directory has wrong ownership"',
  ],
};

/** Pods that keep data run as another user or group. */
export const DATA_OWNER: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const { change, before, after } of changedPods(target)) {
      const keeping = new Set(dataMounts(before).map(({ container }) => container));
      const pairs = before.containers.flatMap((old) => {
        const fresh = after.containers.find(({ name }) => name === old.name);
        return fresh && keeping.has(old.name) ? [{ old, fresh }] : [];
      });
      const users = pairs.flatMap(({ old, fresh }) => userChange(owner('runAsUser', old, before), owner('runAsUser', fresh, after)));
      const [group, other] = [before, after].map(({ spec }) => numberAt(spec, 'securityContext', 'fsGroup'));
      const groups = pairs.length === 0 ? [] : groupChange(group, other);
      if (users.length + groups.length === 0) continue;
      const severity = users.length > 0 && pairs.some(({ old }) => engineOf(old)) ? 'error' : 'warning';
      const fields = change.fields.map(({ field }) => field).filter((field) => field.at(-1) === 'runAsUser' || field.at(-1) === 'fsGroup');
      yield {
        change,
        fields,
        severity,
        summary: `${listed([...new Set([...users, ...groups])])}, to whom the files on its volume belong`,
        ...(users.length === 0 && other !== undefined && GROUP_ALONE),
      };
    }
  },
};

/** The kubelet gives files to the group, for the kinds of volumes where it can. */
const GROUP_ALONE: Pick<Impact, 'reason' | 'recipe'> = {
  reason:
    'at the next start the kubelet gives all files to the new group, which takes long on a large volume, and not every driver can do it',
  recipe: ['set fsGroupChangePolicy: OnRootMismatch, and allow for a long first start'],
};

function owner(field: string, { body }: ContainerView, { spec }: PodsView): number | undefined {
  return numberAt(body, 'securityContext', field) ?? numberAt(spec, 'securityContext', field);
}

function userChange(old: number | undefined, fresh: number | undefined): string[] {
  const now = fresh === undefined ? 'the user of the image' : `user ${fresh}`;
  return old === fresh ? [] : [`runs as ${now} instead of ${old ?? 'that of the image'}`];
}

function groupChange(old: number | undefined, fresh: number | undefined): string[] {
  if (old === fresh) return [];
  if (fresh === undefined) return [`no longer gives its volumes to group ${old}`];
  return [`gives its volumes to group ${fresh} instead of ${old ?? 'leaving them to their owner'}`];
}
