import type { ProfileData } from './profile-data';

/** Sees the profile that a shop is made with, and gives the one to make it with. */
type ProfileExperiment = (shop: string, own: ProfileData) => ProfileData;

// Set by preload/profile-experiment.js before the app begins, and shared by duplicate copies of the package.
const EXPERIMENT = Symbol.for('cdk8s-shop.profile-experiment');

/**
 * The profile that a shop is made with. It is the shop's own, but in an experiment of `cdk8s-shop diff`, which changes a
 * setting of an app to see what it does, without knowing how the app chooses its profile.
 */
export function profileInForce(shop: string, own: ProfileData): ProfileData {
  const experiment = (globalThis as { readonly [EXPERIMENT]?: ProfileExperiment })[EXPERIMENT];
  return experiment ? experiment(shop, own) : own;
}
