import { textsAt } from '../../manifests/json';
import { onWindows, type PodSecurityRule, podSecurityContainerRule } from '../pod-security';

/** Containers drop every capability that they do not add. */
export const DROP_ALL_CAPABILITIES: PodSecurityRule = podSecurityContainerRule(
  'restricted',
  {
    id: 'drop-all-capabilities',
    why: 'A container starts with more than ten capabilities that a shop never uses, among them to forge packets and to override file permissions.',
    wanted: 'capabilities.drop with ALL',
    fix: 'set securityContext.capabilities.drop to [ALL]',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { capabilities: { drop: [NET_RAW] } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { capabilities: { drop: [ALL] } }
`,
  },
  function* keepsSome({ body }, pods) {
    const dropped = textsAt(body, 'securityContext', 'capabilities', 'drop');
    if (onWindows(pods) || dropped.includes('ALL')) return;
    yield {
      field: ['securityContext', 'capabilities', 'drop'],
      got: dropped.length === 0 ? 'no dropped capability' : `only ${dropped.join(', ')} dropped`,
    };
  },
);
