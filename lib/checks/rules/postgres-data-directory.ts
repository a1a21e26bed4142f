import { parseImage } from '../../core/image-reference';
import { itemsAt, type JsonObject, objectsAt, textAt } from '../../manifests/json';
import { databaseExample } from '../data-examples';
import { engineOf } from '../data-images';
import { lastingVolumes } from '../lasting-volumes';
import { type BreachInside, podsRule, type Rule } from '../rule';

/** The official PostgreSQL image writes to the volume that it has. */
export const POSTGRES_DATA_DIRECTORY: Rule = podsRule(
  {
    id: 'postgres-data-directory',
    severity: 'warning',
    why: 'Up to version 17 the image declares a volume at /var/lib/postgresql/data: a mount above it stays empty, while the database writes to a directory that goes with the container. From 18 on the data are in a directory below /var/lib/postgresql that bears the version, and the image does not start with a mount at the old place.',
    wanted: 'a mount at /var/lib/postgresql/data with PGDATA below it up to version 17, and at /var/lib/postgresql from 18 on',
    fix: 'move the mount, and set PGDATA to a directory below it',
    wrong: databaseExample({ mountPath: '/var/lib/postgresql' }),
    right: databaseExample(),
    see: [
      'https://github.com/docker-library/docs/blob/master/postgres/README.md#pgdata',
      'https://github.com/docker-library/postgres/pull/1259',
    ],
  },
  function* misplaced(pods) {
    const lasting = lastingVolumes(pods);
    for (const container of pods.containers) {
      const layout = engineOf(container) === undefined ? undefined : layoutOf(container.body);
      if (layout === undefined) continue;
      const mounts = mountsOf(container.body, lasting);
      // Without any volume that stays, database-volume says so.
      if (!mounts.some(({ lasts }) => lasts)) continue;
      const fault = faultOf(layout, mounts);
      if (fault) yield { field: [...container.field, 'volumeMounts'], ...fault };
    }
  },
);

/** Where the image keeps its data, and where it declares a volume of its own. */
interface Layout {
  readonly data: string;
  readonly declared: string;
}

interface Mount {
  readonly path: string;
  /** Whether the volume outlives the pod. */
  readonly lasts: boolean;
  /** Whether it is the root of the volume that is mounted. */
  readonly whole: boolean;
}

function mountsOf(container: JsonObject, lasting: ReadonlySet<string>): Mount[] {
  return objectsAt(container, 'volumeMounts').map((mount) => ({
    path: plain(textAt(mount, 'mountPath') ?? ''),
    lasts: lasting.has(textAt(mount, 'name') ?? ''),
    whole: !textAt(mount, 'subPath') && !textAt(mount, 'subPathExpr'),
  }));
}

/** What keeps the data from being on the volume, or the database from starting there. */
function faultOf({ data, declared }: Layout, mounts: readonly Mount[]): Pick<BreachInside, 'got' | 'severity'> | undefined {
  const over = mounts.filter(({ path }) => isWithin(data, path)).reduce((a, b) => (b.path.length > a.path.length ? b : a), NOWHERE);
  if (!over.lasts) return { got: `the data at ${data}, where no volume stays` };
  if (over.path !== declared && isWithin(declared, over.path) && isWithin(data, declared))
    return { got: `a volume at ${over.path}, above the image's own at ${declared}` };
  if (over.path !== data || !over.whole) return undefined;
  const lost = 'where the volume itself is mounted: initdb refuses a directory with lost+found in it, which most new disks have';
  return { severity: 'note', got: `the data at ${data}, ${lost}` };
}

const NOWHERE: Mount = { path: '', lasts: false, whole: false };

/** The layout of the official image; undefined for any other, and where a variable that the manifests do not show may say it. */
function layoutOf(container: JsonObject): Layout | undefined {
  const { repository = '', tag = '' } = parseImage(textAt(container, 'image') ?? '') ?? {};
  const major = /^(\d+)(\.\d+)?(-|$)/.exec(tag)?.[1];
  if (!/^((docker\.io|index\.docker\.io)\/)?(library\/)?postgres$|\/library\/postgres$/.test(repository) || major === undefined)
    return undefined;
  const declared = Number(major) < 18 ? '/var/lib/postgresql/data' : '/var/lib/postgresql';
  const variable = objectsAt(container, 'env').find(({ name }) => name === 'PGDATA');
  if (variable) {
    const value = textAt(variable, 'value');
    return value?.startsWith('/') ? { data: plain(value), declared } : undefined;
  }
  if (itemsAt(container, 'envFrom').length > 0) return undefined;
  return { data: Number(major) < 18 ? declared : `${declared}/${major}/docker`, declared };
}

/** A path without doubled slashes, and without one at its end. */
function plain(path: string): string {
  return `/${path.split('/').filter(Boolean).join('/')}`;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
