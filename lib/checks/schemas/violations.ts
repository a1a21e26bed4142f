import { append } from '../../core/groups';
import type { JsonObject } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { formInstead, historyOf } from '../api-forms';
import { oncePer, oncePerSet } from '../once-per-set';
import type { Breach, CheckTarget, Rule, RuleText } from '../rule';
import { type CustomKind, customKindsOf } from './custom-resources';
import { nearest } from './nearest';
import { apiVersionsOf, definitionOfKind, isBuiltInGroup, kindsOf } from './shapes';
import { validate } from './validate';
import { validateCustom } from './validate-custom';
import { Budget, type SchemaRule, type Violation, Walk } from './violation';

/** What the API server takes for the group and version of a custom resource. */
const GROUP_AND_VERSION = /^[a-z0-9][-.a-z0-9]*\/[a-z][-a-z0-9]*$/;

type ByRule = ReadonlyMap<SchemaRule, readonly Breach[]>;

/** All schema rules read one run over a set. */
const runs = oncePerSet(() => new Map<number, ByRule>());

/** A rule that reads its findings out of the schemas. */
export function schemaRule(text: RuleText & { readonly id: SchemaRule }): Rule {
  return { ...text, find: (target) => violationsOf(target).get(text.id) ?? [] };
}

function violationsOf({ manifests, kubernetes: { minor } }: CheckTarget): ByRule {
  const ofSet = runs(manifests);
  const known = ofSet.get(minor);
  if (known) return known;
  const found = new Map<SchemaRule, Breach[]>();
  const custom = customKindsOf(manifests);
  const budget = new Budget(manifests.all.length);
  for (const manifest of manifests.all)
    for (const { rule, ...breach } of violationsIn(manifest, minor, custom, budget)) append(found, rule, { manifest, ...breach });
  ofSet.set(minor, found);
  return found;
}

/** What the schemas do not allow in one object. A custom resource whose definition is not at hand is left alone. */
export function violationsIn(
  manifest: Manifest,
  minor: number,
  custom: ReadonlyMap<string, CustomKind>,
  budget = new Budget(1),
): readonly Violation[] {
  const { apiVersion, kind, group, body } = manifest;
  const walk = new Walk(budget);
  const definition = definitionOfKind(apiVersion, kind, minor);
  const defined = custom.get(`${apiVersion}/${kind}`);
  if (definition !== undefined) validate(body, definition, minor, walk);
  else if (defined ? !defined.served : isDefined(custom, group, kind))
    reportKind(walk, manifest, { wanted: 'a version that the CustomResourceDefinition serves' });
  else if (defined?.schema) checkCustom(body, defined.schema, minor, walk);
  else if (!defined && (isBuiltInGroup(group) || !GROUP_AND_VERSION.test(apiVersion))) reportUnserved(walk, manifest, minor);
  return walk.violations;
}

/** Whether a kind is defined in some version. */
function isDefined(custom: ReadonlyMap<string, CustomKind>, group: string, kind: string): boolean {
  return definedKinds(custom).has(`${group}/${kind}`);
}

const definedKinds = oncePer(
  (custom: ReadonlyMap<string, CustomKind>) => new Set([...custom.keys()].map((key) => key.replace(/\/.*\//, '/'))),
);

function checkCustom(body: JsonObject, schema: JsonObject, minor: number, walk: Walk): void {
  validateCustom(body, schema, minor, walk);
  if (walk.budget.spend(0)) return;
  const wanted = 'a CustomResourceDefinition that takes little time to check against';
  walk.report('wrong-value', {
    got: 'an object that was not checked to its end',
    wanted,
    fix: 'simplify the patterns and forms of the definition',
  });
}

/**
 * Says of an object that the version does not serve what is most worth knowing, once: that its form has gone, that it is not
 * there yet, or that nobody knows it.
 */
function reportUnserved(walk: Walk, manifest: Manifest, minor: number): void {
  const { apiVersion, kind } = manifest;
  const { introduced = 0, removed } = historyOf(apiVersion, kind);
  const instead = formInstead(apiVersion, kind, minor);
  const report = (rule: 'removed-api' | 'future-api', what: string, fix: string) =>
    walk.inside('apiVersion', () => walk.report(rule, { got: `${apiVersion} ${kind}, ${what}`, fix }));
  if (removed !== undefined && minor >= removed)
    report('removed-api', `removed in 1.${removed}`, instead ? `write it as ${instead}` : 'do without it; nothing replaces it');
  else if (minor < introduced)
    report('future-api', `introduced in 1.${introduced}`, instead ? `write it as ${instead}, or raise the target` : 'raise the target');
  else reportUnknownKind(walk, manifest, minor);
}

function reportUnknownKind(walk: Walk, manifest: Manifest, minor: number): void {
  const { apiVersion, kind } = manifest;
  const elsewhere = apiVersionsOf(kind, minor).filter((other) => !/alpha|beta/.test(other));
  const meant = elsewhere.length === 0 ? nearest(kind, kindsOf(apiVersion, minor)) : undefined;
  const fix =
    elsewhere.length > 0 ? `write apiVersion: ${elsewhere.join(' or ')}` : meant === undefined ? undefined : `write kind: ${meant}`;
  reportKind(walk, manifest, { wanted: `a kind that Kubernetes 1.${minor} serves`, ...(fix !== undefined && { fix }) });
}

function reportKind(walk: Walk, { apiVersion, kind }: Manifest, text: { readonly wanted: string; readonly fix?: string }): void {
  walk.inside('kind', () => walk.report('unknown-kind', { got: `${kind} of ${apiVersion}`, ...text }));
}
