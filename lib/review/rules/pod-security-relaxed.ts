import { ENFORCE_LABEL, POD_SECURITY_LEVELS, type PodSecurityLevel } from '../../checks/pod-security';
import type { Manifest } from '../../manifests/manifest';
import { changeRule, type EffectRule, type EffectText } from '../effect-rule';
import { updateOf } from '../update';

const namespace = (level: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: ${level} } }
`;

const TEXT: EffectText = {
  id: 'pod-security-relaxed',
  kind: 'privilege-raised',
  severity: 'warning',
  reason: 'who may make pods in the namespace, or changes what makes them, may give them what the API server refused so far',
  recipe: ['leave the level as it is, and give the one workload that needs more a namespace of its own'],
  before: namespace('restricted'),
  after: namespace('baseline'),
  see: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
};

/** A namespace lets pods in that it refused. */
export const POD_SECURITY_RELAXED: EffectRule = changeRule(TEXT, ['/Namespace'], function* relaxed(change) {
  const update = updateOf(change);
  if (!update) return;
  const [old, fresh] = [levelOf(update.before), levelOf(update.after)];
  if (POD_SECURITY_LEVELS.indexOf(fresh) < POD_SECURITY_LEVELS.indexOf(old))
    yield { fields: [['metadata', 'labels', ENFORCE_LABEL]], summary: `enforces ${fresh} instead of ${old} on its pods` };
});

/** The level that a namespace enforces: none is privileged, and a label that cannot be read is restricted. */
export function levelOf({ labels }: Manifest): PodSecurityLevel {
  const label = labels[ENFORCE_LABEL];
  return label === undefined ? 'privileged' : (POD_SECURITY_LEVELS.find((level) => level === label) ?? 'restricted');
}
