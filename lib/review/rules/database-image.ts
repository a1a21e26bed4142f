import { type DatabaseImage, databaseChanges } from '../data/database-images';
import { compareVersions, versionOf } from '../data/engine-versions';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { changedPods } from '../set-pods';

const database = (image: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  serviceName: orders-db
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec: { containers: [{ name: postgres, image: '${image}', volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 50Gi } } }
`;

const TEXT: EffectText = {
  id: 'database-image',
  kind: 'data-at-risk',
  severity: 'error',
  reason:
    'the data was written by another program, or sorted by another C library: at best the server does not start, at worst it answers from indexes that are wrong',
  recipe: ['save the data with a dump of the old server', 'begin with an empty volume, and load the dump into the new one'],
  before: database('postgres:17.6'),
  after: database('postgres:17.6-alpine'),
  see: [
    'https://wiki.postgresql.org/wiki/Locale_data_changes',
    'https://github.com/docker-library/docs/blob/master/postgres/README.md#postgresversion-alpine',
    'https://github.com/bitnami/charts/issues/35164',
  ],
};

/** A server of another make, of another vendor's image, or above another C library, takes over the data. */
export const DATABASE_IMAGE: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const pods of changedPods(target))
      for (const { before, after, container } of databaseChanges(pods)) {
        const told = replaced(before, after) ?? vendor(before, after) ?? flavour(before, after);
        const fields = pods.change.fields
          .map(({ field }) => field)
          .filter((f) => f.at(-1) === 'image' && f.some((s) => typeof s === 'object' && s.item === container));
        if (told) yield { change: pods.change, fields, ...told };
      }
  },
};

type Told = Pick<Impact, 'severity' | 'summary' | 'reason' | 'recipe'>;

/** Last version of Redis whose files Valkey reads: https://valkey.io/topics/migration/ */
const LAST_COMMON_REDIS = [7, 2];

function replaced(before: DatabaseImage, after: DatabaseImage): Told | undefined {
  if (before.title === after.title) return undefined;
  const summary = `${after.title} takes over the volume of ${before.title}`;
  const version = versionOf(before.tag);
  // The tag 7 stands for the newest of its series.
  const series = version && [...version, Infinity].slice(0, 2);
  const reads = before.title === 'Redis' && after.title === 'Valkey' && series && compareVersions(series, LAST_COMMON_REDIS) <= 0;
  return reads
    ? { severity: 'warning', summary: `${summary}, whose files it reads up to Redis 7.2` }
    : { summary: `${summary}, whose files it cannot read` };
}

/** Vendors whose images keep the data elsewhere and as another user than the official ones. */
const VENDORS: readonly (readonly [string, RegExp])[] = [
  ['Bitnami', /(^|\/)bitnami(legacy|secure)?\//],
  ['CloudNativePG', /(^|\/)cloudnative-pg\//],
  ['Crunchy Data', /(^|\/)crunchydata\//],
];

function vendor(before: DatabaseImage, after: DatabaseImage): Told | undefined {
  const [old, fresh] = [before, after].map(({ path }) => VENDORS.find(([, paths]) => paths.test(path))?.[0] ?? 'another vendor');
  return old === fresh
    ? undefined
    : {
        summary: `the image of ${old} becomes one of ${fresh} (${before.path} to ${after.path}), which looks for the data at another path and as another user`,
      };
}

/** Only PostgreSQL takes its order of letters from the C library and keeps it in indexes. */
function flavour(before: DatabaseImage, after: DatabaseImage): Told | undefined {
  if (before.title !== 'PostgreSQL') return undefined;
  const [old, fresh] = [before, after].map(({ tag = '' }) => (/alpine/.test(tag) ? 'Alpine' : 'Debian'));
  if (old !== fresh)
    return {
      summary: `the image changes from ${old} to ${fresh}: musl and glibc sort texts differently, so every index over text is wrong until it is made anew`,
    };
  const [release, next] = [before, after].map(({ tag = '' }) => /(buster|bullseye|bookworm|trixie)/.exec(tag)?.[1]);
  if (release === undefined || next === undefined || release === next) return undefined;
  return {
    severity: 'warning',
    summary: `the image changes from Debian ${release} to ${next}, whose glibc may sort texts differently: indexes over text may be wrong until they are made anew`,
    recipe: ['run REINDEX DATABASE and ALTER DATABASE … REFRESH COLLATION VERSION right after the change, before anybody writes'],
  };
}
