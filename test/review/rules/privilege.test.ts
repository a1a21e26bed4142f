import { POD_PRIVILEGE_RAISED } from '../../../lib/review/rules/pod-privilege-raised';
import { POD_SECURITY_RELAXED } from '../../../lib/review/rules/pod-security-relaxed';
import { POD_SECURITY_TIGHTENED } from '../../../lib/review/rules/pod-security-tightened';
import { ROLE_BOUND } from '../../../lib/review/rules/role-bound';
import { ROLE_WIDENED } from '../../../lib/review/rules/role-widened';
import { SERVICE_ACCOUNT_CHANGED } from '../../../lib/review/rules/service-account-changed';
import { effectsBy } from '../../support/reviewed';

const said = (...args: Parameters<typeof effectsBy>): string[] =>
  effectsBy(...args).map(({ severity, object, summary }) => `${severity} ${object.split('/').slice(1).join('/')}: ${summary}`);

const HARDENED =
  'allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault }';
const deployment = ({ pod = '', security = HARDENED, image = 'registry.example/storefront:1', more = '', first = '' } = {}): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec: { ${pod} containers: [${first}{ name: app, image: '${image}', securityContext: { ${security} }${more} }] }
---`;
const namespace = (level: string): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${level === '' ? '' : `pod-security.kubernetes.io/enforce: ${level}`} } }
---`;
const config = '\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: shop }\n---';

describe('pod-privilege-raised', () => {
  test.each([
    ['pod: hostPID', { pod: 'hostPID: true,' }, 'error Deployment/shop/storefront: now breaks baseline: hostPID: true'],
    ['privileged', { security: 'privileged: true' }, /^error .*now breaks baseline: .*in container app$/],
    [
      'an added capability',
      { security: HARDENED.replace('drop: [ALL]', 'drop: [ALL], add: [NET_ADMIN]') },
      /^error .*added capability "NET_ADMIN".* in container app$/,
    ],
    ['a hostPath', { pod: 'volumes: [{ name: run, hostPath: { path: /run } }],' }, /^error .*now breaks baseline: .*hostPath/],
    [
      'root',
      { security: HARDENED.replace('runAsNonRoot: true', 'runAsNonRoot: false') },
      'warning Deployment/shop/storefront: now breaks restricted: false for runAsNonRoot in container app',
    ],
    [
      'a writable root',
      { security: HARDENED.replace('readOnlyRootFilesystem: true, ', '') },
      'warning Deployment/shop/storefront: lowers its guard: nothing for readOnlyRootFilesystem in container app',
    ],
  ])('%s', (_, after, text) => {
    const [effect, ...more] = said(POD_PRIVILEGE_RAISED, deployment(), deployment(after));
    expect(effect).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
    expect(more).toEqual([]);
  });

  test('nothing for an image, for what was so before, for less, or for a container that comes before another', () => {
    const weak = { security: 'privileged: true' };
    expect(said(POD_PRIVILEGE_RAISED, deployment(weak), deployment({ ...weak, image: 'registry.example/storefront:2' }))).toEqual([]);
    expect(said(POD_PRIVILEGE_RAISED, deployment(weak), deployment({ ...weak, more: ', ports: [{ containerPort: 80 }]' }))).toEqual([]);
    expect(said(POD_PRIVILEGE_RAISED, deployment(weak), deployment())).toEqual([]);
    const first = `{ name: proxy, image: 'registry.example/proxy:1', securityContext: { ${HARDENED} } }, `;
    expect(said(POD_PRIVILEGE_RAISED, deployment(weak), deployment({ ...weak, first }))).toEqual([]);
    expect(
      said(
        POD_PRIVILEGE_RAISED,
        deployment({ security: HARDENED.replace('runAsNonRoot: true, ', '') }),
        deployment({ security: HARDENED.replace('true, capa', 'false, capa') }),
      ),
    ).toEqual([]);
  });

  test('what is new breaks a level by itself; only what opens the node is an error', () => {
    expect(said(POD_PRIVILEGE_RAISED, config, config + deployment())).toEqual([]);
    expect(
      said(POD_PRIVILEGE_RAISED, config, config + deployment({ security: HARDENED.replace('readOnlyRootFilesystem: true, ', '') })),
    ).toEqual([]);
    const [effect] = said(POD_PRIVILEGE_RAISED, config, config + deployment({ security: '' }));
    expect(effect).toMatch(/^note .*: breaks restricted: /);
    expect(said(POD_PRIVILEGE_RAISED, config, config + deployment({ pod: 'hostNetwork: true,' }))).toEqual([
      'error Deployment/shop/storefront: breaks baseline: hostNetwork: true',
    ]);
  });

  test('where the namespace enforces the level, no such pod comes', () => {
    const root = deployment({ security: HARDENED.replace('runAsNonRoot: true', 'runAsNonRoot: false') });
    expect(said(POD_PRIVILEGE_RAISED, namespace('restricted') + deployment(), namespace('restricted') + root)).toEqual([
      'error Deployment/shop/storefront: now breaks restricted: false for runAsNonRoot in container app; its namespace enforces restricted, so no such pod is let in',
    ]);
    expect(said(POD_PRIVILEGE_RAISED, namespace('baseline') + deployment(), namespace('baseline') + root)[0]).toMatch(/^warning/);
  });
});

test('service-account-changed: a token that was not there, or of somebody else', () => {
  const pods = (pod: string) => deployment({ pod });
  expect(said(SERVICE_ACCOUNT_CHANGED, pods('automountServiceAccountToken: false,'), pods('serviceAccountName: shop,'))).toEqual([
    'warning Deployment/shop/storefront: gets a token of service account shop, which these manifests give no rights',
  ]);
  const binding = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: shop, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: shop }
subjects: [{ kind: ServiceAccount, name: shop }]
---`;
  expect(said(SERVICE_ACCOUNT_CHANGED, binding + pods(''), binding + pods('serviceAccountName: shop,'))).toEqual([
    'warning Deployment/shop/storefront: speaks to the API as service account shop instead of default, which bindings of these manifests give rights to',
  ]);
  expect(said(SERVICE_ACCOUNT_CHANGED, binding + pods('serviceAccountName: shop,'), binding + pods(''))).toEqual([
    'note Deployment/shop/storefront: speaks to the API as service account default instead of shop, which these manifests give no rights',
  ]);
  // Neither may do anything: nothing is raised.
  expect(said(SERVICE_ACCOUNT_CHANGED, pods(''), pods('serviceAccountName: shop,'))).toEqual([]);
  expect(said(SERVICE_ACCOUNT_CHANGED, pods(''), pods('automountServiceAccountToken: false, serviceAccountName: shop,'))).toEqual([]);
});

const role = (rules: string, kind = 'Role'): string => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: shop${kind === 'Role' ? ', namespace: shop' : ''} }
rules: [${rules}]
---`;
const rule = (group: string, resources: string, verbs: string, more = ''): string =>
  `{ apiGroups: ['${group}'], resources: [${resources}], verbs: [${verbs}]${more} }`;

describe('role-widened', () => {
  const widened = (before: string, after: string): string[] => said(ROLE_WIDENED, role(before), role(after));

  test.each([
    [
      rule('', 'pods', 'get'),
      rule('', 'pods', 'get, list'),
      'warning Role/shop/shop: allows list on pods; nobody of these manifests is bound to it',
    ],
    [
      rule('', 'secrets', 'get', ', resourceNames: [a]'),
      rule('', 'secrets', 'get'),
      'warning Role/shop/shop: allows get on secrets; nobody of these manifests is bound to it',
    ],
    [
      rule('apps', 'deployments', 'get'),
      rule('apps', "'*'", 'get'),
      'warning Role/shop/shop: allows get on every resource of apps; nobody of these manifests is bound to it',
    ],
    [
      rule('', 'pods', 'get'),
      rule('', 'pods, pods/exec', 'get'),
      'warning Role/shop/shop: allows get on pods/exec; nobody of these manifests is bound to it',
    ],
    [
      rule('', 'pods', 'get'),
      `${rule('', 'pods', 'get')}, ${rule('rbac.authorization.k8s.io', 'roles', 'escalate')}`,
      'error Role/shop/shop: allows escalate on roles of rbac.authorization.k8s.io, which leads to every other right; nobody of these manifests is bound to it',
    ],
    [
      rule('', 'pods', 'get'),
      rule('', "'*'", "'*'"),
      'error Role/shop/shop: allows everything on every resource, which leads to every other right; nobody of these manifests is bound to it',
    ],
  ])('%s to %s', (before, after, text) => {
    expect(widened(before, after)).toEqual([text]);
    expect(widened(after, before)).toEqual([]);
  });

  test('nothing for the same rights in other rules, nor within a wildcard', () => {
    expect(widened(rule('', 'pods, secrets', 'get'), `${rule('', 'secrets', 'get')}, ${rule('', 'pods', 'get')}`)).toEqual([]);
    expect(widened(rule('*', "'*'", 'get'), `${rule('*', "'*'", 'get')}, ${rule('apps', 'deployments/scale', 'get')}`)).toEqual([]);
  });

  test('the same name in another group is another resource', () => {
    expect(widened(rule('extensions', 'deployments', 'get'), rule('apps', 'deployments', 'get'))).toEqual([
      'warning Role/shop/shop: allows get on deployments of apps; nobody of these manifests is bound to it',
    ]);
  });

  test('paths that are no resources, every group, one object', () => {
    const paths = (list: string): string => role(`{ nonResourceURLs: [${list}], verbs: [get] }`, 'ClusterRole');
    expect(said(ROLE_WIDENED, paths("'/healthz/*'"), paths('/healthz/ready, /metrics'))).toEqual([
      'warning ClusterRole//shop: allows get on /metrics; nobody of these manifests is bound to it',
    ]);
    expect(widened(rule('', 'pods', 'get'), rule('*', 'pods', 'get'))).toEqual([
      'warning Role/shop/shop: allows get on pods of every group; nobody of these manifests is bound to it',
    ]);
    expect(widened(rule('', 'secrets', 'get', ', resourceNames: [a]'), rule('', 'secrets', 'get', ', resourceNames: [a, b]'))).toEqual([
      'warning Role/shop/shop: allows get on secrets b; nobody of these manifests is bound to it',
    ]);
  });

  test('who is bound to it, by name in every namespace or in one', () => {
    const binding = (kind: string, of: string, namespaced: string): string => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: shop${namespaced} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${of}, name: shop }
subjects: [{ kind: User, name: ada }, { kind: ServiceAccount, name: web, namespace: shop }]
---`;
    const every = binding('ClusterRoleBinding', 'ClusterRole', '');
    const [few, more] = ['get', 'get, list'].map((verbs) => rule('', 'pods', verbs)) as [string, string];
    expect(said(ROLE_WIDENED, every + role(few, 'ClusterRole'), every + role(more, 'ClusterRole'))).toEqual([
      'warning ClusterRole//shop: allows list on pods; for User ada and ServiceAccount shop/web',
    ]);
    const own = binding('RoleBinding', 'Role', '');
    const bare = (rules: string): string => role(rules).replace(', namespace: shop', '');
    expect(said(ROLE_WIDENED, own + bare(few), own + bare(more))).toEqual([
      'warning Role//shop: allows list on pods; for User ada and ServiceAccount shop/web',
    ]);
  });

  test('a role that is new is a note', () => {
    expect(said(ROLE_WIDENED, config, config + role(rule('', 'pods', 'get')))).toEqual([
      'note Role/shop/shop: is new and allows get on pods; nobody of these manifests is bound to it',
    ]);
  });
});

test('role-bound: to whom, to what, and where', () => {
  const bound = (kind: string, name: string, subjects: string): string => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: shop${kind === 'RoleBinding' ? ', namespace: shop' : ''} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind === 'RoleBinding' ? 'Role' : 'ClusterRole'}, name: ${name} }
subjects: [${subjects}]
---`;
  const account = '{ kind: ServiceAccount, name: web, namespace: shop }';
  const pods = role(rule('', 'pods', 'get'));
  expect(said(ROLE_BOUND, pods, pods + bound('RoleBinding', 'shop', account))).toEqual([
    'warning RoleBinding/shop/shop: gives ServiceAccount shop/web the rights of Role shop (get on pods) in shop',
  ]);
  expect(said(ROLE_BOUND, config, config + bound('ClusterRoleBinding', 'cluster-admin', account))).toEqual([
    'error ClusterRoleBinding//shop: gives ServiceAccount shop/web the rights of ClusterRole cluster-admin in every namespace',
  ]);
  expect(
    said(
      ROLE_BOUND,
      bound('ClusterRoleBinding', 'view', account),
      bound('ClusterRoleBinding', 'view', `${account}, { kind: Group, name: 'system:authenticated' }`),
    ),
  ).toEqual(['error ClusterRoleBinding//shop: gives Group system:authenticated the rights of ClusterRole view in every namespace']);
  expect(said(ROLE_BOUND, bound('ClusterRoleBinding', 'view', account), config)).toEqual([]);
});

test('pod-security: relaxed is a door for pods to come, tightened one that closes behind those that run', () => {
  const weak = deployment({ security: '' });
  expect(said(POD_SECURITY_RELAXED, namespace('restricted'), namespace(''))).toEqual([
    'warning Namespace//shop: enforces privileged instead of restricted on its pods',
  ]);
  expect(said(POD_SECURITY_RELAXED, namespace('baseline'), namespace('restricted'))).toEqual([]);
  // A level that there is not is taken for the strictest.
  expect(said(POD_SECURITY_RELAXED, namespace('strict'), namespace('baseline'))).toEqual([
    'warning Namespace//shop: enforces baseline instead of restricted on its pods',
  ]);
  expect(said(POD_SECURITY_TIGHTENED, namespace('baseline') + weak, namespace('restricted') + weak)).toEqual([
    'error Namespace//shop: enforces restricted instead of baseline, which the pods of storefront break',
  ]);
  expect(said(POD_SECURITY_TIGHTENED, namespace('') + weak, namespace('baseline') + weak)).toEqual([
    'note Namespace//shop: enforces baseline instead of privileged, which every pod of these manifests keeps',
  ]);
});

test('service-account-changed: by the account, for pods that say nothing themselves', () => {
  const account = (more: string): string => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: shop, namespace: shop }
${more}
---`;
  const pods = deployment({ pod: 'serviceAccountName: shop,' });
  expect(
    said(
      SERVICE_ACCOUNT_CHANGED,
      account('automountServiceAccountToken: false') + pods,
      account('automountServiceAccountToken: true') + pods,
    ),
  ).toEqual(['warning ServiceAccount/shop/shop: gives its token, which these manifests give no rights, to the next pods of storefront']);
  const bound = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: shop, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: shop, namespace: shop }]
---`;
  const [closed, open] = ['automountServiceAccountToken: false', 'automountServiceAccountToken: true'].map(account) as [string, string];
  expect(said(SERVICE_ACCOUNT_CHANGED, bound + closed + pods, bound + open + pods)).toEqual([
    'warning ServiceAccount/shop/shop: gives its token, which bindings of these manifests give rights to, to the next pods of storefront',
  ]);
  expect(said(SERVICE_ACCOUNT_CHANGED, closed + deployment(), open + deployment())).toEqual([]);
  expect(said(SERVICE_ACCOUNT_CHANGED, account('') + pods, account('imagePullSecrets: [{ name: registry }]') + pods)).toEqual([]);
});

test('role-bound and service-account-changed: who has another name has the rights that he had', () => {
  const all = (name: string): string => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: shop, labels: { app.kubernetes.io/name: ${name} } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: ${name}, namespace: shop, labels: { app.kubernetes.io/name: ${name} } }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: ${name}, namespace: shop }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, labels: { app.kubernetes.io/name: ${name} } }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { serviceAccountName: ${name}, containers: [{ name: app, image: 'a:1' }] }
---`;
  expect(said(ROLE_BOUND, all('web'), all('storefront'))).toEqual([]);
  expect(said(SERVICE_ACCOUNT_CHANGED, all('web'), all('storefront'))).toEqual([]);
  const another = all('storefront').replace(
    'namespace: shop }]',
    'namespace: shop }, { kind: ServiceAccount, name: other, namespace: shop }]',
  );
  expect(said(ROLE_BOUND, all('web'), another)).toHaveLength(1);
});
