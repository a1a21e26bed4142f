import { countsOf } from '../../checks/reports/report';
import { groupedBy } from '../../core/groups';
import { type JsonObject, numberAt } from '../../manifests/json';
import type { Verdict } from '../acceptance';
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

function kindCounts({ changes }: Review, effects: readonly Effect[]): KindCount[] {
  const byKind = groupedBy(effects, ({ kind }) => kind);
  const bodies = new Map(changes.map(({ object, after }) => [object, after?.body]));
  return EFFECT_KINDS.flatMap((kind) => {
    const own = byKind.get(kind);
    return own ? [{ kind, count: own.length, text: kindText(kind, own, bodies) }] : [];
  });
}

function kindText(kind: EffectKind, effects: readonly Effect[], bodies: ReadonlyMap<string, JsonObject | undefined>): string {
  const { counted } = KIND_TEXTS[kind];
  if (kind === 'no-restart') return `${effects.length} ${counted}`;
  if (kind !== 'rolls' && kind !== 'starts') return `${counted} ${effects.length}`;
  const objects = new Set(effects.map(({ object }) => object));
  const pods = [...objects].reduce((sum, object) => sum + podsIn(bodies.get(object)), 0);
  return `${counted} ${plural(objects.size, 'workload')} (${plural(pods, 'pod')})`;
}

/** How many pods a workload says it has; one that says nothing has one. */
function podsIn(body: JsonObject | undefined): number {
  return numberAt(body, 'spec', 'replicas') ?? numberAt(body, 'spec', 'parallelism') ?? 1;
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
      return `Do not apply this as it is: ${plural(error, 'error')}`;
    case 'decide':
      return `${plural(warning, 'thing')} to decide before this is applied`;
    case 'go':
      return accepted.length > 0 ? 'Nothing in the way that is not accepted' : 'Nothing in the way';
    case 'same':
      return 'Nothing changes';
  }
}

/** A count with its noun. */
export function plural(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
