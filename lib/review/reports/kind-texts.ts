import type { EffectKind } from '../effect';

/** How reports speak of a kind of effect. */
export interface KindText {
  /** Before the count, in the line that sums up a review: `data at risk 1`. */
  readonly counted: string;
  /** What the kind is, for who has not met it: a sentence without its full stop. */
  readonly meaning: string;
}

/** The words of every kind. */
export const KIND_TEXTS: Readonly<Record<EffectKind, KindText>> = {
  refused: { counted: 'refused', meaning: 'the API server does not accept the change' },
  'removed-api': { counted: 'not served', meaning: 'the version of the cluster does not know the API any more' },
  'data-at-risk': { counted: 'data at risk', meaning: 'data may be lost or not be readable any more' },
  recreates: { counted: 'recreates', meaning: 'what runs goes before the new is there' },
  stops: { counted: 'stops', meaning: 'pods go for good' },
  'privilege-raised': { counted: 'privilege raised', meaning: 'somebody may do more than before' },
  'door-opened': { counted: 'doors opened', meaning: 'somebody may connect who could not before' },
  'door-closed': { counted: 'doors closed', meaning: 'somebody may connect no longer' },
  rotated: { counted: 'rotated', meaning: 'a secret or a configuration has another value' },
  'capacity-changed': { counted: 'capacity changed', meaning: 'how much runs, or how much is allowed, is another' },
  rolls: { counted: 'rolls', meaning: 'pods are replaced step by step' },
  starts: { counted: 'starts', meaning: 'pods start that were not there' },
  'no-restart': { counted: 'without a restart', meaning: 'takes effect while everything keeps running' },
};

/** A kind as a label of a few words. */
export function kindLabel(kind: EffectKind): string {
  return kind.replaceAll('-', ' ');
}
