import { identityOf } from '../../lib/manifests/manifest';
import type { EffectKind } from '../../lib/review/effect';
import type { Review } from '../../lib/review/review';
import type { Outcome, PodsFate, UpgradeCase } from './upgrade-case';

/** Kinds of effects that are about pods that run. */
const OF_PODS: ReadonlySet<EffectKind> = new Set(['rolls', 'recreates', 'stops', 'starts']);

/** What has to be told, of these kinds and no others, of a workload whose pods have a fate. */
const TOLD: Readonly<Record<PodsFate, ReadonlyArray<readonly EffectKind[]>>> = {
  kept: [[]],
  none: [[]],
  grown: [[], ['starts']],
  shrunk: [[], ['stops']],
  restarted: [['recreates']],
  partly: [['rolls']],
  replaced: [['rolls']],
  recreated: [['recreates']],
  stopped: [['stops']],
  started: [['starts']],
  stuck: [['rolls'], ['recreates'], ['starts'], []],
};

/** In what a review says other than what has happened; nothing where they agree. */
export function disagreements(test: UpgradeCase, { changes, effects }: Review, outcome: Outcome): string[] {
  const refused = effects.filter(({ kind }) => kind === 'refused' || kind === 'removed-api').map(({ object }) => object);
  const kindsOf = (workload: string): EffectKind[] => {
    const identities = [...test.before.all, ...test.after.all].filter(({ kind, name }) => `${kind}/${name}` === workload).map(identityOf);
    const objects = changes.filter(
      ({ before, object }) => identities.includes(before ? identityOf(before) : object) || identities.includes(object),
    );
    return effects.filter((effect) => objects.some(({ object }) => object === effect.object)).map(({ kind }) => kind);
  };
  return [
    ...differences('refused by the API server', outcome.refused, [...new Set(refused)]),
    ...Object.entries(outcome.pods).flatMap(([workload, fate]) => podsDisagreement(workload, fate, kindsOf(workload), effects.length > 0)),
  ];
}
