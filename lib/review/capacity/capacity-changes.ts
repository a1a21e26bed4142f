import { scaledPods } from '../../checks/autoscaling';
import { oncePer, oncePerSet } from '../../checks/once-per-set';
import { identityOf } from '../../manifests/manifest';
import type { ObjectChange } from '../diff/object-diff';
import type { ReviewTarget } from '../effect-rule';
import { amountChanges } from './amount-text';
import { type CapacityRow, type CapacityRows, capacityOf, capacityRows, type WorkloadCapacity } from './capacity';
import { times } from './pod-resources';

/** The capacity of a set; reckoned once for all rules. */
export const capacityIn = oncePerSet(capacityOf);

/** The capacity before and after. */
export const capacityChanges = oncePer(
  (target: ReviewTarget): CapacityRows => capacityRows(capacityIn(target.before), capacityIn(target.after)),
);

/** The rows of workloads by the identity that they have after the change, or had before it. */
export const workloadRows = oncePer(
  (target: ReviewTarget): ReadonlyMap<string, CapacityRow<WorkloadCapacity>> =>
    new Map(capacityChanges(target).workloads.map((row) => [row.object, row])),
);

/** In what the requests of a workload differ between so many pods before and after, each resource as a text. */
export function requestChanges(object: string, [old, fresh]: readonly [number, number], target: ReviewTarget): string[] {
  const { before, after } = workloadRows(target).get(object) ?? {};
  return amountChanges(times(before?.pod.requests ?? {}, old), times(after?.pod.requests ?? {}, fresh));
}

/** The changes of a review by the identities of the object before and after. */
export const changesByObject = oncePer(({ changes }: ReviewTarget): ReadonlyMap<string, ObjectChange> => {
  return new Map(
    changes.flatMap((change) => [change.before, change.after].flatMap((end) => (end ? [[identityOf(end), change] as const] : []))),
  );
});

/** The changes of autoscalers, by the identity of the workload that they scale. */
export const scalerChanges = oncePer(({ changes, before, after }: ReviewTarget): ReadonlyMap<string, ObjectChange> => {
  const scalers = changes.filter(({ object }) => /^(autoscaling\/HorizontalPodAutoscaler|keda\.sh\/ScaledObject)\//.test(object));
  return new Map(
    scalers.flatMap((change) => {
      const pods = (change.before && scaledPods(change.before, before)) ?? (change.after && scaledPods(change.after, after));
      return pods ? [[identityOf(pods.manifest), change] as const] : [];
    }),
  );
});

/** The changes of LimitRanges, by namespace: what they give to pods that state nothing is theirs to change. */
export const rangeChanges = oncePer(({ changes }: ReviewTarget): ReadonlyMap<string | undefined, ObjectChange> => {
  return new Map(changes.filter(({ object }) => object.startsWith('/LimitRange/')).map((change) => [change.object.split('/')[2], change]));
});

/** The change that makes a workload larger or smaller: its own, or that of its autoscaler. */
export function causeOf(object: string, target: ReviewTarget): ObjectChange | undefined {
  return changesByObject(target).get(object) ?? scalerChanges(target).get(object);
}
