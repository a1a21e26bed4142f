import { at } from '../../manifests/json';
import { onWindows, shown } from '../pod-security';
import { containerRule, type Rule } from '../rule';

/** No container writes to its own image. */
export const READ_ONLY_ROOT_FILESYSTEM: Rule = containerRule(
  {
    id: 'read-only-root-filesystem',
    severity: 'warning',
    why: 'Whoever breaks in wants to leave something behind: a tool, a changed page, a script that skims cards. A root that is read-only takes none of it.',
    wanted: 'readOnlyRootFilesystem: true',
    fix: 'set it, and mount an emptyDir where the application writes',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { runAsNonRoot: true }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true }
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  function* writable({ body, role }, pods) {
    // Someone who debugs may write; on Windows there is no such field.
    if (role === 'ephemeral' || onWindows(pods)) return;
    const readOnly = at(body, 'securityContext', 'readOnlyRootFilesystem');
    if (readOnly !== true)
      yield { field: ['securityContext', 'readOnlyRootFilesystem'], got: `${shown(readOnly)} for readOnlyRootFilesystem` };
  },
);
