import type { Level } from '../checks/pod-security-case';

/** What admission calls each of our rules; at the restricted level some of its checks take in those of baseline. */
const REASONS: Readonly<Record<string, string | Readonly<Record<Level, string>>>> = {
  'host-namespaces': 'host namespaces',
  'privileged-container': 'privileged',
  'added-capabilities': { baseline: 'non-default capabilities', restricted: 'unrestricted capabilities' },
  'restricted-capabilities': 'unrestricted capabilities',
  'drop-all-capabilities': 'unrestricted capabilities',
  'host-path-volume': { baseline: 'hostPath volumes', restricted: 'restricted volume types' },
  'volume-types': 'restricted volume types',
  'host-port': 'hostPort',
  'host-probe-address': 'probe or lifecycle host',
  'apparmor-profile': 'forbidden AppArmor profile',
  'selinux-options': 'seLinuxOptions',
  'proc-mount': 'procMount',
  'seccomp-profile': 'seccompProfile',
  'seccomp-required': 'seccompProfile',
  sysctls: 'forbidden sysctls',
  'host-process': 'hostProcess',
  'privilege-escalation': 'allowPrivilegeEscalation != false',
  'run-as-non-root': 'runAsNonRoot != true',
  'run-as-root-user': 'runAsUser=0',
};

/** What admission is expected to name for a pod that breaks these rules. */
export function expectedAnswer(rules: readonly string[], level: Level): string {
  const reasons = rules.map((rule) => {
    const reason = REASONS[rule];
    if (reason === undefined) throw new Error(`no reason is known for the rule ${rule}`);
    return typeof reason === 'string' ? reason : reason[level];
  });
  return rules.length === 0 ? 'admitted' : answer(reasons);
}

/** What admission named in a refusal; anything else that went wrong, as it is. */
export function answerIn(refusal: string): string {
  const stated = /is forbidden: violates PodSecurity "[^"]+": (.*)$/.exec(refusal)?.[1];
  return stated === undefined ? refusal : answer(topLevelParts(stated).map((part) => part.replace(/ \(.*$/, '')));
}

function answer(reasons: readonly string[]): string {
  const singular = reasons.map((reason) => (reason === 'forbidden AppArmor profiles' ? 'forbidden AppArmor profile' : reason));
  return `refused: ${[...new Set(singular)].sort().join(', ')}`;
}

/** The parts between the commas that stand in no parentheses. */
function topLevelParts(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}
