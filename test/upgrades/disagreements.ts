import type { ObjectChange } from '../../lib/review/diff/object-diff';
import type { Effect, EffectKind } from '../../lib/review/effect';
import type { Review } from '../../lib/review/review';
import type { Call, ObjectFate, Outcome, PodsFate } from './upgrade-case';

/** Kinds that say that the API server does not take an object. */
const REFUSALS: readonly EffectKind[] = ['refused', 'removed-api'];

/** Kinds that say what happens to pods. */
const OF_PODS: readonly EffectKind[] = ['rolls', 'recreates', 'stops', 'starts'];

/** What a review must say, of these kinds, of a workload whose pods have a fate; of any of several is enough. */
const TOLD: Readonly<Record<PodsFate, readonly (EffectKind | 'nothing')[]>> = {
  kept: ['nothing'],
  none: ['nothing'],
  grown: ['nothing', 'starts'],
  shrunk: ['nothing', 'stops'],
  partly: ['rolls', 'nothing'],
  replaced: ['rolls'],
  restarted: ['recreates'],
  recreated: ['recreates'],
  stopped: ['stops'],
  started: ['starts'],
  stuck: ['nothing', 'rolls', 'recreates', 'starts'],
};

/** What may be said of either name of a workload that is renamed. */
const OF_RENAMED: readonly EffectKind[] = ['recreates', 'starts', 'stops'];

/** Fates that are told by how many pods there are, and not by what becomes of those that were there. */
const OF_COUNT: readonly PodsFate[] = ['grown', 'shrunk', 'partly'];

/** In what a review says other than what has happened; nothing where they agree. */
export function disagreements(review: Review, { refused, pods, claims, calls, objects }: Outcome): string[] {
  return [
    ...refusals(review, refused),
    ...Object.entries(pods).flatMap(([workload, fate]) => podsDisagreement(review, workload, fate)),
    ...Object.entries(claims).flatMap(([claim, fate]) =>
      ['gone', 'waits'].includes(fate) && !says(review.effects, 'data-at-risk') ? [`${claim} goes: the review sees no data at risk`] : [],
    ),
    ...calls.flatMap((call) => callDisagreement(review, call)),
    ...Object.entries(objects).flatMap(([object, fate]) => objectDisagreement(review, object, fate, refused)),
  ];
}

function refusals({ effects }: Review, refused: readonly string[]): string[] {
  const told = new Set(effects.filter(({ kind }) => REFUSALS.includes(kind)).map(({ object }) => object));
  return [
    ...refused.filter((object) => !told.has(object)).map((object) => `${object} is refused: the review does not say so`),
    ...[...told].filter((object) => !refused.includes(object)).map((object) => `${object} is accepted: the review says that it is refused`),
  ];
}

function podsDisagreement(review: Review, workload: string, fate: PodsFate): string[] {
  const effects = effectsOn(review, workload);
  const told = OF_PODS.filter((kind) => says(effects, kind));
  const wrong = `pods of ${workload} are ${fate}: the review says ${told.join(' and ') || 'nothing'}`;
  if (changesOf(review, workload).some(({ kind }) => kind === 'renamed'))
    return told.some((kind) => OF_RENAMED.includes(kind)) ? [] : [wrong];
  if (told.length > 1 || !TOLD[fate].includes(told[0] ?? 'nothing')) return [wrong];
  if (OF_COUNT.includes(fate) && told.length === 0 && !says(review.effects, 'capacity-changed')) return [`${wrong} of its capacity either`];
  if (fate === 'stuck' && review.effects.every(({ severity }) => severity !== 'error'))
    return [`${wrong}, and of nothing that it is an error`];
  return [];
}

function effectsOn(review: Review, workload: string): Effect[] {
  const objects = new Set(changesOf(review, workload).map(({ object }) => object));
  return review.effects.filter(({ object }) => objects.has(object));
}

/** Of a renamed workload, the one change has both names. */
function changesOf({ changes }: Review, workload: string): ObjectChange[] {
  return changes.filter(({ before, after }) => [before, after].some((end) => end && `${end.kind}/${end.name}` === workload));
}

/** A Service that is changed gives or takes an address; what it gives has been open before, and is no door. */
function callDisagreement({ changes, effects }: Review, { from, to, before, after }: Call): string[] {
  if (before === after || (after && changes.some(({ object }) => object === `/Service//${new URL(to).hostname}`))) return [];
  const kind = after ? 'door-opened' : 'door-closed';
  return says(effects, kind) ? [] : [`${from} > ${to} is ${after ? 'opened' : 'closed'}: the review says of nothing that it is`];
}

/** An object of a custom kind: whether anything beside its metadata differs, where its update is accepted. */
function objectDisagreement(review: Review, object: string, fate: ObjectFate, refused: readonly string[]): string[] {
  const changes = changesOf(review, object).filter(({ object: own }) => !refused.includes(own));
  const isTold = changes.some(
    ({ kind, fields }) => kind !== 'changed' || fields.some(({ field: [first] }) => first !== 'metadata' && first !== 'apiVersion'),
  );
  const told: Readonly<Record<ObjectFate, boolean>> = {
    kept: !isTold,
    rewritten: true,
    changed: changes.some(({ kind }) => kind === 'changed') && isTold,
    gone: changes.some(({ kind }) => kind === 'removed' || kind === 'renamed') || says(review.effects, 'data-at-risk'),
    new: changes.some(({ kind }) => kind === 'added' || kind === 'renamed'),
  };
  return told[fate] ? [] : [`${object} is ${fate}: the review says ${changes.map(({ kind }) => kind).join(' and ') || 'nothing'}`];
}

function says(effects: readonly Effect[], kind: EffectKind): boolean {
  return effects.some((effect) => effect.kind === kind);
}
