import { countsOf } from '../../checks/reports/report';
import { counted } from '../../core/counted';
import { groupedBy } from '../../core/groups';
import { identityOf } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { Verdict } from '../acceptance';
import { podCounts } from '../capacity/pod-counts';
import { EFFECT_KINDS, type Effect, type EffectKind } from '../effect';
import type { Review } from '../review';
import { KIND_TEXTS } from './kind-texts';

/** What a kind of effect comes to in a review. */
export interface KindCount {
  readonly kind: EffectKind;
  readonly count: number;
  /** `rolls 3 workloads (7 pods)` */
  readonly text: string;
}

/** How far a review goes: what stops it, what wants a decision, what is only to be known, or nothing at all. */
export type Outcome = 'stop' | 'decide' | 'go' | 'same';

/** What a review comes to, in the words of its reader. */
export interface Summary {
  readonly outcome: Outcome;
  /** The outcome in a sentence without its full stop. */
  readonly headline: string;
  /** In the order of `EFFECT_KINDS`, those that there are. */
  readonly kinds: readonly KindCount[];
  /** All of them in one line: `refused 1 · rolls 3 workloads (7 pods) · 12 without a restart`. */
  readonly line: string;
}

/** The sum of all effects, those that are accepted too; the outcome is that of what nobody has accepted. */
export function summaryOf(review: Review, verdict: Verdict): Summary {
  const effects = [...verdict.open, ...verdict.accepted.map(({ effect }) => effect)];
  const kinds = kindCounts(review, effects);
  const outcome = outcomeOf(verdict, effects);
  return { outcome, headline: headlineOf(outcome, verdict), kinds, line: kinds.map(({ text }) => text).join(' · ') };
}

function kindCounts({ after: { manifests } }: Review, effects: readonly Effect[]): KindCount[] {
  const byKind = groupedBy(effects, ({ kind }) => kind);
  return EFFECT_KINDS.flatMap((kind) => {
    const own = byKind.get(kind);
    return own ? [{ kind, count: own.length, text: kindText(kind, own, manifests) }] : [];
  });
}

function kindText(kind: EffectKind, effects: readonly Effect[], after: ManifestSet): string {
  const { counted: word } = KIND_TEXTS[kind];
  if (kind === 'no-restart') return `${effects.length} ${word}`;
  if (kind !== 'rolls' && kind !== 'starts') return `${word} ${effects.length}`;
  const objects = new Set(effects.map(({ object }) => object));
  const pods = podsOf(objects, after);
  return `${word} ${counted(objects.size, 'workload')}${pods > 0 ? ` (${counted(pods, 'pod')})` : ''}`;
}

/** How many pods some workloads have at the least, their autoscalers included. */
function podsOf(objects: ReadonlySet<string>, set: ManifestSet): number {
  return set.pods.filter(({ manifest }) => objects.has(identityOf(manifest))).reduce((sum, pods) => sum + podCounts(pods, set).least, 0);
}

function outcomeOf({ open }: Verdict, effects: readonly Effect[]): Outcome {
  const { error, warning } = countsOf(open);
  if (error > 0) return 'stop';
  if (warning > 0) return 'decide';
  return effects.length > 0 ? 'go' : 'same';
}

function headlineOf(outcome: Outcome, { open, accepted }: Verdict): string {
  const { error, warning } = countsOf(open);
  switch (outcome) {
    case 'stop':
      return `Do not apply this as it is: ${counted(error, 'error')}`;
    case 'decide':
      return `${counted(warning, 'thing')} to decide before this is applied`;
    case 'go':
      return accepted.length > 0 ? 'Nothing in the way that is not accepted' : 'Nothing in the way';
    case 'same':
      return 'Nothing changes';
  }
}
