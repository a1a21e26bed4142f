/** `cdk8s-shop/checks`: rules of your own, and checks over any manifests. For TypeScript and JavaScript alone. */
export { checkApp } from '../app/check-app';
export { type CheckOptions, check } from '../checks/check';
export type { CheckConfig } from '../checks/check-config';
export type { CheckSettings, PaymentZone, ZoneEdge } from '../checks/check-settings';
export {
  describeFinding,
  type FieldPath,
  type Finding,
  fieldText,
  type Position,
  SEVERITIES,
  type Severity,
  type Source,
} from '../checks/finding';
export type { Pack } from '../checks/packs/pack';
export { BUILT_IN_PACKS, rulesOf } from '../checks/registry';
export { githubReport } from '../checks/reports/github';
export { jsonReport } from '../checks/reports/json';
export { junitReport } from '../checks/reports/junit';
export { sarifReport } from '../checks/reports/sarif';
export { type TextOptions, textReport } from '../checks/reports/text';
export {
  anyManifestRule,
  type Breach,
  type BreachInside,
  type CheckTarget,
  containerRule,
  manifestRule,
  podsRule,
  type Rule,
  type RuleText,
} from '../checks/rule';
export { WAIVER_RULES, type Waiver } from '../checks/waiver';
export {
  at,
  isObject,
  itemsAt,
  type Json,
  type JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
  textRecordAt,
  textsAt,
} from '../manifests/json';
export { type Excerpt, identityOf, type Manifest, manifestOf, type Origin, type SourceText } from '../manifests/manifest';
export { ManifestSet } from '../manifests/manifest-set';
export type { ContainerPort, ContainerView, PodsView, Protocol } from '../manifests/pods';
export { KubernetesVersion } from '../model/kubernetes-version';
export type { InputFile } from '../reading/file-values';
export { inputFiles } from '../reading/input-files';
export { type Reading, readManifests } from '../reading/read';
