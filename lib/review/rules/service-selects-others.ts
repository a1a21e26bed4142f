import { textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { podsBehind } from '../doors/service-callers';
import { trafficExample } from '../doors/traffic-example';
import { changeRule, type EffectRule, type ReviewTarget } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';
import { listed } from '../wording';

/** A Service that sends to other pods than before. */
export const SERVICE_SELECTS_OTHERS: EffectRule = changeRule(
  {
    id: 'service-selects-others',
    kind: 'door-closed',
    severity: 'warning',
    reason: 'a Service sends to whatever pods its selector selects, from one moment to the next, ready or not meant for it',
    recipe: [
      'see that the pods that are selected now are ready and answer the same',
      'keep the old ones until the last connection to them has ended',
    ],
    before: trafficExample(),
    after: trafficExample({ selector: '{ app: orders, track: stable }' }),
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes'],
  },
  ['/Service'],
  function* reselected(change, target) {
    const update = updateOf(change);
    const fields = update ? fieldsWithin(update, 'spec.selector') : [];
    // One that stands for a host sends nothing to pods, whatever it selects.
    if (!update || fields.length === 0 || isHost(update.before) || isHost(update.after)) return;
    const [old, fresh] = [namesBehind(update.before, target.before), namesBehind(update.after, target.after)];
    const kept = new Set(fresh);
    const isSame = old.length === fresh.length && old.every((name) => kept.has(name));
    if (isSame && kept.size > 0)
      yield {
        fields,
        kind: 'no-restart',
        severity: 'note',
        summary: `selects the same pods as before: ${listed(fresh)}`,
        recipe: [],
      };
    else if (kept.size === 0)
      yield { fields, severity: 'error', summary: `sends to no pod of these manifests any more, where ${who(old)} answered` };
    else yield { fields, summary: `sends to ${who(fresh)} instead of ${who(old)}` };
  },
);

function isHost({ body }: Manifest): boolean {
  return textAt(body, 'spec', 'type') === 'ExternalName';
}

function namesBehind(service: Manifest, set: ReviewTarget['after']): string[] {
  return podsBehind(service, set).map(({ name }) => name);
}

function who(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : listed(names);
}
