import { parseImage } from '../../core/image-reference';
import { numberAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { databaseChanges } from '../data/database-images';
import { compareVersions, ENGINE_VERSIONS, type EngineVersions, seriesOf, versionOf } from '../data/engine-versions';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { changedPods } from '../set-pods';
import { updateOf } from '../update';

const database = (tag: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  serviceName: orders-db
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec: { containers: [{ name: postgres, image: 'postgres:${tag}', volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 50Gi } } }
`;

const TEXT: EffectText = {
  id: 'database-version',
  kind: 'data-at-risk',
  severity: 'error',
  reason:
    'a server keeps its data in the form of its version: an older one cannot read what a newer one has written, and some newer ones do not convert what an older one has',
  recipe: ['save the data, and read it back once to see that the copy is good'],
  before: database('16.9'),
  after: database('17.6'),
  see: [...new Set(Object.values(ENGINE_VERSIONS).map(({ see }) => see))],
};

/** A server of another series takes over the data of the one that ran. */
export const DATABASE_VERSION: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const pods of changedPods(target))
      for (const { before, after, container } of databaseChanges(pods)) {
        if (before.title !== after.title) continue;
        const told = stepOf(before.title, versionOf(before.tag), versionOf(after.tag));
        const field = pods.change.fields
          .map((change) => change.field)
          .filter((f) => f.at(-1) === 'image' && f.some((s) => typeof s === 'object' && s.item === container));
        if (told) yield { change: pods.change, fields: field, ...told };
      }
    for (const change of target.changes) {
      const update = updateOf(change);
      const [old, now] = update ? [operated(update.before), operated(update.after)] : [];
      const told = old && now && stepOf(old.title, old.version, now.version, old.converts);
      if (told)
        yield {
          change,
          fields: change.fields.map(({ field }) => field).filter((f) => /image|version|major/i.test(`${f.at(-1)}`)),
          ...told,
        };
    }
  },
};

type Told = Pick<Impact, 'severity' | 'summary' | 'reason' | 'recipe'>;

function stepOf(title: string, from: readonly number[] | undefined, to: readonly number[] | undefined, converts = false): Told | undefined {
  const engine = ENGINE_VERSIONS[title];
  const [old, fresh] = engine && from && to ? [seriesOf(engine, from), seriesOf(engine, to)] : [];
  const step = old && fresh ? compareVersions(fresh, old) : 0;
  if (!engine || !old || !fresh || step === 0) return undefined;
  const versions = `${title} goes from ${old.join('.')} ${step > 0 ? 'up' : 'down'} to ${fresh.join('.')}`;
  if (step < 0)
    return {
      summary: `${versions}, and cannot read what the newer one has written`,
      recipe: [...TEXT.recipe, 'stay on the version that runs, or load a copy of the data into a new server of the older one'],
    };
  return { ...up(versions, engine, old, fresh, converts), recipe: [...TEXT.recipe, engine.way] };
}

function up(versions: string, engine: EngineVersions, old: readonly number[], fresh: readonly number[], converts: boolean): Told {
  if (engine.skips(old, fresh)) return { summary: `${versions} and leaves out a series on the way, which the server refuses` };
  if (engine.up === 'refuses' && !converts) return { summary: `${versions}, and does not start with the data of the older one` };
  return {
    severity: 'warning',
    summary: `${versions}, ${converts ? 'which its operator does in place, with the database down meanwhile' : 'and takes the data over'}: there is no way back but a copy`,
  };
}

/** A server that an operator runs; `converts` where the operator brings the data to a new version. */
interface Operated {
  readonly title: string;
  readonly version?: readonly number[];
  readonly converts?: boolean;
}

/** Where custom resources state the version of their server: https://cloudnative-pg.io/documentation/current/postgres_upgrades/ */
function operated({ group, kind, body }: Manifest): Operated | undefined {
  switch (`${group}/${kind}`) {
    case 'postgresql.cnpg.io/Cluster': {
      const major = numberAt(body, 'spec', 'imageCatalogRef', 'major');
      const version = major === undefined ? versionOf(parseImage(textAt(body, 'spec', 'imageName') ?? '')?.tag) : [major];
      return { title: 'PostgreSQL', version, converts: true };
    }
    case 'kafka.strimzi.io/Kafka':
      return { title: 'Kafka', version: versionOf(textAt(body, 'spec', 'kafka', 'version')) };
    case 'elasticsearch.k8s.elastic.co/Elasticsearch':
      return { title: 'Elasticsearch', version: versionOf(textAt(body, 'spec', 'version')) };
    case 'rabbitmq.com/RabbitmqCluster':
      return { title: 'RabbitMQ', version: versionOf(parseImage(textAt(body, 'spec', 'image') ?? '')?.tag) };
    case 'k8s.mariadb.com/MariaDB':
      return { title: 'MariaDB', version: versionOf(parseImage(textAt(body, 'spec', 'image') ?? '')?.tag) };
    default:
      return undefined;
  }
}
