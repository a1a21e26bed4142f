import { roleRule, roleWith, verbsOn } from '../role-rules';
import type { Rule } from '../rule';

/** What opens a running container, with the verbs that do. */
const WAYS_IN: Readonly<Record<string, readonly string[]>> = {
  'pods/exec': ['create', 'get'],
  'pods/attach': ['create', 'get'],
  'pods/ephemeralcontainers': ['update', 'patch'],
};

/** No role lets its subjects into running containers. */
export const RBAC_POD_EXEC: Rule = roleRule(
  {
    id: 'rbac-pod-exec',
    why: 'Who may exec or attach is inside of the application, with its memory, its secrets and its place in the network, and leaves no trace in the image.',
    wanted: 'a role without pods/exec, pods/attach and pods/ephemeralcontainers',
    fix: 'remove the resource; give it to persons for a while, when they need it',
    wrong: roleWith("{ apiGroups: [''], resources: [pods/exec], verbs: [create] }"),
    right: roleWith("{ apiGroups: [''], resources: [pods/log], verbs: [get] }"),
  },
  function* intoContainers(rule) {
    for (const [resource, verbs] of Object.entries(WAYS_IN)) {
      const given = verbsOn(rule, resource, verbs);
      if (given.length > 0) yield { field: [], got: `${given.join(', ')} on ${resource}` };
    }
  },
);
