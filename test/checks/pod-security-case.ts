import type { AnyManifest } from '../support/synthesis';

export type Level = 'baseline' | 'restricted';

export const LEVELS: readonly Level[] = ['baseline', 'restricted'];

/** Minor versions of the standard that are checked. */
export const MINORS: readonly number[] = [27, 28, 29, 30, 31, 32, 33, 34, 35, 36];

/** Ids of the rules that a pod breaks. */
export type Verdict = (level: Level, minor: number) => readonly string[];

/** A pod that the API server takes where nothing is enforced, and what the standard says of it. */
export interface PodSecurityCase {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: AnyManifest;
  readonly verdict: Verdict;
}

export const passes: Verdict = () => [];

/** Broken at both levels. */
export const breaks =
  (...rules: string[]): Verdict =>
  () =>
    rules;

/** Broken at the restricted level alone. */
export const breaksRestricted =
  (...rules: string[]): Verdict =>
  (level) =>
    level === 'restricted' ? rules : [];

/** Broken before a version. */
export const until =
  (first: number, verdict: Verdict): Verdict =>
  (level, minor) =>
    minor < first ? verdict(level, minor) : [];

/** Broken since a version. */
export const since =
  (first: number, verdict: Verdict): Verdict =>
  (level, minor) =>
    minor >= first ? verdict(level, minor) : [];

export const all =
  (...verdicts: Verdict[]): Verdict =>
  (level, minor) =>
    verdicts.flatMap((verdict) => verdict(level, minor));

export type Role = 'main' | 'init' | 'sidecar' | 'ephemeral';

export const ROLES: readonly Role[] = ['main', 'init', 'sidecar', 'ephemeral'];

const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** A container that keeps the restricted level in pods that do; what the patch says of its securityContext replaces a field of it. */
export function container(name: string, { securityContext, ...fields }: AnyManifest = {}): AnyManifest {
  return { name, image: 'registry.example/storefront:2.4.1', securityContext: { ...RESTRICTED, ...securityContext }, ...fields };
}

/** Pods that keep the restricted level, but for what the patch replaces. */
export function spec({ securityContext, ...fields }: AnyManifest = {}): AnyManifest {
  return {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...securityContext },
    containers: [container('app')],
    ...fields,
  };
}

/** A case about the pods as a whole. */
export function podCase(name: string, patch: AnyManifest, verdict: Verdict, annotations: Record<string, string> = {}): PodSecurityCase {
  return { name, annotations, spec: spec(patch), verdict };
}

/** The same container in each of the roles, beside a faultless one; whatever the role, the standard says the same. */
export function containerCases(
  name: string,
  patch: AnyManifest,
  verdict: Verdict,
  { roles = ROLES, pods = {} }: { roles?: readonly Role[]; pods?: AnyManifest } = {},
): PodSecurityCase[] {
  return roles.map((role) => ({
    name: `${name} in a container of role ${role}`,
    annotations: {},
    spec: spec({ ...pods, ...placed(role, patch, pods) }),
    verdict,
  }));
}

function placed(role: Role, patch: AnyManifest, { containers = [container('app')] }: AnyManifest): AnyManifest {
  const subject = container('subject', patch);
  if (role === 'main') return { containers: [...containers, subject] };
  if (role === 'ephemeral') return { ephemeralContainers: [subject] };
  return { initContainers: [role === 'sidecar' ? { ...subject, restartPolicy: 'Always' } : subject] };
}
