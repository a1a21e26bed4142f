import type { Manifest } from '../manifests/manifest';

/** The kinds that make Jobs. */
export const JOB_KINDS = ['batch/Job', 'batch/CronJob'] as const;

/** Where the spec of a Job is: its own, or that of the Jobs which a CronJob makes. */
export function jobSpec({ kind }: Manifest): readonly string[] {
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'];
}
