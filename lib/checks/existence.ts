import { textAt } from '../manifests/json';
import { identityOf } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { claimTemplatesOf } from './claims';
import { oncePerSet } from './once-per-set';
import { madeSecrets, madeServices } from './operators';
import type { CheckTarget } from './rule';
import { indexOf, type ObjectName } from './set-index';

/** Whether an object will be there: in the set, made from it by an operator, made by Kubernetes, or said to be elsewhere. */
export function exists(object: ObjectName, { manifests, settings }: CheckTarget): boolean {
  if (indexOf(manifests).find(object) !== undefined || isBuiltIn(object) || isMade(object, manifests)) return true;
  const text = identityOf(object);
  return (settings.elsewhere ?? []).some((pattern) => matches(pattern, text));
}

/** What a cluster has by itself: names by kind, some in the namespaces of the system only. */
const BUILT_IN: Readonly<Record<string, { readonly name: RegExp; readonly namespace?: RegExp }>> = {
  '/ConfigMap': { name: /^(kube-root-ca|openshift-service-ca)\.crt$/ },
  '/Namespace': { name: /^(default|kube-.*)$/ },
  '/Service': { name: /^kubernetes$/, namespace: /^default$/ },
  '/ServiceAccount': { name: /^default$/ },
  'rbac.authorization.k8s.io/ClusterRole': { name: /^(cluster-admin|admin|edit|view|system:.*)$/ },
  'rbac.authorization.k8s.io/Role': {
    name: /^(extension-apiserver-authentication-reader|system:.*)$/,
    namespace: /^kube-(system|public)$/,
  },
  'scheduling.k8s.io/PriorityClass': { name: /^system-(cluster|node)-critical$/ },
};

function isBuiltIn({ group, kind, name, namespace = '' }: ObjectName): boolean {
  const known = BUILT_IN[`${group}/${kind}`];
  if (!known?.name.test(name)) return false;
  return known.namespace?.test(namespace) ?? true;
}

/** Whether an operator, or a controller of Kubernetes, makes the object from one of the set. */
function isMade({ group, kind, namespace, name }: ObjectName, manifests: ManifestSet): boolean {
  if (group !== '') return false;
  const place = `${namespace}/${name}`;
  if (kind === 'Secret') return madeSecrets(manifests).has(place);
  if (kind === 'Service') return madeServices(manifests).has(place);
  return kind === 'PersistentVolumeClaim' && /-\d+$/.test(place) && madeClaims(manifests).has(place.replace(/-\d+$/, ''));
}

/** The claims that StatefulSets make, each `namespace/template-set`: those of its pods have the pod's number behind it. */
const madeClaims = oncePerSet((manifests) => {
  const made = manifests.of('StatefulSet', 'apps').flatMap((manifest) => {
    const { namespace = 'default', name } = manifest;
    return claimTemplatesOf(manifest).map(([, claim]) => `${namespace}/${textAt(claim, 'metadata', 'name') ?? ''}-${name}`);
  });
  return new Set(made);
});

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
