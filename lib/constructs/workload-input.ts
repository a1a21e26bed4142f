import type { ProfileData } from '../model/profile-data';
import type { HealthProps, MetricsEndpoint, ShopPort, SideContainer, WorkloadProps } from './workload-props';

/** A workload as its rules see it. */
export interface WorkloadInput {
  readonly id: string;
  readonly props: Omit<WorkloadProps, 'image'> & HealthProps & { readonly metrics?: MetricsEndpoint };
  /** Ports of the main container. */
  readonly ports: readonly ShopPort[];
  readonly profile: ProfileData;
}

/** Its init containers and sidecars. */
export function sidesOf({ props }: WorkloadInput): SideContainer[] {
  return [...(props.initContainers ?? []), ...(props.sidecars ?? [])];
}
