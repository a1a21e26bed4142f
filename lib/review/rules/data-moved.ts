import { engineOf } from '../../checks/data-images';
import { lastingVolumes } from '../../checks/lasting-volumes';
import { indexOf } from '../../checks/set-index';
import { objectsAt, textAt } from '../../manifests/json';
import type { ContainerView, PodsView } from '../../manifests/pods';
import { type DataMount, dataMounts, mountsIn } from '../data/data-mounts';
import type { FieldStep } from '../diff/field-diff';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { changedPods, type PodsChange } from '../set-pods';
import { listed } from '../wording';

const shop = (claim: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cms, namespace: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: cms } }
  template:
    metadata: { labels: { app: cms } }
    spec:
      containers: [{ name: app, image: registry.example/cms:1.4.0, volumeMounts: [{ name: uploads, mountPath: /uploads }] }]
      volumes: [${claim}]
`;

const TEXT: EffectText = {
  id: 'data-moved',
  kind: 'data-at-risk',
  severity: 'error',
  reason: 'the pods look for their data at another place than where it is, begin without it, and write beside it from then on',
  recipe: [
    'stop what writes: scale the workload to 0',
    'copy the data to the new place with a Job that mounts both',
    'apply the change, and remove the old place in a later one when the data has been seen at the new one',
  ],
  before: shop('{ name: uploads, persistentVolumeClaim: { claimName: uploads } }'),
  after: shop('{ name: uploads, emptyDir: {} }'),
  see: ['https://kubernetes.io/docs/concepts/storage/volumes/', 'https://hub.docker.com/_/postgres PGDATA'],
};

/** Pods that find another volume, another part of it or nothing where their data was. */
export const DATA_MOVED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const pods of changedPods(target)) {
      const moves = [...movesOf(pods, target), ...directories(pods)];
      if (moves.length === 0) continue;
      const severity = moves.some(({ lost }) => lost) ? 'error' : 'warning';
      yield {
        change: pods.change,
        fields: fieldsOf(pods),
        severity,
        summary: listed(moves.map(({ told }) => told)),
        ...(severity === 'warning' && {
          reason: 'the data of the old place stays there, and the pods go on with what they find at the new one',
        }),
      };
    }
  },
};

/** One place whose data is elsewhere than before. */
interface Move {
  readonly told: string;
  /** Whether nothing that is known to hold data takes its place. */
  readonly lost: boolean;
}

function movesOf({ before, after }: PodsChange, target: ReviewTarget): Move[] {
  const now = new Map(
    after.containers.flatMap((container) => mountsIn(container, after)).map((mount) => [`${mount.container} ${mount.path}`, mount]),
  );
  const elsewhere = (old: DataMount): DataMount | undefined =>
    [...now.values()].find(
      ({ container, source, subPath }) => container === old.container && source === old.source && subPath === old.subPath,
    );
  return dataMounts(before).flatMap((old) => {
    const fresh = now.get(`${old.container} ${old.path}`);
    // A container that is gone takes its way to the data along, not the data.
    if (!after.containers.some(({ name }) => name === old.container)) return [];
    if (fresh) return old.source === fresh.source && old.subPath === fresh.subPath ? [] : [swapped(old, fresh, after, target)];
    const moved = elsewhere(old);
    const told = moved
      ? `${old.source} moves from ${old.path} to ${moved.path}`
      : `${old.path} no longer has ${old.source}, and is gone with each pod`;
    return [{ told, lost: !moved && !old.readOnly }];
  });
}

function swapped(old: DataMount, fresh: DataMount, after: PodsView, { before }: ReviewTarget): Move {
  const { namespace } = after;
  const part = (mount: DataMount): string => `${mount.source}${mount.subPath === '' ? '' : ` (${mount.subPath})`}`;
  const existed =
    fresh.claim !== undefined && indexOf(before).find({ group: '', kind: 'PersistentVolumeClaim', namespace, name: fresh.claim });
  const isEmpty = !existed || fresh.source === old.source;
  const begins = lastingVolumes(after).has(fresh.volume) ? 'which begins empty' : 'which is empty at every start';
  return {
    told: `${old.path} has ${part(fresh)} instead of ${part(old)}${isEmpty ? `, ${begins}` : ''}`,
    lost: isEmpty && !old.readOnly,
  };
}

/** Variables by which servers are told where on the volume their data is. */
const DIRECTORY = /^(PGDATA|MYSQL_DATADIR|MONGO_DATADIR|RABBITMQ_MNESIA_BASE|KAFKA_LOG_DIRS|KAFKA_CFG_LOG_DIRS|ES_PATH_DATA)$/;

function directories({ before, after }: PodsChange): Move[] {
  return before.containers.flatMap((container) => {
    const fresh = after.containers.find(({ name }) => name === container.name);
    if (!fresh || (!engineOf(container) && !engineOf(fresh))) return [];
    const mounted = new Set(dataMounts(before).flatMap((mount) => (mount.container === container.name ? [mount.path] : [])));
    // Who says nothing finds the data where the image looks for it, which is where the volume is.
    const isOwn = (value: string): boolean => value === OWN || mounted.has(value);
    const [old, now] = [directoriesOf(container), directoriesOf(fresh)];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
      const [from, to] = [old.get(name) ?? OWN, now.get(name) ?? OWN];
      const isSame = from === to || ((from === OWN || to === OWN) && isOwn(from) && isOwn(to));
      if (isSame || mounted.size === 0) return [];
      const isKnown = from !== ELSEWHERE && to !== ELSEWHERE;
      return [{ told: `${name} changes from ${from} to ${to}${isKnown ? ', which begins empty' : ''}`, lost: isKnown }];
    });
  });
}

/** Where a server looks whose variable says nothing, or says what another object states. */
const [OWN, ELSEWHERE] = ['the image’s own', 'what another object states'];

function directoriesOf({ body }: ContainerView): ReadonlyMap<string, string> {
  const told = objectsAt(body, 'env').filter(({ name }) => DIRECTORY.test(`${name}`));
  return new Map(told.map((variable) => [`${variable.name}`, textAt(variable, 'value') ?? ELSEWHERE]));
}

/** The fields of volumes, mounts and variables that differ. */
function fieldsOf({ change }: PodsChange): (readonly FieldStep[])[] {
  const names = new Set<FieldStep>(['volumes', 'volumeMounts', 'env']);
  return change.fields.map(({ field }) => field).filter((field) => field.some((step) => names.has(step)));
}
