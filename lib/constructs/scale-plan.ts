import type { Footprint } from '../model/component';
import type { ProfileData } from '../model/profile-data';
import type { PodPlan } from '../policy/pod-plan';
import { rolloutPods } from '../policy/rollout';
import { CPU_PERCENT, type ScalePlan } from '../policy/scaling';
import { footprintOf } from './workload-plan';
import type { Scale } from './workload-props';

/** Bounds of a component, with the profile's where the user gives none. */
export function planScale(profile: ProfileData, scale: Scale | undefined): ScalePlan {
  return {
    min: scale?.min ?? profile.minReplicas,
    max: scale?.max ?? profile.maxReplicas,
    cpuPercent: scale?.cpuPercent ?? CPU_PERCENT,
  };
}

/** What a component takes when it is rolled out at full scale. */
export function scaledFootprint(plan: PodPlan, { max }: ScalePlan): Footprint {
  return { pod: footprintOf(plan), replicas: max, pods: rolloutPods(max, plan.graceSeconds), volumes: 0, storage: 0 };
}
