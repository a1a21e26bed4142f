import type { ObjectChange } from '../diff/object-diff';
import type { ReviewTarget } from '../effect-rule';
import { BACKUP_WEAKENED } from '../rules/backup-weakened';

/** Whether a change of a schedule is told as that of a backup which saves less. */
export function isWeakenedBackup(change: ObjectChange, target: ReviewTarget): boolean {
  return [...BACKUP_WEAKENED.find({ ...target, changes: [change] })].length > 0;
}
