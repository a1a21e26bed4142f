import type { Severity } from '../checks/finding';
import type { ManifestSet } from '../manifests/manifest-set';
import type { KubernetesVersion } from '../model/kubernetes-version';
import type { FieldStep } from './diff/field-diff';
import type { ObjectChange } from './diff/object-diff';
import type { EffectKind } from './effect';

/** What a rule of the review is about, and what its page says. */
export interface EffectText {
  /** Lower-case words with hyphens; public API, never reused, and no id of a check. */
  readonly id: string;
  readonly kind: EffectKind;
  readonly severity: Severity;
  /** Why this happens, as a sentence without its full stop. */
  readonly reason: string;
  /** How to get there safely, each step a sentence without its full stop. */
  readonly recipe: readonly string[];
  /** YAML that runs. */
  readonly before: string;
  /** The same YAML, changed so that this happens. */
  readonly after: string;
  /** Where the rule comes from. */
  readonly see: readonly string[];
}

/** What is compared: both sets as the API server stores them, and what differs. */
export interface ReviewTarget {
  readonly before: ManifestSet;
  readonly after: ManifestSet;
  readonly changes: readonly ObjectChange[];
  /** The objects before as they were written: what they do not say, whoever applied them does not own. */
  readonly written: ManifestSet;
  /** Version of the API server that will get the manifests. */
  readonly kubernetes: KubernetesVersion;
}

/** One thing that a change does. */
export interface Impact {
  readonly change: ObjectChange;
  /** Fields of the object whose change does it; none where the whole object is the reason. */
  readonly fields?: readonly (readonly FieldStep[])[];
  /** What happens, as a sentence without its full stop. */
  readonly summary: string;
  /** Where this one is other than what the rule's effects are in general. */
  readonly kind?: EffectKind;
  readonly severity?: Severity;
  readonly reason?: string;
  readonly recipe?: readonly string[];
}

/** One rule, complete: what it says and how it is found. */
export interface EffectRule extends EffectText {
  readonly find: (target: ReviewTarget) => Iterable<Impact>;
}

/** A rule about single changes of objects of some kinds, each `group/Kind` (`/Service`, `apps/Deployment`). */
export function changeRule(
  text: EffectText,
  kinds: readonly string[],
  find: (change: ObjectChange, target: ReviewTarget) => Iterable<Omit<Impact, 'change'>>,
): EffectRule {
  const wanted = new Set(kinds);
  return {
    ...text,
    *find(target) {
      for (const change of target.changes)
        if (wanted.has(kindOf(change))) for (const impact of find(change, target)) yield { change, ...impact };
    },
  };
}

/** `group/Kind` of the object that changes. */
export function kindOf({ object }: ObjectChange): string {
  return object.split('/', 2).join('/');
}
