import { SEVERITIES } from '../checks/finding';
import { sortedBy } from '../core/order';
import { ManifestSet } from '../manifests/manifest-set';
import { KubernetesVersion } from '../model/kubernetes-version';
import { fieldStepsText } from './diff/field-diff';
import { type ObjectChange, objectChanges } from './diff/object-diff';
import { EFFECT_KINDS, type Effect } from './effect';
import type { EffectRule, Impact, ReviewTarget } from './effect-rule';
import { EFFECT_RULES } from './effect-rules';
import { withHiddenSecrets } from './hidden-secrets';
import { noRestart } from './rules/no-restart';
import { storedForm } from './stored-form';

/** One end of a review. */
export interface ReviewEnd {
  /** What it is called in reports: a folder, a ref of git, a cluster. */
  readonly name: string;
  readonly manifests: ManifestSet;
}

/** Against what is reviewed. */
export interface ReviewOptions {
  /**
   * Version of the API server that will get the manifests.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetes?: KubernetesVersion;
  /**
   * CustomResourceDefinitions that neither end has: custom resources get the defaults of their schemas. Each end is read by its
   * own definitions, then by those of the other end, then by these.
   *
   * @default - those of the two ends alone
   */
  readonly definitions?: ManifestSet;
}

/** What a change does to the running shop. */
export interface Review {
  readonly before: ReviewEnd;
  readonly after: ReviewEnd;
  /** In what the two ends differ, as the API server sees them. */
  readonly changes: readonly ObjectChange[];
  /** What comes of it: the heaviest first, then by kind, component and object. */
  readonly effects: readonly Effect[];
}

/**
 * What comes of applying one set of manifests where the other runs. What is no longer there is taken to be deleted, as
 * Argo CD, Flux and `kubectl apply --prune` do. Every difference has an effect, if only that nothing restarts.
 */
export function review(before: ReviewEnd, after: ReviewEnd, options: ReviewOptions = {}): Review {
  const { kubernetes = KubernetesVersion.V1_34, definitions = new ManifestSet([]) } = options;
  // No value of a Secret goes further than this line.
  const [written, wanted] = withHiddenSecrets(before.manifests, after.manifests);
  const old = storedForm(written, { definitions: [wanted, definitions] });
  const fresh = storedForm(wanted, { definitions: [written, definitions], running: { written, stored: old } });
  const changes = objectChanges(old, fresh);
  const target: ReviewTarget = { before: old, after: fresh, changes, written, kubernetes };
  const found = withoutRefused(EFFECT_RULES.flatMap((rule) => effectsOf(rule, target)));
  const explained = new Set(found.map(({ change }) => change));
  const left = effectsOf(
    noRestart((change) => explained.has(change)),
    target,
  );
  return {
    before: { ...before, manifests: written },
    after: { ...after, manifests: wanted },
    changes,
    effects: inOrder([...found, ...left].map(({ effect }) => effect)),
  };
}

interface Found {
  readonly change: ObjectChange;
  readonly effect: Effect;
}

/** Of an update that is refused, nothing happens at all: what it would have done is not told. */
function withoutRefused(found: readonly Found[]): readonly Found[] {
  const isRefusal = ({ effect: { kind, severity } }: Found): boolean =>
    severity === 'error' && (kind === 'refused' || kind === 'removed-api');
  const refused = new Set(found.filter(isRefusal).map(({ change }) => change));
  return found.filter((one) => !refused.has(one.change) || isRefusal(one));
}

function effectsOf(rule: EffectRule, target: ReviewTarget): Found[] {
  return [...rule.find(target)].map((impact) => ({ change: impact.change, effect: effectOf(rule, impact) }));
}

function effectOf(rule: EffectRule, { change, fields = [], summary, ...own }: Impact): Effect {
  const { origin, source } = change.after ?? change.before ?? {};
  return {
    rule: rule.id,
    kind: own.kind ?? rule.kind,
    severity: own.severity ?? rule.severity,
    object: change.object,
    component: change.component,
    fields: fields.map(fieldStepsText),
    summary,
    reason: own.reason ?? rule.reason,
    recipe: own.recipe ?? rule.recipe,
    ...(origin && { origin }),
    ...(source && { source }),
  };
}

/** Effects in their one order. */
function inOrder(effects: readonly Effect[]): Effect[] {
  const rank = ({ severity, kind }: Effect): string => `${SEVERITIES.indexOf(severity)}${`${EFFECT_KINDS.indexOf(kind)}`.padStart(2, '0')}`;
  return sortedBy(effects, (effect) => `${rank(effect)}\0${effect.component}\0${effect.object}\0${effect.rule}\0${effect.fields.join()}`);
}
