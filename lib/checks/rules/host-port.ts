import { at, itemsAt } from '../../manifests/json';
import { type PodSecurityRule, podSecurityContainerRule, shown } from '../pod-security';

/** No container takes a port of the node. */
export const HOST_PORT: PodSecurityRule = podSecurityContainerRule(
  'baseline',
  {
    id: 'host-port',
    why: 'A port of the node is reached past every Service and network policy, and only one pod a node can have it: the second replica stays pending.',
    wanted: 'a container port without hostPort',
    fix: 'remove hostPort and put a Service in front',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      ports: [{ containerPort: 8080, hostPort: 80 }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      ports: [{ containerPort: 8080 }]
`,
  },
  function* takesPort({ body }) {
    for (const [index, port] of itemsAt(body, 'ports').entries()) {
      const hostPort = at(port, 'hostPort') ?? 0;
      if (hostPort !== 0) yield { field: ['ports', index, 'hostPort'], got: `hostPort: ${shown(hostPort)}` };
    }
  },
);
