import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { ContainerView, PodsView } from '../manifests/pods';
import type { KubernetesVersion } from '../model/kubernetes-version';
import type { CheckSettings } from './check-settings';
import type { FieldPath, Severity } from './finding';

/** What a rule is about and what its page says. */
export interface RuleText {
  /** Lower-case words with hyphens; public API, never reused. */
  readonly id: string;
  readonly severity: Severity;
  /** Why it matters: what happens to the shop where the rule is broken. */
  readonly why: string;
  /** What the rule accepts, as the end of a sentence that begins with "wanted". */
  readonly wanted: string;
  /** What to do, as a sentence without its full stop. */
  readonly fix: string;
  /** YAML that breaks this rule. */
  readonly wrong: string;
  /** The same YAML, mended. */
  readonly right: string;
  /** Where the rule comes from. */
  readonly see: readonly string[];
}

/** What is checked, and against what. */
export interface CheckTarget {
  readonly manifests: ManifestSet;
  /** Version of the API server that will get the manifests. */
  readonly kubernetes: KubernetesVersion;
  readonly settings: CheckSettings;
}

/** One violation. */
export interface Breach {
  readonly manifest: Manifest;
  readonly field: FieldPath;
  /** What is there, as the end of a sentence that begins with "got". */
  readonly got: string;
  /** Where this one matters more or less than the rule's breaches do in general. */
  readonly severity?: Severity;
  /** Where the rule's own text is too general for this one. */
  readonly wanted?: string;
  readonly fix?: string;
}

/** A violation inside of one object. */
export type BreachInside = Omit<Breach, 'manifest'>;

/** Breaches whose fields are relative to a place of the object. */
export function* beneath(place: FieldPath, breaches: Iterable<BreachInside>): Generator<BreachInside> {
  for (const breach of breaches) yield { ...breach, field: [...place, ...breach.field] };
}

/** One rule, complete: what it says and how it is found. */
export interface Rule extends RuleText {
  readonly find: (target: CheckTarget) => Iterable<Breach>;
}

/** A rule about single objects of some kinds, each `group/Kind` (`/Service`, `apps/Deployment`). */
export function manifestRule(
  text: RuleText,
  kinds: readonly string[],
  find: (manifest: Manifest, target: CheckTarget) => Iterable<BreachInside>,
): Rule {
  return {
    ...text,
    *find(target) {
      for (const identified of kinds) {
        const [group = '', kind = ''] = identified.split('/');
        for (const manifest of target.manifests.of(kind, group)) for (const breach of find(manifest, target)) yield { manifest, ...breach };
      }
    },
  };
}

/** A rule about every object, whatever its kind. */
export function anyManifestRule(text: RuleText, find: (manifest: Manifest, target: CheckTarget) => Iterable<BreachInside>): Rule {
  return {
    ...text,
    *find(target) {
      for (const manifest of target.manifests.all) for (const breach of find(manifest, target)) yield { manifest, ...breach };
    },
  };
}

/** A rule about the pods of every workload; fields are relative to the pod's template (`['spec', 'hostNetwork']`). */
export function podsRule(text: RuleText, find: (pods: PodsView, target: CheckTarget) => Iterable<BreachInside>): Rule {
  return {
    ...text,
    *find(target) {
      for (const pods of target.manifests.pods)
        for (const breach of beneath(pods.template, find(pods, target))) yield { manifest: pods.manifest, ...breach };
    },
  };
}

/** A rule about every container of every workload, of all roles; fields are relative to the container. */
export function containerRule(
  text: RuleText,
  find: (container: ContainerView, pods: PodsView, target: CheckTarget) => Iterable<BreachInside>,
): Rule {
  return podsRule(text, function* inContainers(pods, target) {
    for (const container of pods.containers) yield* beneath(container.field, find(container, pods, target));
  });
}
