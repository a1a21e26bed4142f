import type { FieldStep } from '../diff/field-diff';
import { changeRule, type EffectRule } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';
import { listed } from '../wording';

const pod = (tag: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: importer, namespace: shop }
spec: { containers: [{ name: app, image: registry.example/importer:${tag} }] }
`;

/** A pod of nobody's whose image changes: its container is ended and started anew in place. */
export const CONTAINER_RESTARTS: EffectRule = changeRule(
  {
    id: 'container-restarts',
    kind: 'recreates',
    severity: 'warning',
    reason: 'the pod stays, with its address and its volumes, and its container ends before the one of the new image starts',
    recipe: ['let a Deployment run it, which has the new pod ready before the old one goes'],
    before: pod('1.0.0'),
    after: pod('1.1.0'),
    see: ['https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement'],
  },
  ['/Pod'],
  function* restarted(change) {
    const update = updateOf(change);
    const fields = update ? fieldsWithin(update, 'spec.containers.image', 'spec.initContainers.image') : [];
    // An init container that has run does not run again.
    const running = fields.filter((field) => field[1] === 'containers');
    if (running.length > 0)
      yield {
        fields: running,
        summary: `restarts ${listed(running.flatMap(containersOf))} in place; nothing answers until it is ready again`,
      };
  },
);

function containersOf(field: readonly FieldStep[]): string[] {
  return field.flatMap((step) => (typeof step === 'object' ? [`container ${step.item}`] : []));
}
