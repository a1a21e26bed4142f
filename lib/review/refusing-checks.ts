import type { FieldPath } from '../checks/finding';
import { oncePer } from '../checks/once-per-set';
import type { Breach, Rule } from '../checks/rule';
import { DUPLICATE_NAME } from '../checks/rules/duplicate-name';
import { FUTURE_API } from '../checks/rules/future-api';
import { HPA_BOUNDS } from '../checks/rules/hpa-bounds';
import { MISSING_FIELD } from '../checks/rules/missing-field';
import { PROBE_FIELDS } from '../checks/rules/probe-fields';
import { REFUSED_ANNOTATION } from '../checks/rules/refused-annotation';
import { REFUSED_CLAIM } from '../checks/rules/refused-claim';
import { REFUSED_DATA } from '../checks/rules/refused-data';
import { REFUSED_ENV_NAME } from '../checks/rules/refused-env-name';
import { REFUSED_LABEL } from '../checks/rules/refused-label';
import { REFUSED_NAME } from '../checks/rules/refused-name';
import { REFUSED_PART_NAME } from '../checks/rules/refused-part-name';
import { REFUSED_SPREAD } from '../checks/rules/refused-spread';
import { REMOVED_API } from '../checks/rules/removed-api';
import { REQUEST_OVER_LIMIT } from '../checks/rules/request-over-limit';
import { RESTART_POLICY } from '../checks/rules/restart-policy';
import { ROLLOUT_STUCK } from '../checks/rules/rollout-stuck';
import { SERVICE_PORTS_REFUSED } from '../checks/rules/service-ports-refused';
import { UNKNOWN_FIELD } from '../checks/rules/unknown-field';
import { UNKNOWN_KIND } from '../checks/rules/unknown-kind';
import { WRONG_TYPE } from '../checks/rules/wrong-type';
import { WRONG_VALUE } from '../checks/rules/wrong-value';
import { groupedBy } from '../core/groups';
import { identityOf, type Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import type { ReviewTarget } from './effect-rule';

/** Checks of single objects whose breach the API server refuses, whatever was there before. */
const OF_THE_CONTENT: readonly Rule[] = [
  WRONG_TYPE,
  WRONG_VALUE,
  MISSING_FIELD,
  UNKNOWN_FIELD,
  DUPLICATE_NAME,
  HPA_BOUNDS,
  PROBE_FIELDS,
  REFUSED_ANNOTATION,
  REFUSED_CLAIM,
  REFUSED_DATA,
  REFUSED_ENV_NAME,
  REFUSED_LABEL,
  REFUSED_NAME,
  REFUSED_PART_NAME,
  REFUSED_SPREAD,
  REQUEST_OVER_LIMIT,
  RESTART_POLICY,
  ROLLOUT_STUCK,
  SERVICE_PORTS_REFUSED,
];

/** Checks of the form that an object is written in. */
const OF_THE_FORM: readonly Rule[] = [REMOVED_API, FUTURE_API, UNKNOWN_KIND];

/** Why the API server would refuse an object as it is written. */
export interface Refusal {
  readonly rule: string;
  readonly field: FieldPath;
  readonly got: string;
  readonly wanted: string;
  readonly fix: string;
}

/** What is refused in the content of objects that come or change, by identity; what was there before has been taken. */
export function refusedContent(target: ReviewTarget): ReadonlyMap<string, readonly Refusal[]> {
  const fresh = refusalsOf(OF_THE_CONTENT, target, ({ after }) => after);
  const known = refusalsOf(OF_THE_CONTENT, target, ({ kind, before }) => (kind === 'changed' ? before : undefined));
  const had = new Set(known.map(([object, refusal]) => keyOf(object, refusal)));
  return byObject(fresh.filter(([object, refusal]) => !had.has(keyOf(object, refusal))));
}

/** What the target version does not serve, of objects that come or change, by identity. */
export const unservedForms = oncePer((target: ReviewTarget) => byObject(refusalsOf(OF_THE_FORM, target, ({ after }) => after)));

type Placed = readonly [object: string, refusal: Refusal];

function byObject(placed: readonly Placed[]): ReadonlyMap<string, readonly Refusal[]> {
  const groups = groupedBy(placed, ([object]) => object);
  return new Map([...groups].map(([object, own]) => [object, own.map(([, refusal]) => refusal)]));
}

function keyOf(object: string, { rule, field, got }: Refusal): string {
  return [object, rule, field.join('\0'), got].join('\0\0');
}

/** Only what differs is looked at, with the definitions by which its custom resources are judged. */
function refusalsOf(
  rules: readonly Rule[],
  { after, changes, kubernetes }: ReviewTarget,
  end: (change: ReviewTarget['changes'][number]) => Manifest | undefined,
): Placed[] {
  const looked = new Map(changes.flatMap((change) => end(change) ?? []).map((manifest) => [identityOf(manifest), manifest]));
  const definitions = after.of('CustomResourceDefinition', 'apiextensions.k8s.io').filter((d) => !looked.has(identityOf(d)));
  const manifests = new ManifestSet([...looked.values(), ...definitions]);
  return rules.flatMap((rule) =>
    [...rule.find({ manifests, kubernetes, settings: {} })]
      .filter(({ severity = rule.severity }) => severity === 'error')
      .map((breach): Placed => [identityOf(breach.manifest), refusal(rule, breach)])
      .filter(([object]) => looked.has(object)),
  );
}

function refusal({ id, wanted, fix }: Rule, breach: Breach): Refusal {
  return { rule: id, field: breach.field, got: breach.got, wanted: breach.wanted ?? wanted, fix: breach.fix ?? fix };
}
