import { CRON_JOB_CONCURRENCY } from '../rules/cron-job-concurrency';
import { CRON_JOB_DEADLINE } from '../rules/cron-job-deadline';
import { CRON_JOB_SCHEDULE } from '../rules/cron-job-schedule';
import { CRON_JOB_TTL } from '../rules/cron-job-ttl';
import { DUPLICATE_ENV } from '../rules/duplicate-env';
import { HPA_BOUNDS } from '../rules/hpa-bounds';
import { HPA_FLOOR } from '../rules/hpa-floor';
import { JOB_BACKOFF } from '../rules/job-backoff';
import { JOB_DEADLINE } from '../rules/job-deadline';
import { JOB_TTL } from '../rules/job-ttl';
import { LIVENESS_PROBE } from '../rules/liveness-probe';
import { PDB_BLOCKS_EVICTIONS } from '../rules/pdb-blocks-evictions';
import { PDB_MISSING } from '../rules/pdb-missing';
import { PDB_UNHEALTHY_EVICTION } from '../rules/pdb-unhealthy-eviction';
import { PRE_STOP } from '../rules/pre-stop';
import { PROBE_FIELDS } from '../rules/probe-fields';
import { PROBE_PORT } from '../rules/probe-port';
import { PROBES_ALIKE } from '../rules/probes-alike';
import { PROGRESS_DEADLINE } from '../rules/progress-deadline';
import { READINESS_PROBE } from '../rules/readiness-probe';
import { REPLICAS_BESIDE_AUTOSCALER } from '../rules/replicas-beside-autoscaler';
import { RESTART_POLICY } from '../rules/restart-policy';
import { ROLLING_UPDATE } from '../rules/rolling-update';
import { ROLLOUT_STUCK } from '../rules/rollout-stuck';
import { SERVICE_ACCOUNT_ALIAS } from '../rules/service-account-alias';
import { SERVICE_PORTS_REFUSED } from '../rules/service-ports-refused';
import { SINGLE_REPLICA } from '../rules/single-replica';
import { SPREAD } from '../rules/spread';
import { SPREAD_SELECTOR } from '../rules/spread-selector';
import { TERMINATION_GRACE } from '../rules/termination-grace';
import type { Pack } from './pack';

/** What keeps a shop answering while its parts come and go. */
export const RELIABILITY: Pack = {
  name: 'reliability',
  about: 'Releases, drained nodes, lost zones and hung processes are not noticed by customers.',
  rules: [
    READINESS_PROBE,
    LIVENESS_PROBE,
    PROBES_ALIKE,
    PROBE_PORT,
    PROBE_FIELDS,
    PROGRESS_DEADLINE,
    SINGLE_REPLICA,
    REPLICAS_BESIDE_AUTOSCALER,
    HPA_BOUNDS,
    HPA_FLOOR,
    PDB_MISSING,
    PDB_BLOCKS_EVICTIONS,
    PDB_UNHEALTHY_EVICTION,
    SPREAD,
    SPREAD_SELECTOR,
    ROLLING_UPDATE,
    ROLLOUT_STUCK,
    TERMINATION_GRACE,
    PRE_STOP,
    RESTART_POLICY,
    DUPLICATE_ENV,
    SERVICE_ACCOUNT_ALIAS,
    SERVICE_PORTS_REFUSED,
    JOB_TTL,
    JOB_DEADLINE,
    JOB_BACKOFF,
    CRON_JOB_SCHEDULE,
    CRON_JOB_TTL,
    CRON_JOB_DEADLINE,
    CRON_JOB_CONCURRENCY,
  ],
};
