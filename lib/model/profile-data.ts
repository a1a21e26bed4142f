import type { SecretDelivery } from './env-contract';

/** A profile as data: what policy/ and the constructs read. */
export interface ProfileData {
  readonly name: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly cpuLimits: boolean;
  readonly cpuRequestPercent: number;
  readonly alwaysPull: boolean;
  readonly highUserIds: boolean;
  readonly requireTags: boolean;
  readonly requireDigests: boolean;
  readonly requireBaseDigests: boolean;
  readonly requireSecretSource: boolean;
  readonly backups: boolean;
  readonly retainVolumes: boolean;
  readonly secretDelivery: SecretDelivery;
  readonly runtimeClass?: string;
  readonly quota: boolean;
  readonly quotaHeadroomPercent: number;
}

const PRODUCTION: ProfileData = {
  name: 'production',
  // One replica in each of three zones, so that the loss of a zone leaves two thirds of the capacity.
  minReplicas: 3,
  // Three times the usual load, until a shop has measured its own peak.
  maxReplicas: 10,
  cpuLimits: false,
  cpuRequestPercent: 100,
  alwaysPull: false,
  highUserIds: false,
  requireTags: true,
  requireDigests: false,
  requireBaseDigests: true,
  requireSecretSource: true,
  backups: true,
  retainVolumes: true,
  secretDelivery: 'file',
  quota: true,
  // A debugging pod, an ephemeral migration: without slack the namespace refuses them on the day they are needed.
  quotaHeadroomPercent: 10,
};

/** The standard profiles. */
export const PROFILES = {
  development: {
    ...PRODUCTION,
    name: 'development',
    minReplicas: 1,
    maxReplicas: 1,
    requireTags: false,
    requireBaseDigests: false,
    requireSecretSource: false,
    backups: false,
    retainVolumes: false,
  },
  // Two replicas are the fewest that show what production does: a rollout, a drain, a lost pod.
  staging: {
    ...PRODUCTION,
    name: 'staging',
    minReplicas: 2,
    maxReplicas: 4,
    requireBaseDigests: false,
    requireSecretSource: false,
    backups: false,
  },
  production: PRODUCTION,
  audited: { ...PRODUCTION, name: 'audited', cpuLimits: true, alwaysPull: true, highUserIds: true, requireDigests: true },
} as const satisfies Record<string, ProfileData>;
