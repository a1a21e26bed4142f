import { indexedObjectsAt, type JsonObject, objectsAt, textAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import { configReferences } from '../config-references';
import { oncePer } from '../once-per-set';
import { outsideAccounts, zoneOf } from '../payment-zone';
import { type RoleRule, roleRuleOf, verbsOn } from '../role-rules';
import { type CheckTarget, manifestRule, type Rule } from '../rule';
import { indexOf } from '../set-index';
import { deploymentWith, inZone, PCI_DSS } from '../zone-example';

const RBAC = 'rbac.authorization.k8s.io';

/** A binding for the account of a workload outside of the zone, whose role lets it read a Secret. */
const reading = (secret: string) =>
  [
    inZone('checkout', 'volumes: [{ name: psp, secret: { secretName: psp-key } }], '),
    deploymentWith('storefront', 'serviceAccountName: storefront, '),
    `
apiVersion: ${RBAC}/v1
kind: Role
metadata: { name: storefront, namespace: shop }
rules:
  - { apiGroups: [''], resources: [secrets], resourceNames: [${secret}], verbs: [get] }
`,
    `
apiVersion: ${RBAC}/v1
kind: RoleBinding
metadata: { name: storefront, namespace: shop }
roleRef: { apiGroup: ${RBAC}, kind: Role, name: storefront }
subjects: [{ kind: ServiceAccount, name: storefront }]
`,
  ].join('---');

/** No workload outside of the payment zone may read the Secrets of those inside. */
export const ZONE_SECRETS: Rule = manifestRule(
  {
    id: 'zone-secrets',
    severity: 'error',
    why: 'Who may read the keys of the payment zone needs no connection to it: the account at the payment provider is used from anywhere. PCI DSS 4.0 (7.2.5) wants the least that each account needs.',
    wanted: 'subjects that may read no Secret of the payment zone',
    fix: 'name in the role the Secrets that the subject needs, or move those of the payment zone to a namespace of its own',
    wrong: reading('psp-key'),
    right: reading('storefront'),
    see: [PCI_DSS, 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  },
  [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`],
  function* readable(binding, target) {
    const secret = readableSecret(binding, target);
    if (secret === undefined) return;
    for (const [index, subject] of indexedObjectsAt(binding.body, 'subjects')) {
      const who = strangerOf(subject, binding, target);
      if (who !== undefined) yield { field: ['subjects', index], got: `${who}, who may read the Secret ${secret}` };
    }
  },
);

/** The Secrets that the zone's pods use, by namespace. */
const zoneSecrets = oncePer((target: CheckTarget) => {
  const used = new Map<string, Set<string>>();
  for (const pods of zoneOf(target).pods)
    for (const { kind, name } of configReferences(pods)) {
      const names = used.get(pods.namespace) ?? new Set();
      if (kind === 'Secret') used.set(pods.namespace, names.add(name));
    }
  return used;
});

/** The first Secret of the zone that the role of a binding lets its subjects read. */
function readableSecret(binding: Manifest, target: CheckTarget): string | undefined {
  const used = zoneSecrets(target);
  if (used.size === 0) return undefined;
  const rules = rulesOf(binding, target);
  const namespaces = binding.kind === 'RoleBinding' ? [binding.namespace ?? 'default'] : used.keys();
  for (const namespace of namespaces)
    for (const name of used.get(namespace) ?? []) if (rules.some((rule) => reads(rule, name))) return `${namespace}/${name}`;
  return undefined;
}

function reads(rule: RoleRule, secret: string): boolean {
  if (verbsOn(rule, 'secrets', ['get', 'list', 'watch']).length === 0) return false;
  return rule.resourceNames.length === 0 || rule.resourceNames.includes(secret);
}

/** Roles of every cluster that read Secrets; `view` does not. */
const BUILT_IN: readonly string[] = ['cluster-admin', 'admin', 'edit'];
const EVERY_SECRET: RoleRule = { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: [], nonResourceURLs: [] };

function rulesOf({ body, namespace = 'default' }: Manifest, { manifests }: CheckTarget): readonly RoleRule[] {
  const [kind, name] = [textAt(body, 'roleRef', 'kind') ?? '', textAt(body, 'roleRef', 'name') ?? ''];
  const place = kind === 'Role' ? { namespace } : {};
  const role = indexOf(manifests).find({ group: RBAC, kind, name, ...place });
  if (role) return objectsAt(role.body, 'rules').map(roleRuleOf);
  return kind === 'ClusterRole' && BUILT_IN.includes(name) ? [EVERY_SECRET] : [];
}

/** Who a subject is, where pods outside of the zone are it. People and accounts that no workload has are for others to judge. */
function strangerOf(subject: JsonObject, { namespace }: Manifest, target: CheckTarget): string | undefined {
  const name = textAt(subject, 'name') ?? '';
  if (subject.kind === 'Group')
    return /^system:(authenticated|serviceaccounts(:.*)?)$/.test(name) ? `pods of the group ${name}` : undefined;
  if (subject.kind !== 'ServiceAccount') return undefined;
  const pods = outsideAccounts(target).get(`${textAt(subject, 'namespace') ?? namespace ?? 'default'}/${name}`);
  return pods && `${identityOf(pods.manifest)} outside of the zone`;
}
