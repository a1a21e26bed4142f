import { textAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import { claimsOf } from '../claims';
import { keepsNothingOfItsOwn } from '../data-images';
import { oncePerSet } from '../once-per-set';
import { manifestRule, type Rule } from '../rule';
import { namespaceOf } from '../set-index';

const storage = (policy: string) => `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: ssd }
provisioner: ebs.csi.aws.com
reclaimPolicy: ${policy}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads, namespace: shop }
spec:
  storageClassName: ssd
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
`;

/** A disk is still there when its claim is not. */
export const VOLUME_RECLAIM: Rule = manifestRule(
  {
    id: 'volume-reclaim',
    severity: 'warning',
    why: 'With Delete the disk goes as soon as its claim does, with a namespace that is deleted by mistake too, and nothing brings it back. A StorageClass that says nothing means Delete.',
    wanted: 'Retain, for a PersistentVolume and for a StorageClass that claims with data use',
    fix: 'set it to Retain; a StorageClass is made anew for that under another name, for its policy cannot be changed',
    wrong: storage('Delete'),
    right: storage('Retain'),
    see: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
      'https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy',
    ],
  },
  ['/PersistentVolume', 'storage.k8s.io/StorageClass'],
  function* deleting({ kind, name, body }, { manifests }) {
    if (kind === 'PersistentVolume') {
      const policy = textAt(body, 'spec', 'persistentVolumeReclaimPolicy');
      if (policy === 'Delete' || policy === 'Recycle') yield { field: ['spec', 'persistentVolumeReclaimPolicy'], got: policy };
      return;
    }
    const policy = textAt(body, 'reclaimPolicy');
    const users = usersOf(manifests);
    const user = users.get(name) ?? (isDefault(body) ? users.get(ANY_CLASS) : undefined);
    if (policy === 'Retain' || user === undefined) return;
    yield { field: ['reclaimPolicy'], got: `${policy ?? 'nothing, which is Delete,'} for the data of ${identityOf(user)}` };
  },
);

/** Stands for the class that a claim without one gets. */
const ANY_CLASS = '';

/** For each StorageClass by name, the first object whose claim is of it and keeps data of its own. */
const usersOf = oncePerSet((manifests) => {
  const mounted = new Set<string>();
  const claims = manifests.pods.flatMap((pods) =>
    claimsOf(pods, manifests).flatMap(({ shared, body }) => {
      if (shared !== undefined) mounted.add(`${pods.namespace}/${shared}`);
      return body === undefined || keepsNothingOfItsOwn(pods) ? [] : [{ body, user: pods.manifest }];
    }),
  );
  const alone = manifests.of('PersistentVolumeClaim', '').filter((claim) => !mounted.has(`${namespaceOf(claim)}/${claim.name}`));
  const users = new Map<string, Manifest>();
  for (const { body, user } of [...claims, ...alone.map((user) => ({ body: user.body, user }))]) {
    const storageClass = textAt(body, 'spec', 'storageClassName');
    // A claim that says '' wants a volume which is there already, and gets no class.
    if (storageClass !== '' && !users.has(storageClass ?? ANY_CLASS)) users.set(storageClass ?? ANY_CLASS, user);
  }
  return users;
});

function isDefault(body: Manifest['body']): boolean {
  return textAt(body, 'metadata', 'annotations', 'storageclass.kubernetes.io/is-default-class') === 'true';
}
