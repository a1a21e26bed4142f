import { POD_SECURITY_LEVELS } from '../pod-security';
import { type BreachInside, manifestRule, type Rule } from '../rule';

/** The labels that set the Pod Security level of a namespace are readable. */
export const POD_SECURITY_LABELS: Rule = manifestRule(
  {
    id: 'pod-security-labels',
    severity: 'error',
    why: 'The API server refuses a namespace whose Pod Security label it cannot read; one that has such a label already takes no pod that breaks the strictest level.',
    wanted: 'one of privileged, baseline and restricted',
    fix: 'write the label as the standard has it',
    wrong: `
apiVersion: v1
kind: Namespace
metadata:
  name: bookshop
  labels: { pod-security.kubernetes.io/enforce: strict }
`,
    right: `
apiVersion: v1
kind: Namespace
metadata:
  name: bookshop
  labels: { pod-security.kubernetes.io/enforce: restricted }
`,
    see: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces'],
  },
  ['/Namespace'],
  function* unreadable({ labels }) {
    for (const mode of ['enforce', 'audit', 'warn']) {
      yield* unreadableLabel(labels, `pod-security.kubernetes.io/${mode}`, (value) => POD_SECURITY_LEVELS.some((level) => level === value));
      for (const breach of unreadableLabel(labels, `pod-security.kubernetes.io/${mode}-version`, isVersion))
        yield { ...breach, wanted: 'latest, or a version such as v1.34' };
    }
  },
);

function isVersion(value: string): boolean {
  return /^(latest|v1\.(0|[1-9]\d*))$/.test(value);
}

function unreadableLabel(labels: Readonly<Record<string, string>>, name: string, isReadable: (value: string) => boolean): BreachInside[] {
  const value = Object.hasOwn(labels, name) ? labels[name] : undefined;
  return value === undefined || isReadable(value) ? [] : [{ field: ['metadata', 'labels', name], got: `"${value}"` }];
}
