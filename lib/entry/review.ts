/** `cdk8s-shop/review`: what a change of manifests does to what runs. For TypeScript and JavaScript alone. */
export type { Severity } from '../checks/finding';
export type { Waiver } from '../checks/waiver';
export { identityOf, type Manifest, manifestOf, type Origin, type Source } from '../manifests/manifest';
export { ManifestSet } from '../manifests/manifest-set';
export { KubernetesVersion } from '../model/kubernetes-version';
export { type InputFile, textFile } from '../reading/file-values';
export { inputFiles } from '../reading/input-files';
export { wholeManifests } from '../reading/whole-manifests';
export type { AcceptedEffect, Verdict } from '../review/acceptance';
export { EFFECT_KINDS, type Effect, type EffectKind } from '../review/effect';
export type { EffectRule, EffectText, Impact, ReviewTarget } from '../review/effect-rule';
export { EFFECT_RULES } from '../review/effect-rules';
export { type FieldChange, type FieldStep, fieldStepsText } from '../review/field-diff';
export type { ObjectChange } from '../review/object-diff';
export { type TextReviewOptions, textReview } from '../review/reports/text';
export { type Review, type ReviewEnd, type ReviewOptions, review } from '../review/review';
export { type VerdictOptions, verdictOf } from '../review/verdict';
