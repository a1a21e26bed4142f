import { ZONE_SECRETS } from '../../../lib/checks/rules/zone-secrets';
import { messagesOf } from '../../support/checked';
import { pod, zoneFindings, zonePod } from '../../support/zone-case';

const RBAC = 'rbac.authorization.k8s.io';
const role = (rule: string, { kind = 'Role', name = 'reader' } = {}) => `
apiVersion: ${RBAC}/v1
kind: ${kind}
metadata: { name: ${name}${kind === 'Role' ? ', namespace: shop' : ''} }
rules: [${rule}]
`;
const binding = (subjects: string, { kind = 'RoleBinding', ref = '{ kind: Role, name: reader }', namespace = 'shop' } = {}) => `
apiVersion: ${RBAC}/v1
kind: ${kind}
metadata: { name: reader${kind === 'RoleBinding' ? `, namespace: ${namespace}` : ''} }
roleRef: ${ref}
subjects: [${subjects}]
`;
const WEB = '{ kind: ServiceAccount, name: web, namespace: shop }';
const ALL = "{ apiGroups: [''], resources: [secrets], verbs: [get] }";
const pods = [
  zonePod('pay', {
    spec: 'serviceAccountName: pay, containers: [{ name: app, env: [{ name: K, valueFrom: { secretKeyRef: { name: psp, key: k } } }] }]',
  }),
  pod('web', { spec: 'serviceAccountName: web, volumes: [{ name: own, secret: { secretName: web } }]' }),
];
const found = (...objects: string[]) => zoneFindings(ZONE_SECRETS, undefined, ...pods, ...objects);
const OPEN = `${RBAC}/RoleBinding/shop/reader subjects[0]: /Pod/shop/web outside of the zone, who may read the Secret shop/psp`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ZONE_SECRETS, ZONE_SECRETS.wrong)).toEqual([
    `${RBAC}/RoleBinding/shop/storefront subjects[0]: got apps/Deployment/shop/storefront outside of the zone, who may read the Secret shop/psp-key; wanted subjects that may read no Secret of the payment zone. Fix: name in the role the Secrets that the subject needs, or move those of the payment zone to a namespace of its own.`,
  ]);
  expect(messagesOf(ZONE_SECRETS, ZONE_SECRETS.right)).toEqual([]);
});

test.each([
  [ALL, true],
  ["{ apiGroups: [''], resources: [secrets], verbs: [list] }", true],
  ["{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }", true],
  ["{ apiGroups: [''], resources: [secrets], resourceNames: [other, psp], verbs: [get] }", true],
  ["{ apiGroups: [''], resources: [secrets], resourceNames: [web], verbs: [get] }", false],
  ["{ apiGroups: [''], resources: [secrets], verbs: [create, delete] }", false],
  ["{ apiGroups: [''], resources: [configmaps], verbs: [get] }", false],
  ['{ apiGroups: [apps], resources: [secrets], verbs: [get] }', false],
])('a role with %s opens a Secret of the zone: %s', (rule, opens) => {
  expect(found(role(rule), binding(WEB))).toEqual(opens ? [OPEN] : []);
});

test('a role of the cluster is bound in the namespace or everywhere', () => {
  const ref = '{ kind: ClusterRole, name: reader }';
  const cluster = role(ALL, { kind: 'ClusterRole' });
  expect(found(cluster, binding(WEB, { ref }))).toEqual([OPEN]);
  expect(found(cluster, binding(WEB, { ref, kind: 'ClusterRoleBinding' }))).toEqual([
    OPEN.replace('/RoleBinding/shop', '/ClusterRoleBinding/'),
  ]);
  expect(found(cluster, binding(WEB, { ref, namespace: 'other' }))).toEqual([]);
});

test('roles that every cluster has read Secrets, but for view', () => {
  const opens = (name: string) => found(binding(WEB, { ref: `{ kind: ClusterRole, name: ${name} }` })).length === 1;
  expect(['cluster-admin', 'admin', 'edit', 'view', 'gone'].map(opens)).toEqual([true, true, true, false, false]);
  expect(found(binding(WEB, { ref: '{ kind: Role, name: edit }' }))).toEqual([]);
});

test('a subject is told where a workload outside of the zone is it', () => {
  const subjects = (stated: string) => found(role(ALL), binding(stated)).map((line) => line.replace(/^\S+ /, ''));
  expect(subjects('null, { kind: ServiceAccount, name: web }')).toEqual([
    'subjects[1]: /Pod/shop/web outside of the zone, who may read the Secret shop/psp',
  ]);
  expect(subjects('{ kind: ServiceAccount, name: pay, namespace: shop }')).toEqual([]);
  expect(subjects('{ kind: ServiceAccount, name: operator, namespace: shop }')).toEqual([]);
  expect(subjects('{ kind: ServiceAccount, name: web, namespace: other }')).toEqual([]);
  expect(subjects('{ kind: User, name: web }, { kind: Group, name: admins }, { kind: Group, name: "system:masters" }')).toEqual([]);
  for (const group of ['system:authenticated', 'system:serviceaccounts', 'system:serviceaccounts:shop'])
    expect(subjects(`{ kind: Group, name: "${group}" }`)).toEqual([
      `subjects[0]: pods of the group ${group}, who may read the Secret shop/psp`,
    ]);
});

test('a ConfigMap that the zone uses makes no Secret of its name one of the zone', () => {
  const configured = zonePod('pay', { spec: 'volumes: [{ name: c, configMap: { name: web } }]' });
  expect(zoneFindings(ZONE_SECRETS, undefined, configured, pods[1] ?? '', role(ALL), binding(WEB))).toEqual([]);
});

test('Secrets that only others use are not those of the zone', () => {
  const plain = zonePod('pay', { spec: 'containers: [{ name: app }]' });
  expect(zoneFindings(ZONE_SECRETS, undefined, plain, pods[1] ?? '', role(ALL), binding(WEB))).toEqual([]);
});
