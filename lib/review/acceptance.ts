import type { Waiver } from '../checks/waiver';
import type { Effect } from './effect';

/** An effect that somebody has looked at and accepts. */
export interface AcceptedEffect {
  readonly effect: Effect;
  readonly waiver: Waiver;
}

/** What is left of the effects of a review when waivers have been applied. */
export interface Verdict {
  /** What nobody has accepted, in the order of the review. */
  readonly open: readonly Effect[];
  readonly accepted: readonly AcceptedEffect[];
  /** Waivers that would fit an effect if their last day were not over. */
  readonly expired: readonly Waiver[];
  /** Waivers that fit no effect: of a change that has been made, or misspelt. */
  readonly unused: readonly Waiver[];
}

/** Applies waivers to effects: by the rule, the object and, where it names one, a field whose change has the effect. */
export function judged(effects: readonly Effect[], waivers: readonly Waiver[], today: string): Verdict {
  const current = waivers.filter(({ until }) => until >= today);
  const past = waivers.filter(({ until }) => until < today);
  const accepted = effects.flatMap((effect) => {
    const waiver = current.find((w) => fits(w, effect));
    return waiver ? [{ effect, waiver }] : [];
  });
  const isAccepted = new Set(accepted.map(({ effect }) => effect));
  const open = effects.filter((effect) => !isAccepted.has(effect));
  const expired = past.filter((waiver) => open.some((effect) => fits(waiver, effect)));
  const unused = waivers.filter((waiver) => !expired.includes(waiver) && !effects.some((effect) => fits(waiver, effect)));
  return { open, accepted, expired, unused };
}

function fits({ rule, object, field }: Waiver, effect: Effect): boolean {
  return rule === effect.rule && object === effect.object && (field === undefined || effect.fields.includes(field));
}
