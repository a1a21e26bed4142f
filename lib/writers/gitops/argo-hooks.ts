import { contentHash } from '../../core/digest';
import { textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { SYNC_OPTIONS } from '../kept-data';
import { annotate, type KustomizePatch, targetOf } from '../kustomize/kustomization';
import { renderYaml } from '../yaml';

const HOOK = { 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' };

/** Annotation of an account: it differs when a Job that runs as it does. */
const JOB_DIGEST = 'cdk8s-shop/job';

/**
 * Patches that make hooks of the Jobs that may be replaced. Argo CD compares by a dry run of server-side apply, which the API
 * server refuses for a Job with another template, whatever the options of the sync say; then nothing of the shop can be
 * compared, and nothing is synchronized. A hook is not compared. It is deleted and made anew in its wave at every
 * synchronization. As hooks alone make nobody synchronize, the account of a Job tells that the Job differs.
 * @see https://github.com/argoproj/argo-cd/issues/29348
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export function jobHooks(manifests: readonly Manifest[]): KustomizePatch[] {
  const jobs = manifests.filter(isReplaced);
  const accounts = manifests.filter(({ group, kind }) => group === '' && kind === 'ServiceAccount');
  return [
    ...jobs.map((job) => annotate(targetOf(job), HOOK)),
    ...accounts.flatMap((account) => {
      const own = jobs.filter((job) => runsAs(job, account));
      return own.length > 0
        ? [annotate(targetOf(account), { [JOB_DIGEST]: contentHash(own.map(({ body }) => renderYaml(body)).join('')) })]
        : [];
    }),
  ];
}

/** Whether a Job says that it may be deleted and made anew; one of the user's own that does not is left as it is. */
function isReplaced({ group, kind, body }: Manifest): boolean {
  const options = textAt(body, 'metadata', 'annotations', SYNC_OPTIONS) ?? '';
  return group === 'batch' && kind === 'Job' && /(^|,)\s*Replace=true\s*(,|$)/.test(options);
}

function runsAs({ namespace, body }: Manifest, account: Manifest): boolean {
  return namespace === account.namespace && textAt(body, 'spec', 'template', 'spec', 'serviceAccountName') === account.name;
}
