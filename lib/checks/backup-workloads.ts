import { parseImage } from '../core/image-reference';
import { type JsonObject, objectsAt, textAt, textsAt } from '../manifests/json';
import type { ManifestSet } from '../manifests/manifest-set';
import type { PodsView } from '../manifests/pods';
import { claimsOf } from './claims';
import { oncePerSet } from './once-per-set';
import { servicesOver } from './pod-selectors';

/** Programs that save data. */
const TOOLS =
  '(pg_|mysql|mariadb-|mongo)dump|pg_basebackup|pgbackrest|barman|\\bwal-g|xtrabackup|restic|velero|kopia|\\bborg|rclone|litestream';

/** How workloads, containers and images are called that save data, and what commands of theirs say. */
const SAVES_BY_NAME = new RegExp(`backup|snapshot|${TOOLS}`, 'i');
const SAVES_BY_COMMAND = new RegExp(`\\bbackup\\b|${TOOLS}`, 'i');

/** Kinds that run all the time or again and again; a Job saves once. */
const RUNS_ON: readonly string[] = ['CronJob', 'Deployment', 'StatefulSet', 'DaemonSet'];

/** What the backups of a namespace save, so far as it can be seen. */
interface Saved {
  /** Words that may be names of what is saved. */
  readonly words: Set<string>;
  /** Whether one of them names nothing of its namespace, and so reads from elsewhere what it is to save. */
  unnamed: boolean;
}

const saved = oncePerSet((manifests) => {
  const names = new Set<string>();
  for (const pods of manifests.pods)
    if (claimsOf(pods, manifests).length > 0 && !isBackup(pods))
      for (const name of namesOf(pods, manifests)) names.add(`${pods.namespace}/${name}`);
  const byNamespace = new Map<string, Saved>();
  for (const pods of manifests.pods) {
    if (!RUNS_ON.includes(pods.manifest.kind) || !isBackup(pods)) continue;
    const all = byNamespace.get(pods.namespace) ?? { words: new Set(), unnamed: false };
    const words = wordsOf(pods, manifests);
    for (const word of words) all.words.add(word);
    if (!words.some((word) => names.has(`${pods.namespace}/${word}`))) all.unnamed = true;
    byNamespace.set(pods.namespace, all);
  }
  return byNamespace;
});

/** Whether pods are there to save data, or do so beside their work, so far as names, images and commands tell. */
export function isBackup({ name, containers }: PodsView): boolean {
  return SAVES_BY_NAME.test(name) || containers.some(({ body }) => savesData(body));
}

function savesData(container: JsonObject): boolean {
  // The tag is left out, for SNAPSHOT is a version there.
  const { repository = '' } = parseImage(textAt(container, 'image') ?? '') ?? {};
  return SAVES_BY_NAME.test(`${repository} ${textAt(container, 'name')}`) || SAVES_BY_COMMAND.test(commandOf(container).join(' '));
}

/** Whether another workload of the namespace saves the data of these pods. */
export function isSavedByWorkload(pods: PodsView, manifests: ManifestSet): boolean {
  const found = saved(manifests).get(pods.namespace);
  return found !== undefined && (found.unnamed || namesOf(pods, manifests).some((name) => found.words.has(name)));
}

/** Names by which others speak of a workload and its data: its own, those of the Services in front of it, and of its claims. */
function namesOf(pods: PodsView, manifests: ManifestSet): string[] {
  return [pods.name, ...servicesOver(pods, manifests).map(({ name }) => name), ...sharedClaims(pods, manifests)];
}

/** Every word of the pods' name, claims, commands and variables that may be the name of what they save. */
function wordsOf(pods: PodsView, manifests: ManifestSet): string[] {
  const texts = pods.containers.flatMap(({ body }) => [
    ...commandOf(body),
    ...objectsAt(body, 'env').map((variable) => textAt(variable, 'value') ?? ''),
  ]);
  const own = pods.name.replace(/^(backup|dump|snapshot)s?-|-(backup|dump|snapshot)s?$/, '');
  return [own, ...sharedClaims(pods, manifests), ...texts.flatMap((text) => text.split(/[^a-z0-9-]+/))];
}

function sharedClaims(pods: PodsView, manifests: ManifestSet): string[] {
  return claimsOf(pods, manifests).flatMap(({ shared }) => shared ?? []);
}

function commandOf(container: JsonObject): string[] {
  return [...textsAt(container, 'command'), ...textsAt(container, 'args')];
}
