import { oncePer } from '../../checks/once-per-set';
import type { Breach, Rule } from '../../checks/rule';
import { DANGLING_VOLUME } from '../../checks/rules/dangling-volume';
import { DUPLICATE_NAME } from '../../checks/rules/duplicate-name';
import { EXCLUSIVE_FIELDS } from '../../checks/rules/exclusive-fields';
import { FUTURE_API } from '../../checks/rules/future-api';
import { HPA_BOUNDS } from '../../checks/rules/hpa-bounds';
import { INIT_CONTAINER_FIELDS } from '../../checks/rules/init-container-fields';
import { MISSING_FIELD } from '../../checks/rules/missing-field';
import { PROBE_FIELDS } from '../../checks/rules/probe-fields';
import { REFUSED_ANNOTATION } from '../../checks/rules/refused-annotation';
import { REFUSED_BINDING } from '../../checks/rules/refused-binding';
import { REFUSED_CLAIM } from '../../checks/rules/refused-claim';
import { REFUSED_DATA } from '../../checks/rules/refused-data';
import { REFUSED_ENV_NAME } from '../../checks/rules/refused-env-name';
import { REFUSED_INGRESS } from '../../checks/rules/refused-ingress';
import { REFUSED_JOB } from '../../checks/rules/refused-job';
import { REFUSED_LABEL } from '../../checks/rules/refused-label';
import { REFUSED_LIMIT_RANGE } from '../../checks/rules/refused-limit-range';
import { REFUSED_MOUNT } from '../../checks/rules/refused-mount';
import { REFUSED_NAME } from '../../checks/rules/refused-name';
import { REFUSED_NUMBER } from '../../checks/rules/refused-number';
import { REFUSED_PART_NAME } from '../../checks/rules/refused-part-name';
import { REFUSED_POLICY_RANGE } from '../../checks/rules/refused-policy-range';
import { REFUSED_PRIVILEGE } from '../../checks/rules/refused-privilege';
import { REFUSED_ROLE } from '../../checks/rules/refused-role';
import { REFUSED_SECRET } from '../../checks/rules/refused-secret';
import { REFUSED_SERVICE } from '../../checks/rules/refused-service';
import { REFUSED_SPREAD } from '../../checks/rules/refused-spread';
import { REFUSED_TOLERATION } from '../../checks/rules/refused-toleration';
import { REMOVED_API } from '../../checks/rules/removed-api';
import { REQUEST_OVER_LIMIT } from '../../checks/rules/request-over-limit';
import { RESTART_POLICY } from '../../checks/rules/restart-policy';
import { ROLLOUT_STUCK } from '../../checks/rules/rollout-stuck';
import { SERVICE_PORTS_REFUSED } from '../../checks/rules/service-ports-refused';
import { UNKNOWN_FIELD } from '../../checks/rules/unknown-field';
import { UNKNOWN_KIND } from '../../checks/rules/unknown-kind';
import { WRONG_TYPE } from '../../checks/rules/wrong-type';
import { WRONG_VALUE } from '../../checks/rules/wrong-value';
import { groupedBy } from '../../core/groups';
import { isHostName, MAX_NAME } from '../../core/names';
import { requiredTextAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import type { ObjectChange } from '../diff/object-diff';
import type { ReviewTarget } from '../effect-rule';
import { type RefusedValue, refusedPods, refusedValues } from './refused-values';

/** Checks of single objects whose breach the API server refuses, whatever was there before. */
const OF_THE_CONTENT: readonly Rule[] = [
  WRONG_TYPE,
  WRONG_VALUE,
  MISSING_FIELD,
  UNKNOWN_FIELD,
  DUPLICATE_NAME,
  DANGLING_VOLUME,
  EXCLUSIVE_FIELDS,
  HPA_BOUNDS,
  INIT_CONTAINER_FIELDS,
  PROBE_FIELDS,
  REFUSED_ANNOTATION,
  REFUSED_BINDING,
  REFUSED_CLAIM,
  REFUSED_DATA,
  REFUSED_ENV_NAME,
  REFUSED_INGRESS,
  REFUSED_JOB,
  REFUSED_LABEL,
  REFUSED_LIMIT_RANGE,
  REFUSED_MOUNT,
  REFUSED_NAME,
  REFUSED_NUMBER,
  REFUSED_PART_NAME,
  REFUSED_POLICY_RANGE,
  REFUSED_PRIVILEGE,
  REFUSED_ROLE,
  REFUSED_SECRET,
  REFUSED_SERVICE,
  REFUSED_SPREAD,
  REFUSED_TOLERATION,
  REQUEST_OVER_LIMIT,
  RESTART_POLICY,
  ROLLOUT_STUCK,
  SERVICE_PORTS_REFUSED,
];

/** Of values that a definition no longer takes, an object keeps those that it has. */
const RATCHETED: readonly Rule[] = [WRONG_VALUE];

/**
 * Of these it does not: it cannot be written any more.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting
 */
const NOT_RATCHETED: readonly Rule[] = [WRONG_TYPE, UNKNOWN_FIELD, UNKNOWN_KIND];

/** Checks of the form that an object is written in. */
const OF_THE_FORM: readonly Rule[] = [REMOVED_API, FUTURE_API, UNKNOWN_KIND];

/** Why the API server would refuse an object as it is written. */
export type Refusal = RefusedValue;

/**
 * What is refused in the content of objects that come or change, by identity. What was there before has been taken: by the same
 * definition whatever it is, by a definition that has changed where the value may stay although it would not be taken now.
 */
export const refusedContent: (target: ReviewTarget) => ByObject = oncePer((target: ReviewTarget) => {
  const had = new Set([
    ...placedKeys(contentOf(target, known(target, target.before))),
    ...placedKeys(checked(RATCHETED, target, known(target, target.after))),
  ]);
  return byObject(contentOf(target, fresh(target)).filter(([object, refusal]) => !had.has(keyOf(object, refusal))));
});

/**
 * What is refused of objects that are as they were, since their definition has changed: a field or a version that it no longer
 * has, another type. By identity, with the objects.
 */
export const refusedUntouched: (target: ReviewTarget) => ReadonlyMap<Manifest, readonly Refusal[]> = oncePer((target: ReviewTarget) => {
  const { own, set } = untouched(target);
  const found = byObject(own.size === 0 ? [] : checked(NOT_RATCHETED, target, { own, set }));
  return new Map([...own].flatMap(([object, manifest]) => (found.has(object) ? [[manifest, found.get(object) ?? []] as const] : [])));
});

/** What the target version does not serve, of objects that come or change, by identity. */
export const unservedForms: (target: ReviewTarget) => ByObject = oncePer((target: ReviewTarget) =>
  byObject(checked(OF_THE_FORM, target, fresh(target))),
);

type ByObject = ReadonlyMap<string, readonly Refusal[]>;

type Placed = readonly [object: string, refusal: Refusal];

function byObject(placed: readonly Placed[]): ByObject {
  const groups = groupedBy(placed, ([object]) => object);
  return new Map([...groups].map(([object, own]) => [object, own.map(([, refusal]) => refusal)]));
}

function placedKeys(placed: readonly Placed[]): string[] {
  return placed.map(([object, refusal]) => keyOf(object, refusal));
}

function keyOf(object: string, { field, got }: Refusal): string {
  return [object, field.join('\0'), got].join('\0\0');
}

/** Objects that are looked at, beside the definitions by which custom resources are judged. */
interface Looked {
  readonly own: ReadonlyMap<string, Manifest>;
  readonly set: ManifestSet;
}

/** What comes or changes; the schemas are held against it once for all checks. */
const fresh = oncePer((target: ReviewTarget) => looked(target, ({ after }) => after));

/** What changes, as it was, held against the definitions of an end. */
function known(target: ReviewTarget, definitions: ManifestSet): Looked {
  return looked(target, ({ kind, before }) => (kind === 'changed' ? before : undefined), definitions);
}

/** Only what differs is looked at. A definition that differs is looked at as it is at the end, for what it says of others. */
function looked({ changes, after }: ReviewTarget, end: (change: ObjectChange) => Manifest | undefined, by = after): Looked {
  const own = new Map(changes.flatMap((change) => end(change) ?? []).map((manifest) => [identityOf(manifest), manifest]));
  const definitions = definitionsIn(by);
  const others = [...own.values()].filter((manifest) => !definitions.some((d) => identityOf(d) === identityOf(manifest)));
  return { own, set: new ManifestSet([...others, ...definitions]) };
}

/** Objects that are as they were, of kinds whose definition is not. */
function untouched({ changes, after }: ReviewTarget): Looked {
  const changed = changes.flatMap(({ kind, after: fresh }) => (kind === 'changed' && fresh ? definitionsIn(new ManifestSet([fresh])) : []));
  const touched = new Set(changes.map(({ object }) => object));
  const objects = changed.flatMap(({ body }) =>
    after.of(requiredTextAt(body, 'spec', 'names', 'kind'), requiredTextAt(body, 'spec', 'group')),
  );
  const own = objects.map((manifest) => [identityOf(manifest), manifest] as const).filter(([object]) => !touched.has(object));
  return { own: new Map(own), set: new ManifestSet([...own.map(([, manifest]) => manifest), ...definitionsIn(after)]) };
}

function definitionsIn(set: ManifestSet): readonly Manifest[] {
  return set.of('CustomResourceDefinition', 'apiextensions.k8s.io');
}

function contentOf(target: ReviewTarget, these: Looked): Placed[] {
  const values = [...these.own].flatMap(([object, manifest]) => [...refusedValues(manifest)].map((value): Placed => [object, value]));
  const pods = these.set.pods.flatMap((made) => [...refusedPods(made)].map((value): Placed => [identityOf(made.manifest), value]));
  return [...checked(OF_THE_CONTENT, target, these), ...values, ...pods];
}

function checked(rules: readonly Rule[], { kubernetes }: ReviewTarget, { own, set }: Looked): Placed[] {
  return rules.flatMap((rule) =>
    [...rule.find({ manifests: set, kubernetes, settings: {} })]
      .filter((breach) => (breach.severity ?? rule.severity) === 'error' && own.has(identityOf(breach.manifest)) && !isTaken(rule, breach))
      .map((breach): Placed => [identityOf(breach.manifest), refusal(rule, breach)]),
  );
}

/** A StatefulSet whose name is too long for its pods is taken; it only never gets any. */
function isTaken(rule: Rule, { manifest: { kind, name } }: Breach): boolean {
  return rule === REFUSED_NAME && kind === 'StatefulSet' && name.length <= MAX_NAME && isHostName(name) && !name.includes('.');
}

function refusal({ wanted, fix }: Rule, breach: Breach): Refusal {
  return { field: breach.field, got: breach.got, wanted: breach.wanted ?? wanted, fix: breach.fix ?? fix };
}
