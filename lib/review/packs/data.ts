import type { EffectRule } from '../effect-rule';
import { BACKUP_WEAKENED } from '../rules/backup-weakened';
import { DATA_LEFT_BEHIND } from '../rules/data-left-behind';
import { DATA_MOVED } from '../rules/data-moved';
import { DATA_OWNER } from '../rules/data-owner';
import { DATA_REMOVED } from '../rules/data-removed';
import { DATA_SCALED_AWAY } from '../rules/data-scaled-away';
import { DATA_UNPROTECTED } from '../rules/data-unprotected';
import { DATABASE_IMAGE } from '../rules/database-image';
import { DATABASE_VERSION } from '../rules/database-version';
import { DISK_SHRINKS } from '../rules/disk-shrinks';

/** What data may be lost by a change, or be where nobody looks for it. */
export const DATA_RULES: readonly EffectRule[] = [
  DATA_REMOVED,
  DATA_LEFT_BEHIND,
  DATA_MOVED,
  DATA_SCALED_AWAY,
  DATABASE_VERSION,
  DATABASE_IMAGE,
  DATA_OWNER,
  DISK_SHRINKS,
  DATA_UNPROTECTED,
  BACKUP_WEAKENED,
];
