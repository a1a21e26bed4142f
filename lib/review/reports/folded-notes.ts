import { groupedBy } from '../../core/groups';
import { EFFECT_KINDS, type Effect, type EffectKind } from '../effect';

/** Notes of a kind that say the same, and the objects that they say it of. */
export interface FoldedNote {
  readonly summary: string;
  readonly objects: readonly string[];
}

/** Notes of one kind, folded. */
export interface NoteGroup {
  readonly kind: EffectKind;
  readonly count: number;
  readonly told: readonly FoldedNote[];
  /** Notes that are not told. */
  readonly left: number;
}

/** How much is told of a kind, and of what says the same: a note is to be known, and not to be worked through. */
const MOST_NOTES = 12;
const MOST_OBJECTS = 6;

/** The notes among effects by kind, those that say the same together. */
export function foldedNotes(effects: readonly Effect[]): NoteGroup[] {
  const byKind = groupedBy(
    effects.filter(({ severity }) => severity === 'note'),
    ({ kind }) => kind,
  );
  return EFFECT_KINDS.flatMap((kind) => {
    const own = byKind.get(kind);
    if (!own) return [];
    const notes = [...groupedBy(own, ({ summary }) => summary)].map(([summary, same]) => ({
      summary,
      objects: same.map(({ object }) => object),
    }));
    const told = notes.slice(0, MOST_NOTES);
    return [{ kind, count: own.length, told, left: notes.slice(MOST_NOTES).reduce((sum, { objects }) => sum + objects.length, 0) }];
  });
}

/** The objects of a note, as far as anybody reads a list. */
export function objectsText({ objects }: FoldedNote): string {
  const [shown, more] = [objects.slice(0, MOST_OBJECTS).join(', '), objects.length - MOST_OBJECTS];
  return more > 0 ? `${shown} and ${more} more` : shown;
}
