/**
 * Tries of a Job after its first failure, with the API's exponential back-off (10 s, 20 s, 40 s…, ten minutes in all): a
 * migration outlasts the first start of its database, whose volume and image come first.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
 */
export const BACKOFF_LIMIT = 6;

/** A finished Job leaves after ten minutes: long enough to read its log, short enough for the next release. */
export const JOB_TTL_SECONDS = 600;

/** Longest run of a Job that says none: a hanging migration must not hold a release for ever. */
export const JOB_DEADLINE_SECONDS = 1800;

/**
 * A scheduled run that could not start in this time is skipped; without it, 100 missed runs end the schedule.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline
 */
export const STARTING_DEADLINE_SECONDS = 300;

/** Finished runs kept of a schedule: a broken nightly backup is still there to be read after a weekend. */
export const HISTORY = { succeeded: 3, failed: 3 };

/**
 * The template of a Job is immutable, so a release that changes it has to replace the finished one. `kubectl apply` is
 * told to by deleting the Job, or by waiting until its time to live has passed; delivery tools by these annotations.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#force-sync
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
 */
export const REPLACE_JOB = {
  'argocd.argoproj.io/sync-options': 'Force=true,Replace=true',
  'kustomize.toolkit.fluxcd.io/force': 'enabled',
} as const;
