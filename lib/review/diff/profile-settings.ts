import type { ProfileData } from '../../model/profile-data';

/** What each setting of a profile does, told to whoever reads a difference. */
export const SETTING_MEANING: Readonly<Record<keyof ProfileData, string>> = {
  minReplicas: 'fewest replicas of a web tier or worker that does not say so itself; a queue has three from 3 on',
  maxReplicas: 'most replicas of a web tier or worker that does not say so itself',
  cpuLimits: 'CPU limits on every container, and what the namespace allows of them',
  cpuRequestPercent: 'share of the CPU requests that is reserved, in percent',
  alwaysPull: 'images are pulled at every start of a pod, even when the node has them',
  highUserIds: 'containers run as users and groups of 10000 and up',
  requireTags: 'images without a tag or digest, and the tag latest, are refused',
  requireDigests: 'images without a digest are refused',
  requireBaseDigests: 'images that are built on a base without a digest are refused',
  requireSecretSource: 'a data service without a named source of its password is refused',
  backups: 'databases are backed up on a schedule',
  retainVolumes: 'the volumes of a data service are kept when it is deleted',
  secretDelivery: 'how pods receive secrets: as files, or in the environment',
  runtimeClass: 'the sandbox that web tiers, workers and jobs run in',
  quota: 'a ResourceQuota that admits the shop at full scale plus surge, and a LimitRange',
  quotaHeadroomPercent: 'share of the quota that is added for pods started by hand, in percent',
  name: 'what your own code decides by the name of the profile',
};

/** The settings in which two profiles differ, in the order of the table above. */
export function differingSettings(before: Partial<ProfileData>, after: Partial<ProfileData>): Array<keyof ProfileData> {
  return (Object.keys(SETTING_MEANING) as Array<keyof ProfileData>).filter((setting) => before[setting] !== after[setting]);
}
