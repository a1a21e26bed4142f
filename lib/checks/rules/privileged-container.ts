import { at } from '../../manifests/json';
import { type PodSecurityRule, podSecurityContainerRule } from '../pod-security';

/** No container is privileged. */
export const PRIVILEGED_CONTAINER: PodSecurityRule = podSecurityContainerRule(
  'baseline',
  {
    id: 'privileged-container',
    why: 'A privileged container is root on the node: it has every capability and every device, and whoever takes it over has the node and the secrets of all pods on it.',
    wanted: 'a container that is not privileged',
    fix: 'remove the field, and add the one capability or device that is needed',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { privileged: true }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { privileged: false }
`,
  },
  function* privileged({ body }) {
    if (at(body, 'securityContext', 'privileged') === true) yield { field: ['securityContext', 'privileged'], got: 'privileged: true' };
  },
);
