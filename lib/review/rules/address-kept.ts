import { textAt } from '../../manifests/json';
import { trafficExample } from '../doors/traffic-example';
import { changeRule, type EffectRule } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';

/** A headless Service that is meant to get an address, and gets none. */
export const ADDRESS_KEPT: EffectRule = changeRule(
  {
    id: 'address-kept',
    kind: 'no-restart',
    severity: 'warning',
    reason: 'the API server gives a Service that says no address the one that it has, and clusterIP: None is one too',
    recipe: [
      'make a Service of another name with an address and the same selector, and move its clients over',
      'or delete the Service and apply it anew: in between its name leads nowhere',
    ],
    before: trafficExample({ service: '  clusterIP: None\n' }),
    after: trafficExample(),
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/core/service/storage/storage.go'],
  },
  ['/Service'],
  function* kept(change) {
    const update = updateOf(change);
    if (!update || textAt(update.after.body, 'spec', 'type') === 'ExternalName') return;
    const [old, fresh] = [update.before, update.after].map(({ body }) => textAt(body, 'spec', 'clusterIP'));
    if (old === 'None' && !fresh)
      yield { fields: fieldsWithin(update, 'spec.clusterIP'), summary: 'stays headless: taking clusterIP: None away gives it no address' };
  },
);
