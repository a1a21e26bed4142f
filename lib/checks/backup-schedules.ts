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

/** Schedules that save the same: whatever has certain labels, in one namespace or in all. */
interface Choice {
  schedules: number;
  /** How many of them leave a namespace out. */
  readonly exclusions: Map<string, number>;
}

/** Stands for the namespaces of a schedule that names none. */
const EVERY_NAMESPACE = '*';

/**
 * Where each kind of schedule names the one thing that it saves, in its own namespace.
 * @see https://github.com/stashed/apimachinery/blob/master/apis/stash/v1beta1/backup_configuration_types.go
 * @see https://github.com/kubestash/apimachinery/blob/master/apis/core/v1alpha1/backupconfiguration_types.go
 * @see https://github.com/backube/volsync/blob/main/api/v1alpha1/replicationsource_types.go
 */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  'stash.appscode.com/BackupConfiguration': ['spec', 'target', 'ref', 'name'],
  'core.kubestash.com/BackupConfiguration': ['spec', 'target', 'name'],
  'volsync.backube/ReplicationSource': ['spec', 'sourcePVC'],
  'postgresql.cnpg.io/ScheduledBackup': ['spec', 'cluster', 'name'],
};

const schedules = oncePerSet((manifests) => ({
  targets: new Set(manifests.all.flatMap(targetOf)),
  namespaces: new Set(manifests.of('Schedule', 'k8up.io').flatMap(savedNamespace)),
  choices: new SelectorIndex(
    choicesOf([
      ...manifests.of('Schedule', 'velero.io').flatMap(veleroSelections),
      ...manifests.of('SnapshotSchedule', 'snapscheduler.backube').map(snapshotSelection),
    ]),
  ),
  anywhere: isAnywhere(manifests),
}));

/** Whether a backup tool is told to save something again and again. */
export function isScheduled({ namespace, names, labels }: BackupSubject, manifests: ManifestSet): boolean {
  const { targets, namespaces, choices, anywhere } = schedules(manifests);
  if (anywhere || namespaces.has(namespace) || names.some((name) => targets.has(`${namespace}/${name}`))) return true;
  return labels.some((own) =>
    [namespace, EVERY_NAMESPACE].some((place) =>
      choices.selecting(place, own).some(({ schedules: all, exclusions }) => (exclusions.get(namespace) ?? 0) < all),
    ),
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

/** What a schedule selects; the item holds the namespaces that it leaves out. */
type Selection = Selecting<ReadonlySet<string>>;

function veleroSelections({ body }: Manifest): Selection[] {
  if (at(body, 'spec', 'paused') === true) return [];
  const template = objectAt(body, 'spec', 'template');
  const included = textsAt(template, 'includedNamespaces');
  const selector = labelSelectorOf(objectAt(template, 'labelSelector'));
  const item = new Set(textsAt(template, 'excludedNamespaces'));
  return (included.length === 0 ? [EVERY_NAMESPACE] : included).map((namespace) => ({ namespace, selector, item }));
}

function snapshotSelection({ namespace = 'default', body }: Manifest): Selection {
  return { namespace, selector: labelSelectorOf(objectAt(body, 'spec', 'claimSelector')), item: new Set() };
}

/** Schedules that select the same are one choice, so that asking for it takes as long for a thousand of them. */
function choicesOf(selections: readonly Selection[]): Selecting<Choice>[] {
  const choices = new Map<string, Selecting<Choice>>();
  for (const { namespace, selector, item } of selections) {
    const key = JSON.stringify([namespace, selector]);
    const choice = choices.get(key) ?? { namespace, selector, item: { schedules: 0, exclusions: new Map() } };
    choice.item.schedules++;
    for (const excluded of item) choice.item.exclusions.set(excluded, (choice.item.exclusions.get(excluded) ?? 0) + 1);
    choices.set(key, choice);
  }
  return [...choices.values()];
}

/**
 * These choose by labels of namespaces and volumes, which the manifests need not show.
 * @see https://github.com/longhorn/longhorn-manager/blob/master/k8s/pkg/apis/longhorn/v1beta2/recurringjob.go backup and backup-force-create
 * @see https://docs.kasten.io/latest/api/policies.html
 */
function isAnywhere(manifests: ManifestSet): boolean {
  const kasten = manifests.of('Policy', 'config.kio.kasten.io').flatMap(({ body }) => objectsAt(body, 'spec', 'actions'));
  const longhorn = manifests.of('RecurringJob', 'longhorn.io').map(({ body }) => textAt(body, 'spec', 'task') ?? '');
  return kasten.some(({ action }) => action === 'backup') || longhorn.some((task) => task.startsWith('backup'));
}
