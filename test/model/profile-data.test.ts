import { PROFILES, type ProfileData } from '../../lib/model/profile-data';

/** Fields in which one profile differs from another. */
function differences(a: ProfileData, b: ProfileData): string[] {
  return Object.keys(a).filter((key) => a[key as keyof ProfileData] !== b[key as keyof ProfileData]);
}

test('audited is production and what only auditing tools ask', () => {
  expect(differences(PROFILES.production, PROFILES.audited)).toEqual(['name', 'cpuLimits', 'alwaysPull', 'highUserIds', 'requireDigests']);
  expect(PROFILES.audited).toMatchObject({ cpuLimits: true, alwaysPull: true, highUserIds: true, requireDigests: true });
});

test('staging is production at the smallest size that shows a rollout, without what needs other systems', () => {
  expect(differences(PROFILES.production, PROFILES.staging)).toEqual([
    'name',
    'minReplicas',
    'maxReplicas',
    'requireBaseDigests',
    'requireSecretSource',
    'backups',
  ]);
  expect(PROFILES.staging).toMatchObject({ minReplicas: 2, requireSecretSource: false, backups: false });
});

test('production survives the loss of a zone, keeps data, and takes no secret and no image without a source', () => {
  expect(PROFILES.production).toMatchObject({
    minReplicas: 3,
    backups: true,
    retainVolumes: true,
    requireSecretSource: true,
    requireTags: true,
    secretDelivery: 'file',
    quota: true,
  });
});

test('development runs one pod of each and leaves nothing behind', () => {
  expect(PROFILES.development).toMatchObject({ minReplicas: 1, maxReplicas: 1, backups: false, retainVolumes: false, requireTags: false });
});

test.each(Object.entries(PROFILES))('%s is named after its key and can scale from its least to its most', (key, profile) => {
  expect(profile.name).toBe(key);
  expect(profile.minReplicas).toBeLessThanOrEqual(profile.maxReplicas);
  expect(profile.quotaHeadroomPercent).toBeGreaterThan(0);
});
