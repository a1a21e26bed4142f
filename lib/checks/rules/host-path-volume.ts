import { type PodSecurityRule, podSecurityRule } from '../pod-security';
import { volumeSourcesOf } from '../volumes';

/** No volume is a path of the node. */
export const HOST_PATH_VOLUME: PodSecurityRule = podSecurityRule(
  'baseline',
  {
    id: 'host-path-volume',
    why: "A path of the node holds what other pods and the kubelet keep there; whoever can write to it can take over the node, and the pod's data stay behind when it moves.",
    wanted: 'a volume of another type',
    fix: 'use a persistentVolumeClaim, an emptyDir or a configMap',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
  volumes:
    - { name: data, hostPath: { path: /var/lib/storefront } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
  volumes:
    - { name: data, emptyDir: {} }
`,
  },
  function* onTheNode(pods) {
    for (const { field, types } of volumeSourcesOf(pods))
      if (types.includes('hostPath')) yield { field: [...field, 'hostPath'], got: 'a hostPath volume' };
  },
);
