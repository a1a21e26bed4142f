import type { Json, JsonObject } from '../manifests/json';
import { at, objectAt } from '../manifests/json';
import type { ContainerView, PodsView } from '../manifests/pods';
import type { FieldPath } from './finding';
import { oncePerSet } from './once-per-set';
import { type BreachInside, beneath, type CheckTarget, podsRule, type Rule, type RuleText } from './rule';

/** Levels of the Pod Security Standards, the laxest first. */
export const POD_SECURITY_LEVELS = ['privileged', 'baseline', 'restricted'] as const;

export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** What the pods of a namespace have to keep. */
export interface PodSecurityPolicy {
  readonly level: PodSecurityLevel;
  /** Minor version of the standard: 34 of 1.34. */
  readonly minor: number;
  /** What the namespace itself enforces, so that the API server refuses a pod that breaks it; undefined where it says nothing. */
  readonly enforced?: PodSecurityLevel;
}

/** A rule that is one control of the Pod Security Standards. */
export interface PodSecurityRule extends Rule {
  /** Lowest level that has the control. */
  readonly level: Exclude<PodSecurityLevel, 'privileged'>;
}

export const ENFORCE_LABEL = 'pod-security.kubernetes.io/enforce';
export const ENFORCE_VERSION_LABEL = 'pod-security.kubernetes.io/enforce-version';
export const STANDARD = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';

const namespaceLabels = oncePerSet((manifests) => new Map(manifests.of('Namespace', '').map(({ name, labels }) => [name, labels])));

/** The policy over the pods: the stricter of what their namespace enforces and what the settings ask for. */
export function podSecurityPolicyOver({ namespace }: PodsView, { manifests, kubernetes, settings }: CheckTarget): PodSecurityPolicy {
  const labels = namespaceLabels(manifests).get(namespace);
  const enforced = enforcedLevel(labels?.[ENFORCE_LABEL]);
  const level = stricter(enforced, settings.podSecurity) ?? 'restricted';
  return { level, minor: policyVersion(labels?.[ENFORCE_VERSION_LABEL], kubernetes.minor), ...(enforced && { enforced }) };
}

/** The API server holds a namespace whose label it cannot read to the strictest level. */
function enforcedLevel(label: string | undefined): PodSecurityLevel | undefined {
  if (label === undefined) return undefined;
  return POD_SECURITY_LEVELS.find((level) => level === label) ?? 'restricted';
}

/** A version that the server does not know yet reads as its own; one before 1.27 is checked as 1.27. */
function policyVersion(label: string | undefined, server: number): number {
  const stated = /^v1\.(0|[1-9]\d*)$/.exec(label ?? '')?.[1];
  return stated === undefined ? server : Math.max(27, Math.min(server, Number(stated)));
}

function stricter(a: PodSecurityLevel | undefined, b: PodSecurityLevel | undefined): PodSecurityLevel | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return holds(a, b) ? a : b;
}

/** Whether one level has all that another has. */
function holds(level: PodSecurityLevel, other: PodSecurityLevel): boolean {
  return POD_SECURITY_LEVELS.indexOf(level) >= POD_SECURITY_LEVELS.indexOf(other);
}

type PodSecurityText = Omit<RuleText, 'severity' | 'see'>;

/**
 * A control of the standard. Whatever breaks baseline is an error, for it opens the node. What only breaks restricted is
 * a warning, but an error where the namespace enforces restricted, because there the pods are refused.
 */
export function podSecurityRule(
  level: PodSecurityRule['level'],
  text: PodSecurityText,
  find: (pods: PodsView, policy: PodSecurityPolicy) => Iterable<BreachInside>,
): PodSecurityRule {
  const severity = level === 'baseline' ? 'error' : 'warning';
  const rule = podsRule({ ...text, severity, see: [STANDARD] }, function* overPods(pods, target) {
    const policy = podSecurityPolicyOver(pods, target);
    if (!holds(policy.level, level)) return;
    const refused = policy.enforced !== undefined && holds(policy.enforced, level);
    for (const breach of find(pods, policy)) yield { ...breach, severity: refused ? 'error' : severity };
  });
  return { ...rule, level };
}

/** A control over every container, of all roles; fields are relative to the container. */
export function podSecurityContainerRule(
  level: PodSecurityRule['level'],
  text: PodSecurityText,
  find: (container: ContainerView, pods: PodsView, policy: PodSecurityPolicy) => Iterable<BreachInside>,
): PodSecurityRule {
  return podSecurityRule(level, text, function* inContainers(pods, policy) {
    for (const container of pods.containers) yield* beneath(container.field, find(container, pods, policy));
  });
}

/** A securityContext, or the empty one that stands for an absent one. */
export interface SecurityContext {
  readonly field: FieldPath;
  readonly body: JsonObject;
}

/** Every securityContext below a pod template: the pods' own, then those of the containers of all roles. */
export function securityContexts({ spec, containers }: PodsView): SecurityContext[] {
  const own = { field: ['spec', 'securityContext'], body: objectAt(spec, 'securityContext') };
  return [own, ...containers.map(({ field, body }) => ({ field: [...field, 'securityContext'], body: objectAt(body, 'securityContext') }))];
}

/** Pods that say they run on Windows, where Linux' restrictions do not exist. */
export function onWindows({ spec }: PodsView): boolean {
  return at(spec, 'os', 'name') === 'windows';
}

/** Pods in a user namespace of their own, whose root is nobody on the node; the standard counts it from 1.35. */
export function hasUserNamespace({ spec }: PodsView, { minor }: PodSecurityPolicy): boolean {
  return minor >= 35 && spec.hostUsers === false;
}

/** A value as a finding shows it. */
export function shown(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
