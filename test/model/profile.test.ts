import { SecretDelivery, ShopProfile, type ShopProfileProps } from '../../lib/model/profile';
import type { ProfileData } from '../../lib/model/profile-data';
import { faultsOf, messageOf } from '../support/synthesis';

test.each(['development', 'staging', 'production', 'audited'] as const)('%s is the same by its name as by its function', (name) => {
  expect(ShopProfile.named(name)).toEqual(ShopProfile[name]());
  expect(ShopProfile.named(name).name).toBe(name);
});

test.each(['', 'prod', 'Production', 'toString'])('"%s" is no standard profile', (name) => {
  expect(messageOf(() => ShopProfile.named(name))).toBe(
    `SHOP-C002 at ShopProfile: got "${name}"; wanted development, staging, production, audited. Fix: name a standard profile.`,
  );
  expect(faultsOf(() => ShopProfile.named(name))).toHaveLength(1);
});

describe('derive', () => {
  const everything: Required<ShopProfileProps> = {
    name: 'canary',
    minReplicas: 7,
    maxReplicas: 70,
    cpuLimits: true,
    cpuRequestPercent: 25,
    alwaysPull: true,
    highUserIds: true,
    requireTags: false,
    requireDigests: true,
    requireBaseDigests: false,
    requireSecretSource: false,
    backups: false,
    retainVolumes: false,
    secretDelivery: SecretDelivery.ENV,
    runtimeClass: 'gvisor',
    quota: false,
    quotaHeadroomPercent: 0,
  };

  test('every prop arrives in the data, and every field of the data can be changed', () => {
    const profile = ShopProfile.production().derive(everything);
    const data: Required<ProfileData> = everything;
    expect(profile._data).toEqual(data);
    expect(profile.name).toBe('canary');
  });

  test.each(Object.entries(everything))('%s is other than in production, so that the test above can see it', (key, value) => {
    expect(ShopProfile.production()._data[key as keyof ProfileData]).not.toEqual(value);
  });

  test('what is left out, or given as undefined, stays', () => {
    const base = ShopProfile.staging();
    expect(base.derive({})._data).toEqual(base._data);
    expect(base.derive({ name: undefined, minReplicas: undefined, quota: undefined })._data).toEqual(base._data);
  });

  test('0, false and the empty string are values', () => {
    const changed = ShopProfile.production().derive({ quotaHeadroomPercent: 0, quota: false, runtimeClass: '' })._data;
    expect([changed.quotaHeadroomPercent, changed.quota, changed.runtimeClass]).toEqual([0, false, '']);
  });

  test('the profile that it derives from stays as it is', () => {
    const base = ShopProfile.production();
    base.derive(everything);
    expect(base).toEqual(ShopProfile.production());
  });
});
