import { at, textsAt } from '../../manifests/json';
import { containerRule, type Rule } from '../rule';

const pod = (context: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { ${context} }
`;

/** A container that may not gain privileges does not have all of them. */
export const REFUSED_PRIVILEGE: Rule = containerRule(
  {
    id: 'refused-privilege',
    severity: 'error',
    why: 'The API server refuses the workload: what has every privilege has nothing left to be kept from.',
    wanted: 'no privileges beside allowPrivilegeEscalation: false',
    fix: 'remove privileged, or what contradicts it',
    wrong: pod('privileged: true, allowPrivilegeEscalation: false'),
    right: pod('allowPrivilegeEscalation: false'),
    see: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  },
  function* contradicting({ body }) {
    const { securityContext } = body;
    if (at(securityContext, 'allowPrivilegeEscalation') !== false) return;
    const field = ['securityContext', 'allowPrivilegeEscalation'];
    if (at(securityContext, 'privileged') === true) yield { field, got: 'false beside privileged: true' };
    // Runtimes know the capability by its short name too, which the API server lets through.
    if (textsAt(securityContext, 'capabilities', 'add').includes('CAP_SYS_ADMIN'))
      yield { field, got: 'false beside the capability CAP_SYS_ADMIN', fix: 'remove the capability' };
  },
);
