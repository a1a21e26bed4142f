/** `cdk8s-shop/testing`: matchers for jest. `expect.extend({ toHaveNoFindings })`. */
export { type NoFindingsOptions, toHaveNoFindings } from '../testing/to-have-no-findings';
