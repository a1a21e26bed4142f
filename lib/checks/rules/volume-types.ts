import { type PodSecurityRule, podSecurityRule } from '../pod-security';
import { volumeSourcesOf } from '../volumes';

const TYPES: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** Volumes are of the types that a namespace can own. */
export const VOLUME_TYPES: PodSecurityRule = podSecurityRule(
  'restricted',
  {
    id: 'volume-types',
    why: 'A volume that names a server or a disk of the provider goes past the storage classes: past their quota, their encryption and whoever decides who may mount what.',
    wanted: 'a configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret',
    fix: 'claim the storage through a persistentVolumeClaim',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
  volumes:
    - { name: media, nfs: { server: 192.0.2.7, path: /media } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
  volumes:
    - { name: media, persistentVolumeClaim: { claimName: media } }
`,
  },
  function* ofOtherTypes(pods) {
    for (const { field, types } of volumeSourcesOf(pods)) {
      // A hostPath is found at the level below.
      if (types.some((type) => TYPES.has(type) || type === 'hostPath')) continue;
      // A volume without any source is an emptyDir.
      for (const type of types) yield { field: [...field, type], got: `a volume of type ${type}` };
    }
  },
);
