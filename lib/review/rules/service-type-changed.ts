import { textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { podsBehind } from '../doors/service-callers';
import { nodePorts } from '../doors/service-ports';
import { trafficExample } from '../doors/traffic-example';
import { changeRule, type EffectRule, type ReviewTarget } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';
import { listed } from '../wording';

/** A Service that no longer answers from outside, or whose name leads elsewhere. */
export const SERVICE_TYPE_CHANGED: EffectRule = changeRule(
  {
    id: 'service-type-changed',
    kind: 'door-closed',
    severity: 'warning',
    reason: 'the type of a Service decides where it can be reached, and the cloud takes back what it had made for the old one',
    recipe: [
      'make a second Service of the new type with the same selector, and let both be',
      'move DNS and clients over, and see that nobody comes by the old one any more',
      'then change or remove the old one',
    ],
    before: trafficExample({ service: '  type: LoadBalancer\n' }),
    after: trafficExample(),
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types'],
  },
  ['/Service'],
  function* changed(change, target) {
    const update = updateOf(change);
    if (!update) return;
    const summary = storyOf(update.before, update.after, target);
    // Pods that answered under this name are cut off at once.
    const cutsOff = typeOf(update.after) === 'ExternalName' && podsBehind(update.before, target.before).length > 0;
    if (summary !== undefined)
      yield {
        fields: fieldsWithin(update, 'spec.type', 'spec.externalName', 'spec.ports.nodePort'),
        summary,
        ...(cutsOff && { severity: 'error' as const }),
      };
  },
);

function storyOf(before: Manifest, after: Manifest, target: ReviewTarget): string | undefined {
  const [old, fresh] = [typeOf(before), typeOf(after)];
  if (old === 'ExternalName' || fresh === 'ExternalName') {
    const [from, to] = [leadsTo(before, target.before), leadsTo(after, target.after)];
    return from === to ? undefined : `leads to ${to} instead of ${from}`;
  }
  if (old === 'LoadBalancer' && fresh !== 'LoadBalancer')
    return 'has no load balancer any more: its address goes, and what DNS has for it leads nowhere';
  const lost = nodePorts(before).filter((port) => !nodePorts(after).includes(port));
  if (old === 'NodePort' && fresh === 'ClusterIP')
    return `is no longer reached at the nodes${lost.length === 0 ? '' : `, where it had port ${listed(lost)}`}`;
  return lost.length === 0 ? undefined : `no longer answers on port ${listed(lost)} of the nodes`;
}

function typeOf({ body }: Manifest): string | undefined {
  return textAt(body, 'spec', 'type');
}

function leadsTo(service: Manifest, set: ReviewTarget['after']): string {
  if (typeOf(service) === 'ExternalName') return `the host ${textAt(service.body, 'spec', 'externalName')}`;
  const pods = podsBehind(service, set).map(({ name }) => name);
  return pods.length === 0 ? 'nobody of these manifests' : `the pods of ${listed(pods)}`;
}
