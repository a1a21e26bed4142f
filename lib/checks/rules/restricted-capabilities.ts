import { addedCapabilities, DEFAULT_CAPABILITIES } from '../capabilities';
import { onWindows, type PodSecurityRule, podSecurityContainerRule } from '../pod-security';

/** Containers add no capability but NET_BIND_SERVICE. */
export const RESTRICTED_CAPABILITIES: PodSecurityRule = podSecurityContainerRule(
  'restricted',
  {
    id: 'restricted-capabilities',
    why: 'Every capability that a container has is one that an intruder has: to change owners, to read what belongs to others, to make device files.',
    wanted: 'no added capability but NET_BIND_SERVICE',
    fix: 'remove it from the list',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { capabilities: { drop: [ALL], add: [CHOWN] } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }
`,
  },
  function* beyondBinding({ body }, pods) {
    if (onWindows(pods)) return;
    // What is not even in the default set is found at the level below.
    for (const { field, capability } of addedCapabilities(body))
      if (capability !== 'NET_BIND_SERVICE' && DEFAULT_CAPABILITIES.has(capability))
        yield { field, got: `added capability "${capability}"` };
  },
);
