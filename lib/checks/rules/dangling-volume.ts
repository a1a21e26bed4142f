import { indexedObjectsAt, objectsAt, textAt } from '../../manifests/json';
import type { PodsView } from '../../manifests/pods';
import { containerRule, type Rule } from '../rule';

/** What a container mounts is a volume of its pod. */
export const DANGLING_VOLUME: Rule = containerRule(
  {
    id: 'dangling-volume',
    severity: 'error',
    why: 'The API server refuses pods that mount what they do not have; a StatefulSet is taken by older versions, and makes no pod.',
    wanted: 'a volume of the pod, or a claim template of its StatefulSet',
    fix: 'add the volume, or correct its name',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  volumes: [{ name: cache, emptyDir: { sizeLimit: 1Gi } }]
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      volumeMounts: [{ name: cahce, mountPath: /var/cache }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  volumes: [{ name: cache, emptyDir: { sizeLimit: 1Gi } }]
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      volumeMounts: [{ name: cache, mountPath: /var/cache }]
`,
    see: ['https://kubernetes.io/docs/concepts/storage/volumes/#background'],
  },
  function* unknown({ body }, pods) {
    for (const mounts of ['volumeMounts', 'volumeDevices'])
      for (const [index, mount] of indexedObjectsAt(body, mounts)) {
        const name = textAt(mount, 'name');
        if (name && !hasVolume(pods, name)) yield { field: [mounts, index, 'name'], got: JSON.stringify(name) };
      }
  },
);

function hasVolume({ spec, manifest: { body, kind } }: PodsView, name: string): boolean {
  if (objectsAt(spec, 'volumes').some((volume) => volume.name === name)) return true;
  return (
    kind === 'StatefulSet' && objectsAt(body, 'spec', 'volumeClaimTemplates').some((claim) => textAt(claim, 'metadata', 'name') === name)
  );
}
