import { numberAt, objectAt } from '../../manifests/json';
import type { Impact } from '../effect-rule';
import type { Update } from '../update';
import { durationText } from '../wording';

/** By these two, Argo CD and Flux delete an object and make it anew instead of updating it. */
const ARGO_OPTIONS = 'argocd.argoproj.io/sync-options';
const FLUX_FORCE = 'kustomize.toolkit.fluxcd.io/force';

/**
 * How a Job gets another template all the same: one that is removed when it has ended is mostly gone when the next release
 * comes, and one that is marked so is deleted first by the tools that know the mark. Undefined where neither helps.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#force-sync
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#force
 */
export function jobReplacement({ before, after }: Update): Pick<Impact, 'summary' | 'severity'> | undefined {
  if (after.kind !== 'Job') return undefined;
  const seconds = numberAt(before.body, 'spec', 'ttlSecondsAfterFinished');
  const tools = forcedBy(after);
  if (seconds === undefined && tools.length === 0) return undefined;
  const meanwhile = `is refused while the old Job is there${seconds === undefined ? '' : `, which is until ${durationText(seconds)} after its end`}`;
  const then =
    tools.length === 0
      ? 'after that it runs anew'
      : `by its annotations ${tools.join(' and ')} ${tools.length === 1 ? 'replaces' : 'replace'} it first`;
  return { severity: seconds !== undefined && tools.length > 0 ? 'note' : 'warning', summary: `${meanwhile}; ${then}` };
}

function forcedBy({ body }: Update['after']): string[] {
  const annotations = objectAt(body, 'metadata', 'annotations');
  const options = `${annotations[ARGO_OPTIONS] ?? ''}`.split(',').map((option) => option.trim());
  const argo = options.includes('Replace=true') && options.includes('Force=true') ? ['Argo CD'] : [];
  const flux = `${annotations[FLUX_FORCE] ?? ''}`.toLowerCase() === 'enabled' ? ['Flux'] : [];
  return [...argo, ...flux];
}
