/** `cdk8s-shop/testing`: templates for any test runner, and matchers for jest. `expect.extend({ toHaveNoFindings })`. */
export type { JsonObject } from '../manifests/json';
export type { OutsideAddress, OutsidePods, Outsider } from '../manifests/network-party';
export type { Surroundings } from '../manifests/reachability';
export { Expectation } from '../testing/comparison';
export { Capture, Match } from '../testing/match';
export { ShopTemplate } from '../testing/shop-template';
export type { Subject } from '../testing/subject';
export { type SafeUpgradeOptions, toBeSafeUpgradeOf } from '../testing/to-be-safe-upgrade-of';
export { type NoFindingsOptions, toHaveNoFindings } from '../testing/to-have-no-findings';
export { toMatchManifests } from '../testing/to-match-manifests';
export { toOnlyAllow } from '../testing/to-only-allow';
