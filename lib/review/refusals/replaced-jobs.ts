import { type JsonObject, numberAt, objectAt } from '../../manifests/json';
import type { Impact } from '../effect-rule';
import type { Update } from '../update';
import { durationText } from '../wording';

/** By these two, Argo CD and Flux delete an object and make it anew instead of updating it. */
const ARGO_OPTIONS = 'argocd.argoproj.io/sync-options';
const FLUX_FORCE = 'kustomize.toolkit.fluxcd.io/force';

/** By these two, Argo CD makes a Job anew at every synchronization, and compares nothing; the policy is the default. */
const ARGO_HOOK = 'argocd.argoproj.io/hook';
const ARGO_HOOK_POLICY = 'argocd.argoproj.io/hook-delete-policy';

/**
 * How a Job gets another template all the same: one that is removed when it has ended is mostly gone when the next release
 * comes, and one that is marked so is deleted first by the tools that know the mark. Undefined where neither helps. Argo CD heeds
 * its mark for what it has compared, and a comparison on the server's side is refused as the update is.
 * @see https://github.com/argoproj/argo-cd/issues/29348
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#force-sync
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/#hook-lifecycle-and-cleanup
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#force
 */
export function jobReplacement({ before, after }: Update): Pick<Impact, 'summary' | 'severity'> | undefined {
  if (after.kind !== 'Job') return undefined;
  const seconds = numberAt(before.body, 'spec', 'ttlSecondsAfterFinished');
  const annotations = objectAt(after.body, 'metadata', 'annotations');
  const tools = replacedBy(annotations);
  const unsure = !tools.includes('Argo CD') && isForcedByArgo(annotations);
  if (seconds === undefined && tools.length === 0 && !unsure) return undefined;
  const meanwhile = `is refused while the old Job is there${seconds === undefined ? '' : `, which is until ${durationText(seconds)} after its end`}`;
  return {
    severity: seconds !== undefined && tools.length > 0 ? 'note' : 'warning',
    summary: `${meanwhile}; ${tools.length > 0 || unsure ? replacement(tools, unsure) : 'after that it runs anew'}`,
  };
}

function replacement(tools: readonly string[], unsure: boolean): string {
  const unless = "unless it compares on the server's side (ServerSideDiff)";
  if (tools.length === 0) return `by its annotations Argo CD replaces it first, ${unless}`;
  const sure = `by its annotations ${tools.join(' and ')} ${tools.length === 1 ? 'replaces' : 'replace'} it first`;
  return unsure ? `${sure}, and so does Argo CD ${unless}` : sure;
}

/** The tools that replace it however they are set up. */
function replacedBy(annotations: JsonObject): string[] {
  const isHook = /\b(Pre|Post)?Sync\b/.test(`${annotations[ARGO_HOOK] ?? ''}`);
  const isDeletedFirst = `${annotations[ARGO_HOOK_POLICY] ?? 'BeforeHookCreation'}`.includes('BeforeHookCreation');
  const isForcedByFlux = `${annotations[FLUX_FORCE] ?? ''}`.toLowerCase() === 'enabled';
  return [...(isHook && isDeletedFirst ? ['Argo CD'] : []), ...(isForcedByFlux ? ['Flux'] : [])];
}

function isForcedByArgo(annotations: JsonObject): boolean {
  const options = `${annotations[ARGO_OPTIONS] ?? ''}`.split(',').map((option) => option.trim());
  return options.includes('Replace=true') && options.includes('Force=true');
}
