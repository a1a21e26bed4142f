import type { PodsView } from '../manifests/pods';
import type { BreachInside, CheckTarget, Rule, RuleText } from './rule';

/** A rule about workloads of some kinds and their pods; other than with `podsRule`, fields are those of the whole manifest. */
export function workloadRule(
  text: RuleText,
  kinds: readonly string[],
  find: (pods: PodsView, target: CheckTarget) => Iterable<BreachInside>,
): Rule {
  return {
    ...text,
    *find(target) {
      for (const pods of target.manifests.pods)
        if (kinds.includes(`${pods.manifest.group}/${pods.manifest.kind}`))
          for (const breach of find(pods, target)) yield { manifest: pods.manifest, ...breach };
    },
  };
}
