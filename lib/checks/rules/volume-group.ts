import { at, type JsonObject, numberAt, objectAt } from '../../manifests/json';
import type { PodsView } from '../../manifests/pods';
import { claimsOf, exclusiveMode, type PodClaim, writtenVolumes } from '../claims';
import { databaseExample } from '../data-examples';
import { onWindows } from '../pod-security';
import { podsRule, type Rule } from '../rule';

/** Who is not root may write to the pods' own disk. */
export const VOLUME_GROUP: Rule = podsRule(
  {
    id: 'volume-group',
    severity: 'warning',
    why: 'A new disk belongs to root, and only fsGroup gives it to another group. Without it a container with a user of its own cannot write there, though it could on a laptop, whose storage lets everybody write.',
    wanted: 'fsGroup in the pods’ securityContext, with the group of the user',
    fix: 'set fsGroup, and fsGroupChangePolicy to OnRootMismatch so that a full disk is not walked at every start',
    wrong: databaseExample({ pods: { securityContext: '{ runAsNonRoot: true, runAsUser: 999 }' } }),
    right: databaseExample({
      pods: { securityContext: '{ runAsNonRoot: true, runAsUser: 999, fsGroup: 999, fsGroupChangePolicy: OnRootMismatch }' },
    }),
    see: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-pod'],
  },
  function* unwritable(pods, { manifests }) {
    if (numberAt(pods.spec, 'securityContext', 'fsGroup') !== undefined || onWindows(pods)) return;
    const disks = new Set(claimsOf(pods, manifests).flatMap((claim) => (isDisk(claim) ? [claim.volume] : [])));
    const prepared = new Set(pods.containers.flatMap(({ role, body }) => (role === 'init' ? writtenVolumes(body) : [])));
    for (const { role, name, body } of pods.containers) {
      const user = userOf(pods, body);
      if (role === 'init' || role === 'ephemeral' || user === undefined) continue;
      if (!writtenVolumes(body).some((volume) => disks.has(volume) && !prepared.has(volume))) continue;
      yield { field: ['spec', 'securityContext', 'fsGroup'], got: `none for the disk of container "${name}", which runs as ${user}` };
      return;
    }
  },
);

/** Shared file systems have owners of their own, which fsGroup mostly does not change, and a device is no directory. */
function isDisk(claim: PodClaim): boolean {
  return exclusiveMode(claim) !== undefined && at(claim.body, 'spec', 'volumeMode') !== 'Block';
}

/** Whom a container runs as, in words, where the manifest keeps it from being root. */
function userOf({ spec }: PodsView, container: JsonObject): string | undefined {
  const contexts = [objectAt(container, 'securityContext'), objectAt(spec, 'securityContext')];
  const user = contexts.map((context) => at(context, 'runAsUser')).find((id) => typeof id === 'number');
  if (user !== undefined) return user === 0 ? undefined : `user ${user}`;
  const nonRoot = contexts.map((context) => at(context, 'runAsNonRoot')).find((said) => typeof said === 'boolean');
  return nonRoot === true ? 'another user than root' : undefined;
}
