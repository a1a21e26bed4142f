import type { EnvVar } from '../model/value';
import type { ProbesPlan } from './probes';
import type { ResourcePlan } from './resources';
import type { UserPlan } from './security';

/** Where a volume's files come from. */
export type VolumeSource =
  | { readonly kind: 'empty'; readonly bytes: number; readonly memory: boolean }
  | { readonly kind: 'secret'; readonly secret: string; readonly keys: readonly string[] }
  | { readonly kind: 'config'; readonly configMap: string }
  | { readonly kind: 'claim'; readonly claim: string };

/** A volume of a pod. */
export interface VolumePlan {
  readonly name: string;
  readonly source: VolumeSource;
}

/** A volume where a container sees it. */
export interface MountPlan {
  readonly volume: string;
  readonly path: string;
  readonly subPath?: string;
  readonly readOnly: boolean;
}

/** A container, decided. */
export interface ContainerPlan {
  readonly name: string;
  readonly image: string;
  readonly alwaysPull: boolean;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports: ReadonlyArray<{ readonly name: string; readonly port: number; readonly transport: 'TCP' | 'UDP' }>;
  readonly env: readonly EnvVar[];
  readonly resources: ResourcePlan;
  readonly user: UserPlan;
  readonly capabilities: readonly string[];
  readonly probes: ProbesPlan;
  readonly preStop?: { readonly kind: 'sleep'; readonly seconds: number } | { readonly kind: 'exec'; readonly command: readonly string[] };
  readonly mounts: readonly MountPlan[];
}

/** A pod, decided: what emit/ turns into a pod template and nothing else decides about. */
export interface PodPlan {
  readonly user: UserPlan;
  readonly containers: readonly ContainerPlan[];
  readonly inits: readonly ContainerPlan[];
  readonly sidecars: readonly ContainerPlan[];
  readonly volumes: readonly VolumePlan[];
  readonly graceSeconds: number;
  readonly priority: 'critical' | 'standard' | 'batch';
  readonly serviceAccountToken: boolean;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: ReadonlyArray<{
    readonly key?: string;
    readonly operator?: string;
    readonly value?: string;
    readonly effect?: string;
  }>;
  readonly runtimeClass?: string;
  readonly annotations: Readonly<Record<string, string>>;
}
