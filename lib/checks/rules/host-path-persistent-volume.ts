import { at, isObject, textAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const volume = (source: string) => `
apiVersion: v1
kind: PersistentVolume
metadata: { name: uploads }
spec:
  capacity: { storage: 10Gi }
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  ${source}
`;

/** A disk of a node says which node. */
export const HOST_PATH_PERSISTENT_VOLUME: Rule = manifestRule(
  {
    id: 'host-path-persistent-volume',
    severity: 'warning',
    why: 'A path is on every node, and on each it is another one: a pod that comes to another node finds an empty directory there, and its data are left behind.',
    wanted: 'storage that follows the pod, or a local volume with the nodeAffinity of its node',
    fix: 'use a StorageClass of the cluster, or local with nodeAffinity',
    wrong: volume('hostPath: { path: /srv/uploads }'),
    right: volume(`local: { path: /srv/uploads }
  nodeAffinity:
    required:
      nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [node-1] }] }]`),
    see: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath', 'https://kubernetes.io/docs/concepts/storage/volumes/#local'],
  },
  ['/PersistentVolume'],
  function* anywhere({ body }) {
    if (!isObject(at(body, 'spec', 'hostPath')) || isObject(at(body, 'spec', 'nodeAffinity', 'required'))) return;
    const path = textAt(body, 'spec', 'hostPath', 'path');
    yield { field: ['spec', 'hostPath'], got: `${JSON.stringify(path ?? '')} of whichever node` };
  },
);
