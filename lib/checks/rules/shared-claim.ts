import { identityOf } from '../../manifests/manifest';
import type { PodsView } from '../../manifests/pods';
import { claimsOf, exclusiveMode, isPinned } from '../claims';
import { UPLOADS_CLAIM } from '../data-examples';
import { oncePerSet } from '../once-per-set';
import { podsRule, type Rule } from '../rule';

const pod = (name: string, affinity: string) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
${affinity}  containers: [{ name: app, image: registry.example/${name}:2.4.1, volumeMounts: [{ name: uploads, mountPath: /uploads }] }]
  volumes: [{ name: uploads, persistentVolumeClaim: { claimName: uploads } }]
`;

const BESIDE_CMS = `  affinity:
    podAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - { labelSelector: { matchLabels: { app: cms } }, topologyKey: kubernetes.io/hostname }
`;

/** A disk for one node belongs to one workload, or to several that stay together. */
export const SHARED_CLAIM: Rule = podsRule(
  {
    id: 'shared-claim',
    severity: 'warning',
    why: 'A ReadWriteOnce volume is at one node: the pods of a second workload wait for it for ever as soon as they come to another node, and until then two programs write to the same files. A Job that waits is a note.',
    wanted: 'a claim of its own, a required podAffinity to the pods that have the volume, or a claim that is ReadWriteMany',
    fix: 'give each workload its own claim, or let one of them serve the files to the other',
    wrong: `${pod('cms', '')}---${pod('thumbnails', '')}${UPLOADS_CLAIM}`,
    right: `${pod('cms', '')}---${pod('thumbnails', BESIDE_CMS)}${UPLOADS_CLAIM}`,
    see: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  },
  function* shared(pods, { manifests }) {
    for (const claim of claimsOf(pods, manifests)) {
      const mode = exclusiveMode(claim);
      const first = firstUsers(manifests).get(`${pods.namespace}/${claim.shared}`);
      if (claim.shared === undefined || mode === undefined || first === undefined || first.manifest === pods.manifest) continue;
      // Whoever is told which node to come to may well share the volume, as long as it is not for one pod alone.
      if (mode === 'ReadWriteOnce' && (isPinned(pods) || isPinned(first))) continue;
      yield {
        field: claim.field.slice(pods.template.length),
        severity: endsByItself(pods) || endsByItself(first) ? 'note' : 'warning',
        got: `the ${mode} claim "${claim.shared}", which ${identityOf(first.manifest)} has too`,
      };
    }
  },
);

/** The first workload in the set that has each claim. */
const firstUsers = oncePerSet((manifests) => {
  const users = new Map<string, PodsView>();
  for (const pods of manifests.pods)
    for (const { shared } of claimsOf(pods, manifests)) {
      const place = `${pods.namespace}/${shared}`;
      if (shared !== undefined && !users.has(place)) users.set(place, pods);
    }
  return users;
});

function endsByItself({ manifest }: PodsView): boolean {
  return manifest.group === 'batch';
}
