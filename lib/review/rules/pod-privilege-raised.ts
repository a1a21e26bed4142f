import { ENFORCE_LABEL } from '../../checks/pod-security';
import { groupedBy } from '../../core/groups';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { FieldStep } from '../diff/field-diff';
import type { ObjectChange } from '../diff/object-diff';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { type Privilege, podPrivileges } from '../privileges/pod-privileges';
import { podsIn } from '../set-pods';
import { listed } from '../wording';

const deployment = (pod: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
${pod}      containers:
        - name: app
          image: registry.example/storefront:2.4.1
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            runAsNonRoot: true
            capabilities: { drop: [ALL] }
            seccompProfile: { type: RuntimeDefault }
`;

const TEXT: EffectText = {
  id: 'pod-privilege-raised',
  kind: 'privilege-raised',
  severity: 'error',
  reason:
    'what breaks the baseline of the Pod Security Standards opens the node: who breaks into such a container has the machine, and with it every pod and secret on it',
  recipe: ['find out what the container needs it for, and give it that alone', 'or move it to a namespace and nodes of its own'],
  before: deployment(''),
  after: deployment('      hostNetwork: true\n'),
  see: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
};

/** Pods may do what they could not before: by the Pod Security Standards, and by what guides to hardening ask beyond them. */
export const POD_PRIVILEGE_RAISED: EffectRule = {
  ...TEXT,
  *find({ changes, before, after, kubernetes }: ReviewTarget): Generator<Impact> {
    const touched = changes.filter((change) => change.after && podsIn(after).has(identityOf(change.after)) && mayRaise(change));
    const privileges = (ends: readonly (Manifest | undefined)[], set: typeof after) =>
      podPrivileges(
        ends.flatMap((end) => end ?? []),
        set.of('Namespace', ''),
        kubernetes,
      );
    if (touched.length === 0) return;
    const old = privileges(
      touched.map((change) => change.before),
      before,
    );
    const now = privileges(
      touched.map((change) => change.after),
      after,
    );
    for (const change of touched) {
      const had = change.before && old.get(identityOf(change.before));
      const has = (change.after && now.get(identityOf(change.after))) ?? [];
      const raised = had ? has.filter((privilege) => isNew(privilege, had, has)) : has.filter(({ level }) => level !== undefined);
      if (raised.length > 0) yield impactOf(change, raised, after);
    }
  },
};

/** Nothing but the pods' template says what pods may do. */
function mayRaise({ kind, fields }: ObjectChange): boolean {
  return kind !== 'changed' || fields.some(({ field }) => field.includes('template') && field.at(-1) !== 'image' && !field.includes('env'));
}

/** What is missing may be missing in another way; what is there must have been there. */
function isNew(privilege: Privilege, had: readonly Privilege[], has: readonly Privilege[]): boolean {
  const same = (all: readonly Privilege[]) =>
    all.filter(({ rule, container }) => rule === privilege.rule && container === privilege.container);
  const [old, now] = [same(had), same(has)];
  const isOnlyOther = privilege.level !== 'baseline' && old.length === now.length && now.length === 1;
  return !isOnlyOther && old.every(({ got }) => got !== privilege.got);
}

function impactOf(change: ObjectChange, raised: readonly Privilege[], set: ReviewTarget['after']): Impact {
  const [worst] = raised.some(({ level }) => level === 'baseline') ? ['baseline' as const] : raised.flatMap(({ level }) => level ?? []);
  const enforced = set.find('Namespace', undefined, change.after?.namespace ?? 'default')?.labels[ENFORCE_LABEL];
  const isRefused =
    enforced !== undefined &&
    enforced !== 'privileged' &&
    raised.some(({ level }) => level === 'baseline' || (level === 'restricted' && enforced !== 'baseline'));
  const texts = [...groupedBy(raised, ({ container }) => container)].map(([container, own]) => {
    const gots = listed([...new Set(own.map(({ got }) => got))]);
    return container === '' ? gots : `${gots} in container ${container}`;
  });
  const verb = change.kind === 'added' ? 'breaks' : 'now breaks';
  const summary = `${worst === undefined ? 'lowers its guard' : `${verb} ${worst}`}: ${texts.join('; ')}`;
  return {
    change,
    fields: change.kind === 'changed' ? change.fields.map(({ field }) => field).filter(isOfPods) : [],
    severity: worst === 'baseline' || isRefused ? 'error' : change.kind === 'added' ? 'note' : 'warning',
    summary: isRefused ? `${summary}; its namespace enforces ${enforced}, so no such pod is let in` : summary,
    ...(worst !== 'baseline' && { reason: 'each of these is one obstacle less for whoever breaks into the container' }),
  };
}

const PRIVILEGE_FIELDS: ReadonlySet<FieldStep> = new Set([
  'securityContext',
  'volumes',
  'volumeMounts',
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostUsers',
  'hostPort',
  'ports',
  'os',
]);

function isOfPods(field: readonly FieldStep[]): boolean {
  return field.some((step) => PRIVILEGE_FIELDS.has(step));
}
