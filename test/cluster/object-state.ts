import type { AnyManifest } from '../support/synthesis';
import { kubectlJson } from './kubectl';

/** The API server stores the defaults of their status at the first write after the creation, whatever is written. */
const STORED_LATE = new Set(['Gateway', 'PersistentVolumeClaim']);

/**
 * What tells whether an object was changed: what is recorded of a manager's writing, times included; and, where nobody else
 * has written to it, as an autoscaler does, its version.
 */
export interface ObjectState {
  readonly kind: string;
  readonly name: string;
  readonly own: AnyManifest[];
  readonly alone: boolean;
  readonly version: string | number;
}

/** The states of all objects of a folder's files, in their order. */
export function stateOf(folder: string, manager: string): ObjectState[] {
  return kubectlJson('get', '-f', folder, '--show-managed-fields').items.map(({ kind, metadata }: AnyManifest): ObjectState => {
    const { name, resourceVersion, generation, managedFields } = metadata;
    const own = managedFields.filter((entry: { manager: string }) => entry.manager === manager);
    const version = STORED_LATE.has(kind) ? generation : resourceVersion;
    return { kind, name, own, alone: own.length === managedFields.length, version };
  });
}

/** `Kind/name` of those that were changed between two looks. */
export function changedObjects(before: readonly ObjectState[], after: readonly ObjectState[]): string[] {
  return after.filter((state, i) => isChanged(before[i], state)).map(({ kind, name }) => `${kind}/${name}`);
}

function isChanged(before: ObjectState | undefined, after: ObjectState): boolean {
  if (JSON.stringify(before?.own) !== JSON.stringify(after.own)) return true;
  return before?.alone === true && after.alone && before.version !== after.version;
}
