import { at, objectAt, objectsAt, textAt, textsAt } from '../manifests/json';
import { labelSelectorOf } from '../manifests/label-selector';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { oncePerSet } from './once-per-set';
import { type Selecting, SelectorIndex } from './selector-index';

/** Something with data, as the schedules of backup tools speak of it. */
export interface BackupSubject {
  readonly namespace: string;
  /** Names of the workload or resource, and of its claims. */
  readonly names: readonly string[];
  /** Labels of the workload, of its pods and of its claims, each by itself. */
  readonly labels: readonly Readonly<Record<string, string>>[];
}

/** A schedule that saves whatever its labels select, in some namespaces. */
interface Choice {
  readonly excluded: readonly string[];
}

/** Stands for the namespaces of a schedule that names none. */
const EVERY_NAMESPACE = '*';

/** Where each kind of schedule names the one thing that it saves, in its own namespace. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  'stash.appscode.com/BackupConfiguration': ['spec', 'target', 'ref', 'name'],
  'core.kubestash.com/BackupConfiguration': ['spec', 'target', 'name'],
  'volsync.backube/ReplicationSource': ['spec', 'sourcePVC'],
  'postgresql.cnpg.io/ScheduledBackup': ['spec', 'cluster', 'name'],
};

const schedules = oncePerSet((manifests) => ({
  targets: new Set(manifests.all.flatMap(targetOf)),
  namespaces: new Set(manifests.of('Schedule', 'k8up.io').flatMap(savedNamespace)),
  choices: new SelectorIndex([
    ...manifests.of('Schedule', 'velero.io').flatMap(veleroChoices),
    ...manifests.of('SnapshotSchedule', 'snapscheduler.backube').map(snapshotChoice),
  ]),
  anywhere: isAnywhere(manifests),
}));

/** Whether a backup tool is told to save something again and again. */
export function isScheduled({ namespace, names, labels }: BackupSubject, manifests: ManifestSet): boolean {
  const { targets, namespaces, choices, anywhere } = schedules(manifests);
  if (anywhere || namespaces.has(namespace) || names.some((name) => targets.has(`${namespace}/${name}`))) return true;
  return labels.some((own) =>
    [namespace, EVERY_NAMESPACE].some((place) => choices.selecting(place, own).some(({ excluded }) => !excluded.includes(namespace))),
  );
}

/** The thing that a schedule names; a claim of a StatefulSet goes by the name of its template, without the pod's number. */
function targetOf({ group, kind, namespace = 'default', body }: Manifest): string[] {
  const field = TARGETS[`${group}/${kind}`];
  const target = field && textAt(body, ...field);
  return target ? [`${namespace}/${target}`, `${namespace}/${target.replace(/-\d+$/, '')}`] : [];
}

function savedNamespace({ namespace = 'default', body }: Manifest): string[] {
  return at(body, 'spec', 'backup') === undefined ? [] : [namespace];
}

function veleroChoices({ body }: Manifest): Selecting<Choice>[] {
  if (at(body, 'spec', 'paused') === true) return [];
  const template = objectAt(body, 'spec', 'template');
  const included = textsAt(template, 'includedNamespaces');
  const selector = labelSelectorOf(objectAt(template, 'labelSelector'));
  const item = { excluded: textsAt(template, 'excludedNamespaces') };
  return (included.length === 0 ? [EVERY_NAMESPACE] : included).map((namespace) => ({ namespace, selector, item }));
}

function snapshotChoice({ namespace = 'default', body }: Manifest): Selecting<Choice> {
  return { namespace, selector: labelSelectorOf(objectAt(body, 'spec', 'claimSelector')), item: { excluded: [] } };
}

/** These choose by labels of namespaces and volumes, which the manifests need not show. */
function isAnywhere(manifests: ManifestSet): boolean {
  const kasten = manifests.of('Policy', 'config.kio.kasten.io').flatMap(({ body }) => objectsAt(body, 'spec', 'actions'));
  const longhorn = manifests.of('RecurringJob', 'longhorn.io').map(({ body }) => textAt(body, 'spec', 'task') ?? '');
  return kasten.some(({ action }) => action === 'backup') || longhorn.some((task) => task.startsWith('backup'));
}
