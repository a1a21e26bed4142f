import { isSubdomain } from '../../core/names';
import { indexedObjectsAt, type JsonObject, objectAt, textAt } from '../../manifests/json';
import { type BreachInside, beneath, manifestRule, type Rule } from '../rule';

const GROUP = 'rbac.authorization.k8s.io';

const binding = (subject: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: exports }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ ${subject} }]
`;

/** A binding names its role and its subjects as the API server takes them. */
export const REFUSED_BINDING: Rule = manifestRule(
  {
    id: 'refused-binding',
    severity: 'error',
    why: 'The API server refuses the binding, and its subjects get nothing of the role.',
    wanted: 'a subject or role that the API server takes',
    fix: 'correct the reference',
    wrong: binding('kind: ServiceAccount, name: exports'),
    right: binding('kind: ServiceAccount, name: exports, namespace: shop'),
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/rbac/validation/validation.go'],
  },
  [`${GROUP}/RoleBinding`, `${GROUP}/ClusterRoleBinding`],
  function* refused({ body, kind }) {
    yield* beneath(['roleRef'], inRole(objectAt(body, 'roleRef'), kind));
    for (const [index, subject] of indexedObjectsAt(body, 'subjects')) yield* beneath(['subjects', index], inSubject(subject, kind));
  },
);

function* inRole(role: JsonObject, binding: string): Generator<BreachInside> {
  const kinds = binding === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  yield* inGroup(role, GROUP);
  const kind = textAt(role, 'kind');
  if (kind !== undefined && !kinds.includes(kind)) yield { field: ['kind'], got: JSON.stringify(kind), wanted: kinds.join(' or ') };
  if (textAt(role, 'name') === '') yield { field: ['name'], got: '""', wanted: 'the name of the role' };
}

function* inSubject(subject: JsonObject, binding: string): Generator<BreachInside> {
  const [kind, name, namespace = ''] = ['kind', 'name', 'namespace'].map((field) => textAt(subject, field));
  if (name === '') yield { field: ['name'], got: '""', wanted: 'the name of the subject' };
  if (kind === 'User' || kind === 'Group') yield* inGroup(subject, GROUP);
  else if (kind === 'ServiceAccount') {
    yield* inGroup(subject, '');
    if (name && !isSubdomain(name)) yield { field: ['name'], got: JSON.stringify(name), wanted: 'a name that a ServiceAccount may have' };
    // A RoleBinding without it means its own namespace.
    if (binding === 'ClusterRoleBinding' && namespace === '')
      yield { field: ['namespace'], got: 'none', wanted: 'the namespace of the ServiceAccount', fix: 'name it' };
  } else if (kind !== undefined) yield { field: ['kind'], got: JSON.stringify(kind), wanted: 'User, Group or ServiceAccount' };
}

/** Where nothing is said, the API server puts what fits. */
function* inGroup(reference: JsonObject, group: string): Generator<BreachInside> {
  const stated = textAt(reference, 'apiGroup') ?? '';
  if (stated !== '' && stated !== group)
    yield {
      field: ['apiGroup'],
      got: JSON.stringify(stated),
      wanted: group === '' ? 'none, for a ServiceAccount is of the core group' : group,
      fix: 'correct or remove it',
    };
}
