import type { EffectRule } from '../effect-rule';
import { CONFIG_CHANGED } from '../rules/config-changed';
import { CONFIG_MISSING } from '../rules/config-missing';
import { CONTAINER_RESTARTS } from '../rules/container-restarts';
import { CRON_JOB_CHANGED } from '../rules/cron-job-changed';
import { CRON_JOB_STARTS } from '../rules/cron-job-starts';
import { CRON_JOB_STOPS } from '../rules/cron-job-stops';
import { JOB_RUNS } from '../rules/job-runs';
import { JOB_STOPS } from '../rules/job-stops';
import { ORDINALS_MOVED } from '../rules/ordinals-moved';
import { PODS_KEEP_OLD_TEMPLATE } from '../rules/pods-keep-old-template';
import { RECREATES_PODS } from '../rules/recreates-pods';
import { ROLLOUT_RESUMES } from '../rules/rollout-resumes';
import { ROLLS_PODS } from '../rules/rolls-pods';
import { SCALED_FROM_ZERO } from '../rules/scaled-from-zero';
import { SCALED_TO_ZERO } from '../rules/scaled-to-zero';
import { SECRET_ROTATED } from '../rules/secret-rotated';
import { WORKLOAD_ADDED } from '../rules/workload-added';
import { WORKLOAD_REMOVED } from '../rules/workload-removed';
import { WORKLOAD_RENAMED } from '../rules/workload-renamed';

/** What becomes of the pods. */
export const PODS_RULES: readonly EffectRule[] = [
  ROLLS_PODS,
  RECREATES_PODS,
  PODS_KEEP_OLD_TEMPLATE,
  ROLLOUT_RESUMES,
  ORDINALS_MOVED,
  CONTAINER_RESTARTS,
  WORKLOAD_ADDED,
  WORKLOAD_REMOVED,
  WORKLOAD_RENAMED,
  SCALED_TO_ZERO,
  SCALED_FROM_ZERO,
  JOB_RUNS,
  JOB_STOPS,
  CRON_JOB_CHANGED,
  CRON_JOB_STARTS,
  CRON_JOB_STOPS,
  CONFIG_CHANGED,
  SECRET_ROTATED,
  CONFIG_MISSING,
];
