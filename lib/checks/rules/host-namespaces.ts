import { type PodSecurityRule, podSecurityRule } from '../pod-security';

/** Pods share no namespace of the node. */
export const HOST_NAMESPACES: PodSecurityRule = podSecurityRule(
  'baseline',
  {
    id: 'host-namespaces',
    why: "A pod in the node's network, process or IPC namespace sees the traffic, the processes and the memory of every other pod there, and no network policy holds it.",
    wanted: 'pods in namespaces of their own',
    fix: 'remove the field',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  hostNetwork: true
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  hostNetwork: false
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
  },
  function* shared({ spec }) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC'])
      if (spec[field] === true) yield { field: ['spec', field], got: `${field}: true` };
  },
);
