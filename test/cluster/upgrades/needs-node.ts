import type { UpgradeCase } from '../../upgrades/upgrade-case';
import { takesTime } from './settled';

/** Kinds that controllers give something, or keep from going, beside those whose objects make pods. */
const CARED_FOR: ReadonlySet<string> = new Set([
  'CronJob',
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'PriorityClass',
  'StorageClass',
]);

/** Whether what comes of a case depends on more than the API server. */
export function needsNode({ before, after }: UpgradeCase): boolean {
  return [...before.all, ...after.all].some(({ kind }) => takesTime(kind) || CARED_FOR.has(kind));
}
