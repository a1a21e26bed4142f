import { identityOf } from '../manifests/manifest';
import { madeSecrets } from './operators';
import type { CheckTarget } from './rule';
import { indexOf, type ObjectName } from './set-index';

/** Whether an object will be there: in the set, made by an operator from it, made by Kubernetes, or said to be elsewhere. */
export function exists(object: ObjectName, { manifests, settings }: CheckTarget): boolean {
  if (indexOf(manifests).find(object) !== undefined || isBuiltIn(object)) return true;
  if (object.group === '' && object.kind === 'Secret' && madeSecrets(manifests).has(`${object.namespace}/${object.name}`)) return true;
  const text = identityOf(object);
  return (settings.elsewhere ?? []).some((pattern) => matches(pattern, text));
}

/** What a cluster has by itself. */
const BUILT_IN: Readonly<Record<string, RegExp>> = {
  '/ConfigMap': /^(kube-root-ca|openshift-service-ca)\.crt$/,
  '/Namespace': /^(default|kube-.*)$/,
  '/Service': /^kubernetes$/,
  '/ServiceAccount': /^default$/,
  'rbac.authorization.k8s.io/ClusterRole': /^(cluster-admin|admin|edit|view|system:.*)$/,
  'scheduling.k8s.io/PriorityClass': /^system-(cluster|node)-critical$/,
};

function isBuiltIn({ group, kind, name }: ObjectName): boolean {
  return BUILT_IN[`${group}/${kind}`]?.test(name) ?? false;
}

/** Part by part, so that a pattern costs no more than its length. */
function matches(pattern: string, text: string): boolean {
  const wanted = pattern.split('/');
  const parts = text.split('/');
  return wanted.length === parts.length && wanted.every((part, i) => matchesPart(part, parts[i] ?? ''));
}

function matchesPart(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail)) return false;
  let from = head.length;
  for (const middle of rest) {
    const found = text.indexOf(middle, from);
    if (found < 0 || found + middle.length > text.length - tail.length) return false;
    from = found + middle.length;
  }
  return true;
}
