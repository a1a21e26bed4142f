import { BACKUP_MISSING } from '../rules/backup-missing';
import { CHANGING_CLAIM_TEMPLATE } from '../rules/changing-claim-template';
import { CHANGING_SELECTOR } from '../rules/changing-selector';
import { CLAIM_PER_POD } from '../rules/claim-per-pod';
import { CLAIM_PRUNE } from '../rules/claim-prune';
import { CLAIM_RETENTION } from '../rules/claim-retention';
import { CLAIM_ROLLOUT } from '../rules/claim-rollout';
import { DATABASE_ACCESS_MODE } from '../rules/database-access-mode';
import { DATABASE_VOLUME } from '../rules/database-volume';
import { HOST_PATH_PERSISTENT_VOLUME } from '../rules/host-path-persistent-volume';
import { POSTGRES_DATA_DIRECTORY } from '../rules/postgres-data-directory';
import { REFUSED_CLAIM } from '../rules/refused-claim';
import { SHARED_CLAIM } from '../rules/shared-claim';
import { STATEFUL_SET_GRACE } from '../rules/stateful-set-grace';
import { STATEFUL_SET_VOLUME } from '../rules/stateful-set-volume';
import { VOLUME_GROUP } from '../rules/volume-group';
import { VOLUME_RECLAIM } from '../rules/volume-reclaim';
import type { Pack } from './pack';

/** What keeps data where they are, whatever becomes of pods, releases and nodes. */
export const DATA_SAFETY: Pack = {
  name: 'data-safety',
  about: 'Data outlive pods, releases and mistakes, and no two programs write over each other’s.',
  rules: [
    DATABASE_VOLUME,
    STATEFUL_SET_VOLUME,
    POSTGRES_DATA_DIRECTORY,
    DATABASE_ACCESS_MODE,
    VOLUME_GROUP,
    REFUSED_CLAIM,
    CLAIM_RETENTION,
    VOLUME_RECLAIM,
    CLAIM_PRUNE,
    HOST_PATH_PERSISTENT_VOLUME,
    CLAIM_ROLLOUT,
    CLAIM_PER_POD,
    SHARED_CLAIM,
    STATEFUL_SET_GRACE,
    CHANGING_SELECTOR,
    CHANGING_CLAIM_TEMPLATE,
    BACKUP_MISSING,
  ],
};
