import type { Severity } from '../checks/finding';
import type { Origin, Source } from '../manifests/manifest';

/**
 * What comes of a change for what runs, in the order of how much it asks of a reviewer:
 * `refused`: the API server does not accept it; `removed-api`: the target version does not serve it; `data-at-risk`: data
 * may be lost or unreadable; `recreates`: an object or all its pods go before the new ones are there; `stops`: pods go for
 * good; `privilege-raised`: somebody may do more than before; `door-opened`, `door-closed`: who may connect, or where
 * traffic arrives; `rotated`: a secret or configuration has another value; `capacity-changed`: how much runs, or how much
 * is allowed; `rolls`: pods are replaced step by step; `starts`: pods that were not there; `no-restart`: nothing restarts.
 */
export const EFFECT_KINDS = [
  'refused',
  'removed-api',
  'data-at-risk',
  'recreates',
  'stops',
  'privilege-raised',
  'door-opened',
  'door-closed',
  'rotated',
  'capacity-changed',
  'rolls',
  'starts',
  'no-restart',
] as const;

export type EffectKind = (typeof EFFECT_KINDS)[number];

/** What one change does to the running shop. */
export interface Effect {
  /** Id of the rule that says so; public API, one page each in docs/effects/. */
  readonly rule: string;
  readonly kind: EffectKind;
  /** An error breaks something or loses data; a warning wants a decision; a note is what a reviewer should know. */
  readonly severity: Severity;
  /** The object: `apps/Deployment/shop/orders`, as `identityOf` writes it. */
  readonly object: string;
  /** The component it belongs to, by its recommended labels; empty where they say none. */
  readonly component: string;
  /** Fields whose change has this effect, as `fieldStepsText` writes them; none where the whole object is the reason. */
  readonly fields: readonly string[];
  /** What happens, in a sentence without its full stop: `rolls 3 pods, …`. */
  readonly summary: string;
  /** Why, in a sentence without its full stop. */
  readonly reason: string;
  /** How to get there safely, step by step; none where nothing needs to be done. */
  readonly recipe: readonly string[];
  /** Construct that made the object; undefined for one that was read from a file. */
  readonly origin?: Origin;
  /** File and line of the object; undefined for one that was not read from a file. */
  readonly source?: Source;
}
