import { at } from '../../manifests/json';
import { type PodSecurityRule, podSecurityContainerRule, shown } from '../pod-security';

/** Everything that makes the kubelet call. */
const CALLERS = [['livenessProbe'], ['readinessProbe'], ['startupProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop']];

/** Probes and lifecycle handlers ask the container itself. */
export const HOST_PROBE_ADDRESS: PodSecurityRule = podSecurityContainerRule(
  'baseline',
  {
    id: 'host-probe-address',
    why: 'The kubelet opens the connection, from the node and past every network policy: a host of its own makes it ask any address that the node can reach, and restart the container by the answer.',
    wanted: "no host, which means the pod's own address",
    fix: 'remove host; a header named Host sets the virtual host',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      livenessProbe: { httpGet: { host: 169.254.169.254, port: 80 } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      livenessProbe: { httpGet: { port: 80 } }
`,
  },
  function* elsewhere({ body }, _pods, { minor }) {
    if (minor < 34) return;
    for (const caller of CALLERS)
      for (const action of ['httpGet', 'tcpSocket']) {
        const field = [...caller, action, 'host'];
        const host = at(body, ...field) ?? '';
        if (host !== '') yield { field, got: `host ${shown(host)}` };
      }
  },
);
